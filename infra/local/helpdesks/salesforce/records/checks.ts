import {
  duplicateValue,
  entityIsDeleted,
  fieldsMissing,
  insufficientParentAccess,
  invalidCrossReference,
  malformedId,
  unableToLockRow,
  validationFailed,
} from '../errors.ts';
import type { Field, ObjectType, Value, Values } from '../metadata/model.ts';
import type { Caller, Org } from './context.ts';
import { seesRecord } from './visibility.ts';

export function checkRequired(object: ObjectType, values: Values): void {
  const missing = object.fields
    .filter(({ required, name }) => required && (values[name] ?? null) === null)
    .map(({ name }) => name);
  if (missing.length > 0) throw fieldsMissing(missing);
}

function checkReference(org: Org, caller: Caller, field: Field, id: string): void {
  const target = org.schema.objectOfId(id);
  if (target === null || !field.references.includes(target.name)) throw malformedId(field.name);
  const record = org.store.get(id);
  if (record === null) throw invalidCrossReference(field.name);
  if (record.values.IsDeleted === true) throw entityIsDeleted(400);
  if (!seesRecord(org, caller, target, record.values)) throw insufficientParentAccess();
}

/** Each lookup must point to a record of the right object that is there and that the caller sees. */
export function checkReferences(org: Org, caller: Caller, object: ObjectType, values: Values): void {
  for (const field of object.fields) {
    const id = values[field.name];
    if (field.kind === 'reference' && typeof id === 'string') checkReference(org, caller, field, id);
  }
}

function isSame(field: Field, one: Value | undefined, other: Value | undefined): boolean {
  if (typeof one !== 'string' || typeof other !== 'string' || field.caseSensitive) return one === other;
  return one.toLowerCase() === other.toLowerCase();
}

/** The record that has this value in a unique field; null = none. Deleted ones do not count. */
export function holderOf(org: Org, object: ObjectType, field: Field, value: Value): Values | null {
  return (
    org.store
      .of(object.name)
      .find((record) => record.IsDeleted !== true && isSame(field, record[field.name], value)) ?? null
  );
}

export function checkUnique(org: Org, object: ObjectType, values: Values): void {
  for (const field of object.fields.filter(({ unique }) => unique)) {
    const value = values[field.name] ?? null;
    const holder = value === null ? null : holderOf(org, object, field, value);
    if (holder !== null && holder.Id !== values.Id) throw duplicateValue(field.name, String(holder.Id));
  }
}

/** A write locks its row and the cases that it points to. Each refusal uses up one of the test's occasions. */
export function checkLocks(org: Org, object: ObjectType, values: Values): void {
  const lookups = object.fields.filter(({ references }) => references.includes('Case'));
  const ids = [values.Id, ...lookups.map(({ name }) => values[name])];
  for (const id of ids) {
    const left = typeof id === 'string' ? (org.settings.lockedRows.get(id) ?? 0) : 0;
    if (typeof id === 'string' && left > 0) {
      org.settings.lockedRows.set(id, left - 1);
      throw unableToLockRow(id);
    }
  }
}

export function checkValidationRules(
  org: Org,
  object: ObjectType,
  after: Values,
  before: Values | null,
): void {
  const broken = org.settings.validationRules.find(
    (rule) => rule.object === object.name && rule.refuses(after, before),
  );
  if (broken !== undefined) throw validationFailed(broken.message, broken.fields ?? []);
}
