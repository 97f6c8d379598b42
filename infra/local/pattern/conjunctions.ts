import { PatternError } from './error.ts';
import { isPlainObject } from './fields.ts';
import { type Alternative, alternativeOf } from './operators.ts';

/** One field of a pattern: the event's value there must satisfy one of the alternatives. */
export type Condition = Readonly<{ path: string; alternatives: readonly Alternative[] }>;

/** Conditions that must hold together, sorted by path. */
export type Conjunction = readonly Condition[];

/** Words that make `$or` an ordinary field name again when an object inside it uses them as a key (event-ruler, Constants.java). */
const reservedInOr: ReadonlySet<string> = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric'],
  ...['cidr', '=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case', 'date-after'],
  ...['date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range', 'ip-address-in-range'],
  'ip-address-not-in-range',
]);

/** The branches of an `$or`, or null when EventBridge takes the key for an ordinary field name. */
function branchesOf(key: string, value: unknown): readonly Readonly<Record<string, unknown>>[] | null {
  if (key !== '$or' || !Array.isArray(value) || value.length < 2) return null;
  const branches = value.filter(isPlainObject);
  const allAreBranches =
    branches.length === value.length &&
    branches.every((branch) => Object.keys(branch).every((name) => !reservedInOr.has(name)));
  return allAreBranches ? branches : null;
}

function conditionOf(values: readonly unknown[], path: string): Condition {
  if (values.length === 0)
    throw new PatternError(path, null, 'an empty list matches nothing and is refused.');
  return { path, alternatives: values.map((value) => alternativeOf(value, path)) };
}

const product = (ones: readonly Conjunction[], others: readonly Conjunction[]): readonly Conjunction[] =>
  ones.flatMap((one) => others.map((other) => [...one, ...other]));

function read(pattern: unknown, path: string): readonly Conjunction[] {
  if (!isPlainObject(pattern))
    throw new PatternError(path, null, 'a pattern is an object whose values are objects or lists.');
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new PatternError(path, null, 'an empty object is refused.');
  return entries.reduce<readonly Conjunction[]>(
    (conjunctions, [key, value]) => {
      const branches = branchesOf(key, value);
      if (branches)
        return product(
          conjunctions,
          branches.flatMap((branch) => read(branch, path)),
        );
      const inner = path === '' ? key : `${path}.${key}`;
      return product(conjunctions, Array.isArray(value) ? [[conditionOf(value, inner)]] : read(value, inner));
    },
    [[]],
  );
}

/**
 * A pattern as alternatives (`$or`), each a list of conditions that all must hold. Sorted by path, because EventBridge
 * decides `exists: false` inside arrays by the elements that the paths before it have settled on.
 * Throws PatternError.
 */
export function conjunctionsOf(pattern: unknown): readonly Conjunction[] {
  return read(pattern, '').map((conjunction) =>
    conjunction.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)),
  );
}
