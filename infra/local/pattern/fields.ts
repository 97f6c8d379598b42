/** A value that a pattern can test. */
export type Leaf = string | number | boolean | null;

/** Which element of which array a value lies in: array number (in the order of the event) to element index. */
export type Membership = ReadonlyMap<number, number>;

export type EventField = Readonly<{ leaf: Leaf; membership: Membership }>;

/** Keys joined by dots to every leaf found there, with arrays left out of the path. */
export type EventFields = ReadonlyMap<string, readonly EventField[]>;

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isLeaf(value: unknown): value is Leaf {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

/**
 * The leaves of an event by path, the way EventBridge sees them: arrays are left out of the path but remembered, so that
 * two fields can be asked to come from the same element; an empty array or object leaves nothing; null is a leaf.
 */
export function fieldsOf(event: Readonly<Record<string, unknown>>): EventFields {
  const fields = new Map<string, EventField[]>();
  let arrays = 0;

  const visit = (value: unknown, path: string, membership: Membership): void => {
    if (isLeaf(value)) {
      const found = fields.get(path);
      if (found) found.push({ leaf: value, membership });
      else fields.set(path, [{ leaf: value, membership }]);
    } else if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((element, index) => {
        // A leaf in an array is no member of it: `"a": ["x", "y"]` is asked twice about `a`, in any combination.
        visit(element, path, isLeaf(element) ? membership : new Map([...membership, [array, index]]));
      });
    } else if (isPlainObject(value)) {
      for (const [key, inner] of Object.entries(value))
        visit(inner, path === '' ? key : `${path}.${key}`, membership);
    }
  };

  visit(event, '', new Map());
  return fields;
}

/** Both memberships as one, or null when they lie in different elements of the same array. */
export function joinMemberships(one: Membership, other: Membership): Membership | null {
  if (other.size === 0) return one;
  for (const [array, index] of other) if ((one.get(array) ?? index) !== index) return null;
  return new Map([...one, ...other]);
}
