const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The instant that an RFC 3339 text names, to the millisecond (more digits are cut), or null. `Date.parse` alone would
 * take `1`, `May 18` and much other garbage for a time.
 */
export function parseInstant(text: string): Date | null {
  if (!rfc3339.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
