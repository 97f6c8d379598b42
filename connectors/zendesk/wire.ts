import * as z from 'zod/mini';
import type { DecodeProblem } from '../contract.ts';
import { parseInstant } from '../kit/instant.ts';
import { channelName } from './channels.ts';

/** Zendesk's ids are digits, but nothing here depends on it; what matters is that they are short and have no spaces. */
const idText = z.union([z.string().check(z.regex(/^[^\s\p{Cc}]{1,128}$/u)), z.int()], 'expected an id');

/** An id: a string in webhooks, a number in the REST API, here always a string. `-1` is Zendesk itself. */
export const vendorId = z.pipe(idText, z.transform(String));

/** An id that may be missing, null or empty. */
export const vendorIdOrNull = z._default(
  z.nullable(
    z.pipe(
      z.union([z.literal(''), idText], 'expected an id or nothing'),
      z.transform((id) => (id === '' ? null : String(id))),
    ),
  ),
  null,
);

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

/** A word from a list, upper case in webhooks and lower case in the REST API: here always lower case. */
export const wordOrNull = z._default(
  z.nullable(
    z.pipe(
      z.string(),
      z.transform((word) => (word === '' ? null : word.toLowerCase())),
    ),
  ),
  null,
);

/** An RFC 3339 time, brought to UTC and milliseconds. Zendesk writes seconds in one place and nanoseconds in another. */
export const instant = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseInstant(text);
    if (parsed !== null) return parsed.toISOString();
    context.issues.push({ code: 'custom', message: 'expected an RFC 3339 time', input: undefined });
    return z.NEVER;
  }),
);

/** Tags come as a list, or as one text with spaces between. */
export const tagList = z._default(
  z.nullable(
    z.pipe(
      z.union([z.array(z.string()), z.string()], 'expected a list of tags'),
      z.transform((tags) =>
        typeof tags === 'string' ? tags.split(/\s+/).filter((tag) => tag !== '') : tags,
      ),
    ),
  ),
  [],
);

const loose = z.nullish(z.object({ ticket_id: vendorIdOrNull }));

/** How something came to be: https://developer.zendesk.com/documentation/ticketing/reference-guides/via-object-reference */
export const via = z._default(
  z.nullable(
    z.object({
      channel: z.pipe(z.nullish(z.union([z.string(), z.int()])), z.transform(channelName)),
      source: z._default(
        z.nullable(z.object({ rel: z._default(z.nullable(z.string()), null), from: loose, to: loose })),
        null,
      ),
    }),
  ),
  null,
);
export type Via = z.infer<typeof via>;

/** What is wrong with a body, as paths and expectations; values stay out, they may be a customer's words. */
export function problemsOf(error: z.core.$ZodError): readonly DecodeProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.') || '(body)',
    expected: issue.code === 'invalid_type' ? issue.expected : issue.message,
  }));
}
