import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../infra/local/pattern.ts';

type Tree = { [key: string]: unknown };

const key = fc.constantFrom('a', 'b', 'c', 'd');
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));

/** Events of nested objects and arrays over few keys, so that patterns and events meet. */
const { event } = fc.letrec<{ event: Tree; value: unknown }>((tie) => ({
  event: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('event'), fc.array(tie('value'), { maxLength: 3 })),
}));

const smallLeaf = fc.constantFrom('x', 'y', 1, 2, true, null);
const operator = fc.oneof(
  smallLeaf,
  fc.constantFrom<unknown>(
    { prefix: 'x' },
    { suffix: 'y' },
    { 'equals-ignore-case': 'X' },
    { 'anything-but': 'x' },
    { 'anything-but': [1] },
    { numeric: ['>', 1] },
    { exists: true },
    { exists: false },
  ),
);
const alternatives = fc.array(operator, { minLength: 1, maxLength: 3 });
const flatPattern = fc.dictionary(key, alternatives, { minKeys: 1, maxKeys: 3 });
/** No arrays of objects: there, EventBridge decides `exists: false` by the element that other fields have settled on. */
const flatEvent = fc.dictionary(key, fc.oneof(smallLeaf, fc.array(smallLeaf, { maxLength: 3 })), {
  maxKeys: 4,
});

/** The pattern that asks for every leaf of an object tree without arrays. */
function patternOf(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) =>
      value !== null && typeof value === 'object' ? [name, patternOf(value as Tree)] : [name, [value]],
    ),
  );
}

const { tree } = fc.letrec<{ tree: Tree; value: unknown }>((tie) => ({
  tree: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('tree')),
}));

describe('an event pattern', () => {
  it('matches the event that it was made from', () => {
    fc.assert(
      fc.property(tree, (made) => {
        expect(compilePattern(patternOf(made))(made)).toBe(true);
      }),
    );
  });

  it('still matches when the event gets fields that it does not name', () => {
    fc.assert(
      fc.property(tree, event, (made, more) => {
        expect(compilePattern(patternOf(made))({ ...made, zz: more })).toBe(true);
      }),
    );
  });

  it('never matches more events when it gets another field', () => {
    fc.assert(
      fc.property(flatPattern, alternatives, flatEvent, (pattern, more, given) => {
        fc.pre(!('d' in pattern));
        const narrowerMatches = compilePattern({ ...pattern, d: more })(given);
        if (narrowerMatches) expect(compilePattern(pattern)(given)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never matches fewer events when a field gets another alternative', () => {
    fc.assert(
      fc.property(flatPattern, operator, flatEvent, (pattern, more, given) => {
        const [first] = Object.keys(pattern);
        const wider = { ...pattern, [first!]: [...pattern[first!]!, more] };
        if (compilePattern(pattern)(given)) expect(compilePattern(wider)(given)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('does not care for the order of fields, alternatives and branches', () => {
    fc.assert(
      fc.property(flatPattern, flatPattern, event, (one, other, given) => {
        const reversed = (pattern: Record<string, unknown[]>) =>
          Object.fromEntries(
            Object.entries(pattern)
              .toReversed()
              .map(([name, values]) => [name, values.toReversed()]),
          );
        const forward = compilePattern({ $or: [one, other] });
        const backward = compilePattern({ $or: [reversed(other), reversed(one)] });
        expect(backward(given)).toBe(forward(given));
      }),
      { numRuns: 500 },
    );
  });

  it('matches with $or exactly what one of the branches matches', () => {
    fc.assert(
      fc.property(flatPattern, flatPattern, event, (one, other, given) => {
        const either = compilePattern(one)(given) || compilePattern(other)(given);
        expect(compilePattern({ $or: [one, other] })(given)).toBe(either);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the event is', () => {
    fc.assert(
      fc.property(flatPattern, fc.jsonValue(), (pattern, given) => {
        expect(typeof compilePattern(pattern)(given)).toBe('boolean');
      }),
    );
  });
});
