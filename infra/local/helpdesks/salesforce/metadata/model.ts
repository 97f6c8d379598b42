/** What a field of a record may hold. Dates are ISO 8601 in UTC, files Base64, lookups 18-character ids. */
export type Value = string | number | boolean | null;
export type Values = Readonly<Record<string, Value>>;

export type FieldKind =
  | 'id'
  | 'text'
  | 'longText'
  | 'boolean'
  | 'number'
  | 'datetime'
  | 'picklist'
  | 'reference'
  | 'blob';

export type Field = Readonly<{
  name: string;
  kind: FieldKind;
  /** The name of the type that a describe gives. */
  apiType: string;
  maxCharacters: number | null;
  maxBytes: number | null;
  /** Digits before and after the point. */
  digits: Readonly<{ before: number; after: number }> | null;
  /** Of a picklist; empty = any. */
  options: readonly string[];
  /** Whether a picklist refuses what is not among its options. */
  restricted: boolean;
  /** API names of the objects that a lookup may point to. */
  references: readonly string[];
  /** How SOQL reaches the record that a lookup points to (`CreatedBy`). */
  relationship: string | null;
  createable: boolean;
  updateable: boolean;
  filterable: boolean;
  sortable: boolean;
  required: boolean;
  unique: boolean;
  caseSensitive: boolean;
  externalId: boolean;
  /** Whether permission sets decide who may read and edit it; without it, who sees the object sees the field. */
  permissionable: boolean;
  defaultValue: Value;
}>;

export type ObjectType = Readonly<{
  name: string;
  keyPrefix: string;
  custom: boolean;
  fields: readonly Field[];
  /**
   * Whose rights decide: its own object permissions, those of the case it hangs on, or none (every internal user). `setup`:
   * read by every internal user, written by nobody through this API.
   */
  governedBy: 'itself' | 'case' | 'internal' | 'setup';
  /** Who sees and edits records of other owners without a permission for all. */
  sharing: 'ReadWrite' | 'Read' | 'Private';
  /** Gone at once, without the Recycle Bin. */
  hardDeleted: boolean;
  /** Another object's records under this name, read-only. */
  viewOf: string | null;
}>;

type Options = Partial<Omit<Field, 'name' | 'kind' | 'apiType'>>;

function field(name: string, kind: FieldKind, apiType: string, options: Options = {}): Field {
  return {
    ...{ name, kind, apiType, maxCharacters: null, maxBytes: null, digits: null },
    ...{ options: [], restricted: false, references: [], relationship: null },
    ...{ createable: true, updateable: true, filterable: true, sortable: true },
    ...{ required: false, unique: false, caseSensitive: false, externalId: false },
    ...{ permissionable: false, defaultValue: kind === 'boolean' ? false : null },
    ...options,
  };
}

const readOnlyFlags = { createable: false, updateable: false } as const;

/** Each function makes one kind of field; `options` are the exceptions from what is usual for it. */
export const fields = {
  id: () => field('Id', 'id', 'id', readOnlyFlags),
  text: (name: string, maxCharacters: number, options?: Options) =>
    field(name, 'text', 'string', { maxCharacters, ...options }),
  email: (name: string, options?: Options) => field(name, 'text', 'email', { maxCharacters: 80, ...options }),
  /** More than 255 characters: neither filters nor sorts. */
  longText: (name: string, maxCharacters: number, options?: Options) =>
    field(name, 'longText', 'textarea', { maxCharacters, filterable: false, sortable: false, ...options }),
  boolean: (name: string, options?: Options) => field(name, 'boolean', 'boolean', options),
  number: (name: string, options?: Options) => field(name, 'number', 'double', options),
  datetime: (name: string, options?: Options) => field(name, 'datetime', 'datetime', options),
  picklist: (name: string, values: readonly string[], options?: Options) =>
    field(name, 'picklist', 'picklist', { options: values, maxCharacters: 255, ...options }),
  lookup: (name: string, references: readonly string[], options?: Options) =>
    field(name, 'reference', 'reference', { references, relationship: name.replace(/Id$/, ''), ...options }),
  blob: (name: string, options?: Options) =>
    field(name, 'blob', 'base64', { filterable: false, sortable: false, ...options }),
};

/** A field that only the system writes. */
export function readOnly(made: Field): Field {
  return { ...made, ...readOnlyFlags };
}

/** A field that is written once. */
export function createOnly(made: Field): Field {
  return { ...made, updateable: false };
}

/** Fields that Salesforce keeps by itself. `without`: those that the object has not. */
export function systemFields(without: readonly string[] = []): readonly Field[] {
  return [
    fields.id(),
    fields.boolean('IsDeleted'),
    fields.lookup('CreatedById', ['User']),
    fields.datetime('CreatedDate'),
    fields.lookup('LastModifiedById', ['User']),
    fields.datetime('LastModifiedDate'),
    fields.datetime('SystemModstamp'),
  ]
    .filter(({ name }) => !without.includes(name))
    .map(readOnly);
}

type ObjectOptions = Partial<Omit<ObjectType, 'name' | 'keyPrefix' | 'fields'>>;

export function objectType(
  name: string,
  keyPrefix: string,
  own: readonly Field[],
  options: ObjectOptions & { withoutSystemFields?: readonly string[] } = {},
): ObjectType {
  const { withoutSystemFields, ...rest } = options;
  return {
    ...{ name, keyPrefix, custom: false, governedBy: 'itself', sharing: 'ReadWrite' },
    ...{ hardDeleted: false, viewOf: null },
    fields: [...systemFields(withoutSystemFields), ...own],
    ...rest,
  };
}
