import * as z from 'zod';
import { compareNumber, compareText } from './compare.ts';

const limit = z.looseObject({
  field: z.string().optional(),
  operator: z.string().default('='),
  value: z.union([z.string(), z.number().transform(String)]).optional(),
  entry_aggregator: z.string().optional(),
});
const limits = z.array(limit);

/** One condition of a search that is written as JSON. */
export type Limit = Readonly<{ field: string; operator: string; value: string; isAny: boolean }>;

/** What a thing has to be searched by; numbers are compared as such. */
export type Searchable = Readonly<Record<string, string | number>>;

/** The conditions of a search, without those that RT passes over. Null = it is none. */
export function limitsFrom(json: unknown): readonly Limit[] | null {
  const parsed = limits.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data.flatMap(({ field, operator, value, entry_aggregator: aggregator }) =>
    field === undefined || value === undefined
      ? []
      : [{ field, operator: operator.toUpperCase(), value, isAny: aggregator?.toUpperCase() !== 'AND' }],
  );
}

function holds(actual: string | number, { operator, value }: Limit): boolean {
  const isKnown = /^(?:[<>!]?=|[<>]|(?:NOT )?(?:LIKE|STARTSWITH|ENDSWITH)|IS(?: NOT)?)$/.test(operator);
  if (!isKnown) return false;
  return typeof actual === 'number' && !/[A-Z]/.test(operator)
    ? compareNumber(actual, operator, Number(value))
    : compareText(String(actual), { key: '', subkey: null, operator, value });
}

/** AND binds more than OR, as in SQL. */
function chainHolds(actual: string | number, [first, ...others]: readonly Limit[]): boolean {
  if (first === undefined) return true;
  let isFound = false;
  let isSoFar = holds(actual, first);
  for (const each of others) {
    if (each.isAny) {
      isFound ||= isSoFar;
      isSoFar = holds(actual, each);
    } else isSoFar &&= holds(actual, each);
  }
  return isFound || isSoFar;
}

/**
 * Whether a search finds a thing. Conditions of one field are joined by OR unless they say otherwise, those of different
 * fields always by AND. A field that does not exist is no condition.
 */
export function isFoundBy(conditions: readonly Limit[], thing: Searchable): boolean {
  return Object.entries(thing).every(([field, actual]) =>
    chainHolds(
      actual,
      conditions.filter((each) => each.field === field),
    ),
  );
}
