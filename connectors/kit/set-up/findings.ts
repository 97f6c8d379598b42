import type { Finding, Severity } from '../../set-up.ts';

/** What was looked at and is well. */
export function fine(check: string, what: string): Finding {
  return { check, severity: 'ok', what, meaning: null, mend: null };
}

/** What is not as it should be, or ought to be known. */
export function trouble(
  check: string,
  severity: Exclude<Severity, 'ok'>,
  words: Readonly<{ what: string; meaning: string; mend: string | null }>,
): Finding {
  return { check, severity, ...words };
}
