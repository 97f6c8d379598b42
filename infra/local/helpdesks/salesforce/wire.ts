import type { Access } from './access.ts';
import type { Field, ObjectType, Values } from './metadata/model.ts';

/** The only version of the API that this org answers to. */
export const apiVersion = '66.0';
export const dataPath = `/services/data/v${apiVersion}`;

export function recordPath(object: string, id: string): string {
  return `${dataPath}/sobjects/${object}/${id}`;
}

/** What stands in `attributes` of each record. */
export function wireReference(object: string, id: string): Readonly<{ type: string; url: string }> {
  return { type: object, url: recordPath(object, id) };
}

/** A value as JSON shows it: times with an offset and without a colon in it, files as the address of their content. */
export function wireValue(object: string, values: Values, field: Field): unknown {
  const value = values[field.name] ?? null;
  if (value === null) return null;
  if (field.kind === 'datetime') return String(value).replace(/Z$/, '+0000');
  if (field.kind === 'blob') return `${recordPath(object, String(values.Id))}/${field.name}`;
  return value;
}

/** A whole record, or the named fields of it, as the caller may see it. */
export function wireRecord(
  object: ObjectType,
  values: Values,
  access: Access,
  wanted: readonly Field[] = object.fields,
): Readonly<Record<string, unknown>> {
  const visible = wanted.filter((field) => access.mayUse('read', object, field));
  return {
    attributes: wireReference(object.name, String(values.Id)),
    ...Object.fromEntries(visible.map((field) => [field.name, wireValue(object.name, values, field)])),
  };
}
