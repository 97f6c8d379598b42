import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';

/** A custom field's name as it may stand in a TransactionSQL query (`CF.{…}`). Null = this account does not keep it. */
const fieldName = z
  .string()
  .check(
    z.regex(/^[^{}'"\\\p{Cc}]{1,64}$/u, 'expected the name of a custom field, without quotes and braces'),
  );
const optionalField = z.nullable(fieldName);
const priority = z.int().check(z.gte(1));

/** As `setup/dragoman.initialdata` makes them. */
const defaultFields = {
  language: 'Dragoman Language',
  sentiment: 'Dragoman Sentiment',
  intent: 'Dragoman Intent',
  subject: 'Dragoman Subject',
  tags: 'Dragoman Tags',
  writeKey: 'Dragoman Write Key',
  source: 'Dragoman Source',
} as const;

/** RT's default lifecycle in our words; a status that is not named here stays as it is. */
const defaultStatuses = { stalled: 'pending', resolved: 'solved', rejected: 'closed' } as const;

/** RT's own labels (`%PriorityAsString`), and from which number on a priority is normal, high, urgent. */
const defaultPriorities = {
  normal: 50,
  high: 100,
  urgent: 100,
  labels: { low: 0, medium: 50, high: 100 },
};

/** Request Tracker's part of an account's settings: `vendor` in `settings/<stage>.json`. */
export const requestTrackerSettings = z.object({
  /** Names of the custom fields; the last two are fields of transactions. */
  fields: z._default(
    z.object({
      language: z._default(optionalField, defaultFields.language),
      sentiment: z._default(optionalField, defaultFields.sentiment),
      intent: z._default(optionalField, defaultFields.intent),
      subject: z._default(optionalField, defaultFields.subject),
      tags: z._default(optionalField, defaultFields.tags),
      writeKey: z._default(fieldName, defaultFields.writeKey),
      source: z._default(fieldName, defaultFields.source),
    }),
    defaultFields,
  ),
  /**
   * Where the translation goes. A comment is mailed to AdminCcs by RT's standard scrips, a field for a longer text ("one text
   * area") to nobody.
   */
  translation: z._default(
    z.discriminatedUnion('to', [
      z.object({ to: z.literal('note') }),
      z.object({ to: z.literal('field'), field: fieldName }),
    ]),
    { to: 'note' },
  ),
  /** RT's statuses in our words. What is `closed` takes no answer any more; `deleted` no note either. */
  statuses: z._default(
    z.record(z.string(), z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed'])),
    defaultStatuses,
  ),
  /** The status that a ticket gets for which somebody has to look. */
  openStatus: z._default(z.string().check(z.minLength(1)), 'open'),
  /** 0 is no priority. An unknown label would be read as 0 by RT, so that only numbers are written. */
  priorities: z._default(
    z.object({
      normal: z._default(priority, defaultPriorities.normal),
      high: z._default(priority, defaultPriorities.high),
      urgent: z._default(priority, defaultPriorities.urgent),
      labels: z._default(z.record(z.string(), z.int()), defaultPriorities.labels),
    }),
    defaultPriorities,
  ),
});
export type RequestTrackerSettings = z.infer<typeof requestTrackerSettings>;

/** Request Tracker's part of the settings. Throws a ZodError, which names paths and no values, if they are not of its shape. */
export function requestTrackerSettingsOf(settings: AccountSettings): RequestTrackerSettings {
  return z.parse(requestTrackerSettings, settings.vendor);
}
