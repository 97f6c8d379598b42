import { entityIsDeleted, insufficientAccess, notFound, recordNotFound } from '../errors.ts';
import { normalId } from '../ids.ts';
import type { Field, ObjectType, Value, Values } from '../metadata/model.ts';
import { fieldOf } from '../metadata/schema.ts';
import {
  checkLocks,
  checkReferences,
  checkRequired,
  checkUnique,
  checkValidationRules,
  holderOf,
} from './checks.ts';
import { type Caller, type Org, type SystemWrites, timestamp } from './context.ts';
import { rulesOf } from './rules.ts';
import { fieldValue, parseRecordBody } from './values.ts';
import { editsRecord, mayWithObject, seesRecord } from './visibility.ts';

/** Reads and writes of records with everything that an org checks. Nothing is final before the store commits. */
export class Records {
  readonly #org: Org;

  constructor(org: Org) {
    this.#org = org;
  }

  /** The object that a request names. Throws if there is none or the caller may not know of it. */
  object(caller: Caller, name: string): ObjectType {
    const object = this.#org.schema.object(name);
    if (object === null || !mayWithObject(caller, 'read', object)) throw notFound();
    return object;
  }

  /** The record as it is. Throws 404 if the caller does not see one, or it is in the Recycle Bin. */
  get(caller: Caller, object: ObjectType, id: string): Values {
    const record = this.#org.store.get(normalId(id) ?? '');
    const wanted = object.viewOf ?? object.name;
    if (record === null || record.object !== wanted || !seesRecord(this.#org, caller, object, record.values))
      throw notFound();
    if (record.values.IsDeleted === true) throw entityIsDeleted(404);
    return record.values;
  }

  /** The record whose external id field has this value. Throws 404 if there is none. */
  getBy(caller: Caller, object: ObjectType, fieldName: string, value: string): Values {
    const field = this.#externalId(caller, object, fieldName);
    const record = holderOf(this.#org, object, field, value);
    if (record === null || !seesRecord(this.#org, caller, object, record)) throw notFound();
    return record;
  }

  /** Gives the new record's id. `known`: values that the address names. */
  create(caller: Caller, object: ObjectType, body: unknown, known: Values = {}): string {
    if (!mayWithObject(caller, 'create', object) || object.viewOf !== null)
      throw insufficientAccess(`entity type cannot be inserted: ${object.name}`);
    const forbidden = ['Id', ...Object.keys(known)];
    const given = { ...known, ...parseRecordBody(body, object, 'create', caller, forbidden) };
    checkReferences(this.#org, caller, object, given);
    return this.#insert(caller, object, given);
  }

  /** What the org or a person does: no rights are asked, but all other rules hold. `id`: default a new one. */
  insertBySystem(caller: Caller, objectName: string, values: Values, id?: string): string {
    const kept = Object.entries(values).map(([name, value]): [string, Value] => [
      name,
      value === '' ? null : value,
    ]);
    return this.#insert(caller, this.#org.schema.knownObject(objectName), Object.fromEntries(kept), id);
  }

  update(
    caller: Caller,
    object: ObjectType,
    id: string,
    body: unknown,
    forbidden: readonly string[] = ['Id'],
  ): void {
    const before = this.get(caller, object, id);
    const mayEdit = mayWithObject(caller, 'edit', object) && object.viewOf === null;
    if (!mayEdit || !editsRecord(this.#org, caller, object, before)) throw insufficientAccess();
    const changes = parseRecordBody(body, object, 'update', caller, forbidden);
    checkReferences(this.#org, caller, object, changes);
    this.#update(caller, object, before, changes);
  }

  updateBySystem(caller: Caller, id: string, changes: Values): void {
    const { object, values } = this.#org.store.known(id);
    this.#update(caller, this.#org.schema.knownObject(object), values, changes);
  }

  /** Updates the record that has the value in its external id field, or creates it. */
  upsert(
    caller: Caller,
    object: ObjectType,
    fieldName: string,
    value: string,
    body: unknown,
  ): Readonly<{ id: string; created: boolean }> {
    const field = this.#externalId(caller, object, fieldName);
    const key = fieldValue(field, value, caller);
    const holder = holderOf(this.#org, object, field, key);
    if (holder === null)
      return { id: this.create(caller, object, body, { [field.name]: key }), created: true };
    const id = String(holder.Id);
    this.update(caller, object, id, body, ['Id', field.name]);
    return { id, created: false };
  }

  delete(caller: Caller, object: ObjectType, id: string): void {
    const record = this.get(caller, object, id);
    if (!mayWithObject(caller, 'delete', object) && rulesOf(object.name).beforeDelete === undefined)
      throw insufficientAccess();
    this.deleteBySystem(caller, String(record.Id));
  }

  /** `leaves`: fields that the record in the Recycle Bin has in place of its own. */
  deleteBySystem(caller: Caller, id: string, leaves: Values = {}): void {
    const { object: name, values } = this.#org.store.known(id);
    const object = this.#org.schema.knownObject(name);
    rulesOf(name).beforeDelete?.(this.#rules(caller), values);
    checkLocks(this.#org, object, values);
    const left = { ...values, ...leaves, IsDeleted: true, ...this.#stamp(object, caller, 'update') };
    this.#org.store.delete(id, object.hardDeleted ? null : left);
    rulesOf(name).afterDelete?.(this.#rules(caller), values);
  }

  #externalId(caller: Caller, object: ObjectType, name: string): Field {
    const field = fieldOf(object, name);
    const isKey = field?.externalId === true || field?.kind === 'id';
    if (field === null || !isKey || !caller.access.mayUse('read', object, field)) throw recordNotFound();
    return field;
  }

  #insert(caller: Caller, object: ObjectType, given: Values, wantedId?: string): string {
    const { store } = this.#org;
    const Id = wantedId ?? store.ids.next(object.keyPrefix);
    const defaults = object.fields.map(({ name, defaultValue }): [string, Value] => [name, defaultValue]);
    const prepared = {
      ...Object.fromEntries(defaults),
      ...this.#stamp(object, caller, 'create'),
      ...(object.custom ? { Name: Id.slice(0, 15), OwnerId: caller.userId } : {}),
      ...given,
      Id,
    };
    const rules = rulesOf(object.name);
    const context = this.#rules(caller);
    checkRequired(object, prepared);
    const values = rules.beforeInsert?.(context, prepared) ?? prepared;
    checkUnique(this.#org, object, values);
    checkLocks(this.#org, object, values);
    checkValidationRules(this.#org, object, values, null);
    store.insert(object.name, Id, values);
    rules.afterInsert?.(context, values);
    return Id;
  }

  #update(caller: Caller, object: ObjectType, before: Values, changes: Values): void {
    const rules = rulesOf(object.name);
    const context = this.#rules(caller);
    const merged = rules.beforeUpdate?.(context, before, changes) ?? { ...before, ...changes };
    const values = { ...merged, ...this.#stamp(object, caller, 'update') };
    checkRequired(object, values);
    checkUnique(this.#org, object, values);
    checkLocks(this.#org, object, values);
    checkValidationRules(this.#org, object, values, before);
    this.#org.store.update(String(before.Id), values);
  }

  /** The system fields that a write sets, of those that the object has. */
  #stamp(object: ObjectType, caller: Caller, use: 'create' | 'update'): Values {
    const at = timestamp(this.#org.store.now());
    const changed = { LastModifiedById: caller.userId, LastModifiedDate: at, SystemModstamp: at };
    const made = use === 'create' ? { CreatedById: caller.userId, CreatedDate: at } : {};
    return Object.fromEntries(
      Object.entries({ ...changed, ...made }).filter(([name]) => fieldOf(object, name) !== null),
    );
  }

  #rules(caller: Caller): Readonly<{ org: Org; caller: Caller; system: SystemWrites }> {
    return {
      org: this.#org,
      caller,
      system: {
        insert: (object, values) => this.insertBySystem({ ...caller, api: null }, object, values),
        update: (id, changes) => {
          const { values } = this.#org.store.known(id);
          this.#org.store.update(id, { ...values, ...changes });
        },
        delete: (id) => {
          const { object, values } = this.#org.store.known(id);
          const isHard = this.#org.schema.knownObject(object).hardDeleted;
          this.#org.store.delete(id, isHard ? null : { ...values, IsDeleted: true });
        },
      },
    };
  }
}
