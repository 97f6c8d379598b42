import { ApiError, invalidField } from '../errors.ts';
import { normalId } from '../ids.ts';
import type { Field, Value, Values } from '../metadata/model.ts';
import type { Org } from '../records/context.ts';
import { type ResolvedPath, valueAt } from './paths.ts';
import type { Comparison, Condition, FieldPath, Literal } from './query.ts';

export type Resolve = (path: FieldPath) => ResolvedPath;
export type Test = (values: Values) => boolean;

const literalKinds: Readonly<Record<Field['kind'], Literal['kind']>> = {
  id: 'string',
  text: 'string',
  longText: 'string',
  picklist: 'string',
  reference: 'string',
  blob: 'string',
  boolean: 'boolean',
  number: 'number',
  datetime: 'datetime',
};

function checkKind(field: Field, literal: Literal): void {
  const wanted = literalKinds[field.kind];
  if (literal.kind === 'null' || literal.kind === wanted) return;
  const quotes = wanted === 'string' ? 'should be' : 'should not be';
  throw invalidField(
    `value of filter criterion for field '${field.name}' must be of type ${field.apiType} and ${quotes} enclosed in quotes`,
  );
}

function checkFilterable(field: Field): void {
  if (!field.filterable) throw invalidField(`field '${field.name}' can not be filtered in a query call`);
}

/** What values are compared by: ids in their long form, texts without regard to case, times as numbers. */
function comparable(field: Field, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (field.kind === 'datetime') return Date.parse(value);
  if (field.kind === 'id' || field.kind === 'reference') {
    const id = normalId(value);
    if (id === null) throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value}`);
    return id;
  }
  return field.caseSensitive ? value : value.toLowerCase();
}

function literalValue(field: Field, literal: Literal): Value {
  checkKind(field, literal);
  if (literal.kind === 'datetime') return literal.value;
  return comparable(field, literal.value);
}

function likePattern(text: string): RegExp {
  const parts = text.match(/\\[%_]|[\s\S]/g) ?? [];
  const pattern = parts.map((part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  });
  return new RegExp(`^${pattern.join('')}$`, 'i');
}

function isOrdered(one: Value, comparison: Exclude<Comparison, '=' | '!=' | 'LIKE'>, other: Value): boolean {
  if (one === null || other === null) return false;
  switch (comparison) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
  }
}

function comparisonTest(org: Org, path: ResolvedPath, comparison: Comparison, literal: Literal): Test {
  const { field } = path;
  const wanted = literalValue(field, literal);
  const value = (values: Values) => comparable(field, valueAt(org, values, path));
  switch (comparison) {
    case '=':
      return (values) => value(values) === wanted;
    case '!=':
      return (values) => value(values) !== wanted;
    case 'LIKE': {
      const pattern = likePattern(String(literal.value));
      return (values) => pattern.test(String(valueAt(org, values, path) ?? ''));
    }
    default:
      return (values) => isOrdered(value(values), comparison, wanted);
  }
}

/** What says of a record whether it meets the condition. Throws INVALID_FIELD for a literal that does not fit its field. */
export function testOf(org: Org, resolve: Resolve, condition: Condition): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.conditions.map((one) => testOf(org, resolve, one));
      return (values) => tests.every((test) => test(values));
    }
    case 'or': {
      const tests = condition.conditions.map((one) => testOf(org, resolve, one));
      return (values) => tests.some((test) => test(values));
    }
    case 'not': {
      const test = testOf(org, resolve, condition.condition);
      return (values) => !test(values);
    }
    case 'compare': {
      const path = resolve(condition.path);
      checkFilterable(path.field);
      return comparisonTest(org, path, condition.comparison, condition.literal);
    }
    case 'in': {
      const path = resolve(condition.path);
      checkFilterable(path.field);
      const wanted = new Set(condition.literals.map((literal) => literalValue(path.field, literal)));
      const { negated } = condition;
      return (values) => wanted.has(comparable(path.field, valueAt(org, values, path))) !== negated;
    }
  }
}
