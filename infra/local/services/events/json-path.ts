import { isPlainObject } from '../../pattern/fields.ts';

const pathPattern = /^\$(?:\.[A-Za-z0-9_-]+)*$/;

/** `$` or names joined by dots after it: `$.detail.conversationKey`. */
export function isJsonPath(text: string): boolean {
  return pathPattern.test(text);
}

/** What stands at a path of an event; undefined = nothing. The path is one that `isJsonPath` takes. */
export function valueAt(event: unknown, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce(
      (value, key) => (isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
      event,
    );
}
