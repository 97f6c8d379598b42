import * as z from 'zod/mini';
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
