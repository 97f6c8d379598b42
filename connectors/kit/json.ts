/** Whether the text was JSON. `value` is what came in from outside: parse it with a schema. */
export type ParsedJson = Readonly<{ ok: true; value: unknown } | { ok: false }>;

/**
 * Parses JSON and keeps whole numbers beyond 2^53 as strings of their digits, so that an id never changes its value.
 * Other values are as `JSON.parse` gives them.
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text, keepLargeIntegers) };
  } catch {
    return { ok: false };
  }
}

/** The same of a body as it came in: bytes that are not UTF-8 are no JSON. */
export function parseJsonBytes(bytes: Uint8Array): ParsedJson {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { ok: false };
  }
}

/** The third argument of a reviver (ECMAScript "JSON.parse source text access") holds the digits as they were written. */
function keepLargeIntegers(...[, value, context]: readonly unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const written =
    typeof context === 'object' && context !== null && 'source' in context ? context.source : null;
  return typeof written === 'string' && /^-?\d+$/.test(written) ? written : value;
}
