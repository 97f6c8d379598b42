/** A word of an untyped webhook body, or null. Ids come as texts or numbers. */
export function wordAt(body: unknown, ...path: readonly string[]): string | null {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

export function ticketNamedIn(body: object): string | null {
  return wordAt(body, 'detail', 'id');
}

/** The account of the first body that names one. */
export function accountNamedIn(bodies: readonly object[]): string | null {
  return bodies.map((body) => wordAt(body, 'account_id')).find((account) => account !== null) ?? null;
}
