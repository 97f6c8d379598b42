import { type Condition, conjunctionsOf } from './pattern/conjunctions.ts';
import {
  type EventFields,
  fieldsOf,
  isPlainObject,
  joinMemberships,
  type Membership,
} from './pattern/fields.ts';

export { PatternError } from './pattern/error.ts';

/** Whether the conditions from `index` on hold for values that all lie in the same elements of the event's arrays. */
function holdFrom(
  index: number,
  conditions: readonly Condition[],
  fields: EventFields,
  membership: Membership,
): boolean {
  const condition = conditions[index];
  if (!condition) return true;
  const candidates = (fields.get(condition.path) ?? []).flatMap((field) => {
    const joined = joinMemberships(membership, field.membership);
    return joined ? [{ leaf: field.leaf, joined }] : [];
  });
  return condition.alternatives.some((alternative) =>
    alternative.kind === 'absent'
      ? candidates.length === 0 && holdFrom(index + 1, conditions, fields, membership)
      : candidates.some(
          ({ leaf, joined }) => alternative.accepts(leaf) && holdFrom(index + 1, conditions, fields, joined),
        ),
  );
}

/**
 * Turns an EventBridge event pattern into a test for events. All fields must match, each by one of its listed values:
 * exact, prefix, suffix, equals-ignore-case, anything-but, numeric, exists; `$or` lists alternatives. An event's array
 * matches when one element does; fields below an array of objects must match within the same element. A key with a dot
 * is the same as nesting. Anything that is not an object matches no pattern.
 *
 * Throws PatternError for what EventBridge refuses, and by name for the operators that are not built here (`wildcard`,
 * `cidr`). Integers beyond 2^53 are compared as the doubles that JSON.parse makes of them.
 */
export function compilePattern(pattern: unknown): (event: unknown) => boolean {
  const conjunctions = conjunctionsOf(pattern);
  return (event) => {
    if (!isPlainObject(event)) return false;
    const fields = fieldsOf(event);
    return conjunctions.some((conditions) => holdFrom(0, conditions, fields, new Map()));
  };
}
