import * as z from 'zod/mini';
import type { DecodeProblem } from '../contract.ts';
import { parseInstant } from './instant.ts';

/** Text that may be missing, null or empty. */
export const textOrNull = z._default(
  z.nullable(
    z.pipe(
      z.string(),
      z.transform((text) => (text === '' ? null : text)),
    ),
  ),
  null,
);

/** An RFC 3339 time, brought to UTC and milliseconds. */
export const instant = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseInstant(text);
    if (parsed !== null) return parsed.toISOString();
    context.issues.push({ code: 'custom', message: 'expected an RFC 3339 time', input: undefined });
    return z.NEVER;
  }),
);

/**
 * What is wrong with a body, as paths and expectations; values stay out, they may be a customer's words. `root`: where
 * in the body the parsed part stands.
 */
export function problemsOf(error: z.core.$ZodError, root: readonly string[] = []): readonly DecodeProblem[] {
  return error.issues.map((issue) => ({
    path: [...root, ...issue.path.map(String)].join('.') || '(body)',
    expected: issue.code === 'invalid_type' ? issue.expected : issue.message,
  }));
}
