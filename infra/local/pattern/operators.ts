import { PatternError } from './error.ts';
import { isLeaf, isPlainObject, type Leaf } from './fields.ts';

/** One of the alternatives that a pattern lists for a field. */
export type Alternative =
  | Readonly<{ kind: 'leaf'; accepts: (leaf: Leaf) => boolean }>
  | Readonly<{ kind: 'absent' }>;

type Text = (leaf: string) => boolean;
type Operator = (argument: unknown, path: string) => Alternative;

const leafWhere = (accepts: (leaf: Leaf) => boolean): Alternative => ({ kind: 'leaf', accepts });
const textWhere = (accepts: Text): Alternative =>
  leafWhere((leaf) => typeof leaf === 'string' && accepts(leaf));
const folded = (text: string) => text.toLowerCase();

function textOf(argument: unknown, path: string, operator: string): string {
  if (typeof argument === 'string') return argument;
  throw new PatternError(path, operator, `"${operator}" takes a string.`);
}

/** The only key of an object and its value; throws when there is none or more than one. */
function onlyEntry(object: Readonly<Record<string, unknown>>, path: string): readonly [string, unknown] {
  const [entry, ...others] = Object.entries(object);
  if (entry && others.length === 0) return entry;
  throw new PatternError(path, null, 'a match expression has exactly one key.');
}

/** `prefix` and `suffix`: of a string, or of `{"equals-ignore-case": string}`. */
function affix(operator: 'prefix' | 'suffix', argument: unknown, path: string): Text {
  const holds = (text: string, part: string) =>
    operator === 'prefix' ? text.startsWith(part) : text.endsWith(part);
  if (!isPlainObject(argument)) {
    const part = textOf(argument, path, operator);
    return (text) => holds(text, part);
  }
  const [inner, innerArgument] = onlyEntry(argument, path);
  if (inner !== 'equals-ignore-case')
    throw new PatternError(
      path,
      inner,
      `"${operator}" takes a string or "equals-ignore-case", not "${inner}".`,
    );
  const part = folded(textOf(innerArgument, path, inner));
  return (text) => holds(folded(text), part);
}

function textsOf(argument: unknown, path: string, operator: string): readonly string[] {
  const texts = Array.isArray(argument) ? argument : [argument];
  if (texts.length === 0) throw new PatternError(path, operator, `"${operator}" takes no empty list.`);
  return texts.map((text) => textOf(text, path, operator));
}

/** What `anything-but` can exclude besides whole values. */
function excludedText(operator: string, argument: unknown, path: string): Text {
  if (operator !== 'prefix' && operator !== 'suffix' && operator !== 'equals-ignore-case')
    throw new PatternError(path, operator, `"anything-but" with "${operator}" is not supported.`);
  const parts = textsOf(argument, path, operator);
  if (operator === 'equals-ignore-case') return (text) => parts.some((part) => folded(part) === folded(text));
  if (parts.includes(''))
    throw new PatternError(path, operator, `"anything-but" takes no empty "${operator}".`);
  return (text) =>
    parts.some((part) => (operator === 'prefix' ? text.startsWith(part) : text.endsWith(part)));
}

/** A field that is missing matches no `anything-but`; one of another type matches every one. */
function anythingBut(argument: unknown, path: string): Alternative {
  if (isPlainObject(argument)) {
    const excluded = excludedText(...onlyEntry(argument, path), path);
    return leafWhere((leaf) => typeof leaf !== 'string' || !excluded(leaf));
  }
  const excluded: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  const types = new Set(excluded.map((value) => typeof value));
  if (types.size !== 1 || !(types.has('string') || types.has('number')))
    throw new PatternError(path, 'anything-but', '"anything-but" takes strings only or numbers only.');
  return leafWhere((leaf) => !excluded.includes(leaf));
}

type Comparison = (value: number, limit: number) => boolean;
const lowerLimits: ReadonlyMap<unknown, Comparison> = new Map([
  ['>', (value, limit) => value > limit],
  ['>=', (value, limit) => value >= limit],
]);
const upperLimits: ReadonlyMap<unknown, Comparison> = new Map([
  ['<', (value, limit) => value < limit],
  ['<=', (value, limit) => value <= limit],
]);
const singleLimits: ReadonlyMap<unknown, Comparison> = new Map([
  ['=', (value, limit) => value === limit],
  ...lowerLimits,
  ...upperLimits,
]);

/** `[op, n]`, or a range with its lower limit first: `[">", 0, "<=", 5]`. */
function numeric(argument: unknown, path: string): Alternative {
  const refuse = (problem: string) => new PatternError(path, 'numeric', `"numeric" ${problem}`);
  if (!Array.isArray(argument) || (argument.length !== 2 && argument.length !== 4))
    throw refuse('takes [operator, number] or [lower operator, number, upper operator, number].');
  const [operator, limit, upperOperator, upperLimit]: readonly unknown[] = argument;
  const isRange = argument.length === 4;
  const compare = (isRange ? lowerLimits : singleLimits).get(operator);
  if (!compare) throw refuse(`does not take the operator ${JSON.stringify(operator)} here.`);
  if (typeof limit !== 'number') throw refuse('compares with numbers only.');
  if (!isRange) return leafWhere((leaf) => typeof leaf === 'number' && compare(leaf, limit));
  const compareUpper = upperLimits.get(upperOperator);
  if (!compareUpper) throw refuse(`does not take the operator ${JSON.stringify(upperOperator)} here.`);
  if (typeof upperLimit !== 'number') throw refuse('compares with numbers only.');
  if (limit >= upperLimit) throw refuse('needs a lower limit below its upper one.');
  return leafWhere(
    (leaf) => typeof leaf === 'number' && compare(leaf, limit) && compareUpper(leaf, upperLimit),
  );
}

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['prefix', (argument, path) => textWhere(affix('prefix', argument, path))],
  ['suffix', (argument, path) => textWhere(affix('suffix', argument, path))],
  [
    'equals-ignore-case',
    (argument, path) => {
      const wanted = folded(textOf(argument, path, 'equals-ignore-case'));
      return textWhere((leaf) => folded(leaf) === wanted);
    },
  ],
  ['anything-but', anythingBut],
  ['numeric', numeric],
  [
    'exists',
    (argument, path) => {
      if (typeof argument !== 'boolean')
        throw new PatternError(path, 'exists', '"exists" takes true or false.');
      return argument ? leafWhere(() => true) : { kind: 'absent' };
    },
  ],
]);

/** Reads one element of a field's list: a value to equal, or an object with one operator. */
export function alternativeOf(value: unknown, path: string): Alternative {
  if (isLeaf(value)) return leafWhere((leaf) => leaf === value);
  if (!isPlainObject(value))
    throw new PatternError(
      path,
      null,
      'a value to match is a string, a number, true, false, null or an operator.',
    );
  const [name, argument] = onlyEntry(value, path);
  const operator = operators.get(name);
  if (!operator) throw new PatternError(path, name, `the operator "${name}" is not supported.`);
  return operator(argument, path);
}
