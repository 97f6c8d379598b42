import { invalidField } from '../errors.ts';
import type { Field, ObjectType, Value, Values } from '../metadata/model.ts';
import { fieldOf } from '../metadata/schema.ts';
import type { Caller, Org } from '../records/context.ts';
import { mayWithObject } from '../records/visibility.ts';
import type { FieldPath } from './query.ts';

/** A path whose every step is known to the org and to the caller. */
export type ResolvedPath = Readonly<{
  /** Lookups on the way, with the names that SOQL has for them. */
  steps: readonly Readonly<{ relationship: string; field: Field }>[];
  field: Field;
}>;

/** What can be asked of a record whose object is not fixed (an owner may be a user or a queue). */
const fieldsOfAnyRecord = [
  'Id',
  'Name',
  'Type',
  'FirstName',
  'LastName',
  'Username',
  'Email',
  'Alias',
  'IsActive',
];
const maxSteps = 5;

const noColumn = (name: string, object: string) =>
  invalidField(
    `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the ` +
      "'__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  );

const noRelationship = (name: string, object: string) =>
  invalidField(`Didn't understand relationship '${name}' in field path on entity '${object}'.`);

function lookupNamed(object: ObjectType, name: string): Field | undefined {
  return object.fields.find(({ relationship }) => relationship?.toLowerCase() === name.toLowerCase());
}

function visibleField(caller: Caller, objects: readonly ObjectType[], name: string): Field {
  for (const object of objects) {
    const field = fieldOf(object, name);
    if (
      field !== null &&
      mayWithObject(caller, 'read', object) &&
      caller.access.mayUse('read', object, field)
    )
      return field;
  }
  throw noColumn(name, objects[0]?.name ?? '');
}

/** Finds a path's fields. Throws INVALID_FIELD for what does not exist or what the caller may not read. */
export function resolvePath(org: Org, caller: Caller, object: ObjectType, path: FieldPath): ResolvedPath {
  const names =
    path.length > 1 && path[0]?.toLowerCase() === object.name.toLowerCase() ? path.slice(1) : path;
  if (names.length > maxSteps + 1) throw invalidField('a field path has at most five relationships');
  let objects: readonly ObjectType[] = [object];
  const steps: { relationship: string; field: Field }[] = [];
  for (const name of names.slice(0, -1)) {
    const from: ObjectType = objects[0] ?? object;
    const field = objects.length > 1 ? undefined : lookupNamed(from, name);
    if (field?.relationship == null) throw noRelationship(name, from.name);
    visibleField(caller, objects, field.name);
    steps.push({ relationship: field.relationship, field });
    objects = field.references.map((reference) => org.schema.knownObject(reference));
  }
  const last = names.at(-1) ?? '';
  const isFixed = objects.length === 1;
  if (!isFixed && !fieldsOfAnyRecord.some((known) => known.toLowerCase() === last.toLowerCase()))
    throw noColumn(last, 'Name');
  return { steps, field: visibleField(caller, objects, last) };
}

/** The record that a lookup of another one points to; null = none. */
export function lookedUp(org: Org, values: Values, field: Field): Values | null {
  const id = values[field.name];
  return typeof id === 'string' ? (org.store.get(id)?.values ?? null) : null;
}

/** The value at the end of a path; null where a lookup on the way is empty. */
export function valueAt(org: Org, values: Values, { steps, field }: ResolvedPath): Value {
  let at: Values | null = values;
  for (const step of steps) at = at === null ? null : lookedUp(org, at, step.field);
  return at?.[field.name] ?? null;
}
