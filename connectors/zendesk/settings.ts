import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';

const fieldId = z
  .string()
  .check(z.regex(/^[1-9][0-9]{0,19}$/, 'expected the id of a ticket field: digits, in quotes'));

/** Zendesk's part of an account's settings: `vendor` in `settings/<stage>.json`. */
export const zendeskSettings = z.object({
  /**
   * Ids of the ticket fields to keep. `language`, `sentiment` and `intent` are drop-downs whose option tags are ours
   * (see vocabulary.ts), `subject` is a one-line text field. A field without an id is not kept.
   */
  fields: z._default(
    z.object({
      language: z.optional(fieldId),
      sentiment: z.optional(fieldId),
      intent: z.optional(fieldId),
      subject: z.optional(fieldId),
    }),
    {},
  ),
  /** Where the translation goes. A multi-line text field notifies no follower where a note would mail them. */
  translation: z._default(
    z.discriminatedUnion('to', [
      z.object({ to: z.literal('note') }),
      z.object({ to: z.literal('field'), field: fieldId }),
    ]),
    { to: 'note' },
  ),
  /** Sunshine Conversations, by which answers go into a chat; its key is in the API secret. Left out = no answers there. */
  messaging: z.optional(z.object({ appId: z.string().check(z.regex(/^[A-Za-z0-9]{1,64}$/)) })),
});
export type ZendeskSettings = z.infer<typeof zendeskSettings>;

/** Zendesk's part of the settings. Throws a ZodError, which names paths and no values, if they are not of its shape. */
export function zendeskSettingsOf(settings: AccountSettings): ZendeskSettings {
  return z.parse(zendeskSettings, settings.vendor);
}
