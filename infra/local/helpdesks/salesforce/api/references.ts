import { processingHalted } from '../errors.ts';

/** Bodies of the parts that are done, by their reference ids. A part that failed has none. */
export type DoneParts = ReadonlyMap<string, unknown>;

const referencePattern = /@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g;

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function lookUp(parts: DoneParts, id: string, path: string): unknown {
  const keys = path.match(/[A-Za-z0-9_]+/g) ?? [];
  const value = keys.reduce<unknown>(step, parts.get(id));
  if (value === undefined || value === null || typeof value === 'object')
    throw processingHalted(`Invalid reference specified. No value for ${id}${path} found in ${id}.`);
  return value;
}

/** The text with each `@{part.field}` replaced. Throws PROCESSING_HALTED for one that names nothing. */
export function filledText(text: string, parts: DoneParts, encode = (value: string) => value): string {
  return text.replace(referencePattern, (_, id: string, path: string) =>
    encode(String(lookUp(parts, id, path))),
  );
}

/** The body with all references in its texts replaced. */
export function filledBody(body: unknown, parts: DoneParts): unknown {
  if (typeof body === 'string') return filledText(body, parts);
  if (Array.isArray(body)) return body.map((item) => filledBody(item, parts));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, filledBody(value, parts)]));
}
