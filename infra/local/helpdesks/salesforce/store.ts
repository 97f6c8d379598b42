import { IdSource } from './ids.ts';
import type { Values } from './metadata/model.ts';

/** A record with the API name of its object. `values` has every field, `Id` included. */
export type StoredRecord = Readonly<{ object: string; values: Values }>;

/** What one write did to one record. A record in the Recycle Bin counts as deleted. */
export type RecordChange = Readonly<
  { object: string; id: string } & (
    | { kind: 'created'; before: null; after: Values }
    | { kind: 'updated'; before: Values; after: Values }
    | { kind: 'deleted'; before: Values; after: null }
  )
>;

type LoggedWrite = Readonly<{ id: string; before: StoredRecord | null; change: RecordChange }>;

/** The records of the org. Writes are logged until they are committed, and can be taken back to a savepoint. */
export class Store {
  readonly now: () => Date;
  readonly ids = new IdSource();
  readonly #records = new Map<string, StoredRecord>();
  readonly #uncommitted: LoggedWrite[] = [];

  constructor(now: () => Date) {
    this.now = now;
  }

  /** Also a record in the Recycle Bin (`IsDeleted`). Null = there is none. */
  get(id: string): StoredRecord | null {
    return this.#records.get(id) ?? null;
  }

  /** The record that must exist: a caller of the programmatic API named it. */
  known(id: string): StoredRecord {
    const record = this.get(id);
    if (record === null) throw new Error(`the stand-in has no record ${id}`);
    return record;
  }

  /** All records of an object in the order in which they were made, those in the Recycle Bin included. */
  of(object: string): readonly Values[] {
    return [...this.#records.values()]
      .filter((record) => record.object === object)
      .map(({ values }) => values);
  }

  insert(object: string, id: string, values: Values): void {
    this.#write(id, { object, values }, { kind: 'created', object, id, before: null, after: values });
  }

  update(id: string, values: Values): void {
    const { object, values: before } = this.known(id);
    this.#write(id, { object, values }, { kind: 'updated', object, id, before, after: values });
  }

  /** `to`: what stays in the Recycle Bin; null = nothing does. */
  delete(id: string, to: Values | null): void {
    const { object, values: before } = this.known(id);
    const left = to === null ? null : { object, values: to };
    this.#write(id, left, { kind: 'deleted', object, id, before, after: null });
  }

  /** A point to which `rollBackTo` returns. */
  savepoint(): number {
    return this.#uncommitted.length;
  }

  rollBackTo(savepoint: number): void {
    for (const { id, before } of this.#uncommitted.splice(savepoint).reverse()) {
      if (before === null) this.#records.delete(id);
      else this.#records.set(id, before);
    }
  }

  /** Makes all writes since the last commit final and gives what they did, in their order. */
  commit(): readonly RecordChange[] {
    return this.#uncommitted.splice(0).map(({ change }) => change);
  }

  #write(id: string, record: StoredRecord | null, change: RecordChange): void {
    this.#uncommitted.push({ id, before: this.get(id), change });
    if (record === null) this.#records.delete(id);
    else this.#records.set(id, record);
  }
}
