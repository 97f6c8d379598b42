import { invalidField, invalidType } from '../errors.ts';
import type { ObjectType, Value, Values } from '../metadata/model.ts';
import type { Caller, Org } from '../records/context.ts';
import { caseIdOf, mayWithObject, seesRecord } from '../records/visibility.ts';
import { wireReference, wireValue } from '../wire.ts';
import { testOf } from './conditions.ts';
import { parseSoql } from './parse.ts';
import { lookedUp, type ResolvedPath, resolvePath, valueAt } from './paths.ts';
import type { Order, Query } from './query.ts';
import { checkRestrictions } from './restrictions.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Rows = Readonly<{ total: number; rows: readonly Row[] }>;

function candidates(org: Org, caller: Caller, object: ObjectType, withDeleted: boolean): readonly Values[] {
  const isOfView = (values: Values) =>
    object.viewOf === null || caseIdOf(org, object.viewOf, values) !== null;
  return org.store
    .of(object.viewOf ?? object.name)
    .filter((values) => withDeleted || values.IsDeleted !== true)
    .filter((values) => isOfView(values) && seesRecord(org, caller, object, values));
}

type ResolvedOrder = Order & { resolved: ResolvedPath };

/** Ids are in the order in which a condition compares them, or nobody could go on after one. */
const isIdField = ({ resolved }: ResolvedOrder) =>
  resolved.field.kind === 'id' || resolved.field.kind === 'reference';

function compare(one: Value, other: Value, order: ResolvedOrder): number {
  const { descending, nullsLast } = order;
  if (one === null || other === null) {
    if (one === other) return 0;
    return (one === null) === nullsLast ? 1 : -1;
  }
  const fold = (value: Exclude<Value, null>) =>
    typeof value === 'string' && !isIdField(order) ? value.toLowerCase() : value;
  const [left, right] = [fold(one), fold(other)];
  if (left === right) return 0;
  return left < right === descending ? 1 : -1;
}

function ordered(org: Org, found: readonly Values[], orders: readonly ResolvedOrder[]) {
  return [...found].sort((one, other) => {
    for (const order of orders) {
      const sign = compare(valueAt(org, one, order.resolved), valueAt(org, other, order.resolved), order);
      if (sign !== 0) return sign;
    }
    return 0;
  });
}

/** A record of the answer: fields by their API names, records that lookups lead to within it. */
function rowOf(org: Org, values: Values, paths: readonly ResolvedPath[], type: string): Row {
  const own = paths.filter(({ steps }) => steps.length === 0);
  const further = Map.groupBy(
    paths.filter(({ steps }) => steps.length > 0),
    ({ steps }) => steps[0]?.field,
  );
  const nested = [...further].map(([field, nestedPaths]): [string, unknown] => {
    const target = field === undefined ? null : lookedUp(org, values, field);
    const name = nestedPaths[0]?.steps[0]?.relationship ?? '';
    if (target === null) return [name, null];
    const rest = nestedPaths.map(({ steps, field: last }) => ({ steps: steps.slice(1), field: last }));
    return [name, rowOf(org, target, rest, org.schema.objectOfId(String(target.Id))?.name ?? '')];
  });
  return {
    attributes: wireReference(type, String(values.Id)),
    ...Object.fromEntries(own.map(({ field }) => [field.name, wireValue(type, values, field)])),
    ...Object.fromEntries(nested),
  };
}

function resolvedOrders(query: Query, resolve: (path: readonly string[]) => ResolvedPath) {
  return query.orderBy.map((order) => {
    const resolved = resolve(order.path);
    if (!resolved.field.sortable)
      throw invalidField(`field '${resolved.field.name}' can not be sorted in a query call`);
    return { ...order, resolved };
  });
}

/** What hangs on a record, by the name that the record's object gives it: its object, and the field that names the record. */
const childrenOf: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  FeedItem: { feedcomments: ['FeedComment', 'FeedItemId'] },
  CaseFeed: { feedcomments: ['FeedComment', 'FeedItemId'] },
};

/** Makes an answer of rows, or the first page of it. */
export type Paged = (found: Rows) => unknown;

type Run = Readonly<{ org: Org; caller: Caller; paged: Paged }>;

/** The answer of a query among the fields of a row; null = nothing is there. */
function childRows(at: Run, query: Query, parent: Readonly<{ type: string; id: string }>): unknown {
  const relation = childrenOf[parent.type]?.[query.object.toLowerCase()];
  if (relation === undefined) throw invalidType(query.object);
  const [object, field] = relation;
  const found = run(at, { ...query, object }, (values) => values[field] === parent.id);
  return found.total === 0 ? null : at.paged(found);
}

/** Runs a query for a caller. `withDeleted`: also what is in the Recycle Bin (`queryAll`). `paged`: of what is among a row's fields. */
export function runSoql(at: Run, soql: string, withDeleted = false): Rows {
  const query = parseSoql(soql);
  checkRestrictions(query, at.org.schema.object(query.object)?.name ?? '', at.caller);
  return run(at, query, () => true, withDeleted);
}

function run(at: Run, query: Query, isAmong: (values: Values) => boolean, withDeleted = false): Rows {
  const { org, caller } = at;
  const object = org.schema.object(query.object);
  if (object === null || !mayWithObject(caller, 'read', object)) throw invalidType(query.object);
  const resolve = (path: readonly string[]) => resolvePath(org, caller, object, path);
  const orders = resolvedOrders(query, resolve);
  const paths = query.fields === 'count' ? [] : query.fields.map(resolve);
  const test = query.where === null ? () => true : testOf(org, resolve, query.where);
  const found = candidates(org, caller, object, withDeleted).filter((one) => isAmong(one) && test(one));
  const end = query.limit === null ? undefined : query.offset + query.limit;
  const page = ordered(org, found, orders).slice(query.offset, end);
  if (query.fields === 'count') return { total: page.length, rows: [] };
  const rows = page.map((values) => {
    const parent = { type: object.name, id: String(values.Id) };
    const children = query.children.map((child) => [child.object, childRows(at, child, parent)]);
    return { ...rowOf(org, values, paths, object.name), ...Object.fromEntries(children) };
  });
  return { total: page.length, rows };
}
