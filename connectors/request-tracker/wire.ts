import * as z from 'zod/mini';
import type { DecodeProblem } from '../contract.ts';
import { parseInstant } from '../kit/instant.ts';

/** RT's ids are numbers, in some answers as text. */
const idText = z.union([z.string().check(z.regex(/^[1-9]\d{0,18}$/)), z.int()], 'expected a number');

/** The id of a ticket, transaction or attachment: here always a string. */
export const numericId = z.pipe(idText, z.transform(String));

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

/** Text, or a number where RT sends one; null = missing or empty. */
export const scalarOrNull = z._default(
  z.nullable(
    z.pipe(
      z.union([z.string(), z.number()]),
      z.transform((value) => (value === '' ? null : String(value))),
    ),
  ),
  null,
);

/** An RFC 3339 time, brought to UTC and milliseconds. RT writes whole seconds. */
export const instant = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseInstant(text);
    if (parsed !== null) return parsed.toISOString();
    context.issues.push({ code: 'custom', message: 'expected an RFC 3339 time', input: undefined });
    return z.NEVER;
  }),
);

/** What is wrong with a body, as paths and expectations; values stay out, they may be a customer's words. */
export function problemsOf(error: z.core.$ZodError): readonly DecodeProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.') || '(body)',
    expected: issue.code === 'invalid_type' ? issue.expected : issue.message,
  }));
}
