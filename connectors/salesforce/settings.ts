import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import { lowerAddress } from './mail-addresses.ts';
import { caseFields } from './names.ts';

const apiName = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, 'expected the API name of a field of Case'));

/** A field that is null is not kept. */
const field = (name: string) => z._default(z.nullable(apiName), name);

const picklistValue = z.string().check(z.minLength(1), z.maxLength(255));

/**
 * How an answer reaches the customer. `feed-item` and `case-comment` are read in the portal; nobody is mailed unless the
 * org says so. `none`: there is no way for us, the agent is told.
 */
const replyWay = z.enum(['email', 'feed-item', 'case-comment', 'none']);
export type ReplyWay = z.infer<typeof replyWay>;

/** Chats and messaging have no call that sends free text, so that an answer is refused loudly. */
const defaultWays: Readonly<Record<string, ReplyWay>> = {
  '*': 'email',
  chat: 'none',
  messaging: 'none',
  sms: 'none',
  whatsapp: 'none',
};

const defaultFields = {
  language: caseFields.language,
  sentiment: caseFields.sentiment,
  intent: caseFields.intent,
  subject: caseFields.subject,
};
const defaultPriorities = { low: 'Low', normal: 'Medium', high: 'High', urgent: 'High' };
const defaultStatuses = {
  open: 'Working',
  pending: ['On Hold', 'Waiting on Customer'],
  solved: ['Closed', 'Solved', 'Resolved'],
};

/** Salesforce's part of an account's settings: `vendor` in `settings/<stage>.json`. */
export const salesforceSettings = z.object({
  /**
   * API names of the fields of Case to keep; the defaults are those of the package, whose triggers tell of corrections of these
   * alone: another field is written, but what an agent changes in it is not heard.
   */
  fields: z._default(
    z.object({
      language: field(caseFields.language),
      sentiment: field(caseFields.sentiment),
      intent: field(caseFields.intent),
      subject: field(caseFields.subject),
    }),
    defaultFields,
  ),
  /** What a note becomes: a post of the case's feed, or a case comment where an org has no feed. */
  note: z._default(z.enum(['feed-item', 'case-comment']), 'feed-item'),
  /** Where the translation goes. A field notifies no follower where a note would. */
  translation: z._default(
    z.discriminatedUnion('to', [
      z.object({ to: z.literal('note') }),
      z.object({ to: z.literal('field'), field: z._default(apiName, caseFields.translation) }),
    ]),
    { to: 'note' },
  ),
  /** By Case.Origin in lower case, `*` for every other; added to the defaults. */
  replyWays: z._default(z.record(z.string(), replyWay), {}),
  email: z._default(
    z.object({
      /** The org-wide address that answers come from; left out = the one that was last written to, else the org's only one. */
      sender: z.optional(z.email()),
      /**
       * Further addresses of ours, such as those of Email-to-Case: they never get an answer, and what comes from them no customer
       * wrote. Org-wide addresses need not stand here.
       */
      ownAddresses: z._default(z.array(z.email()), []),
    }),
    { ownAddresses: [] },
  ),
  /** Values of Case.Priority for our words. */
  priorities: z._default(
    z.object({
      low: z._default(picklistValue, defaultPriorities.low),
      normal: z._default(picklistValue, defaultPriorities.normal),
      high: z._default(picklistValue, defaultPriorities.high),
      urgent: z._default(picklistValue, defaultPriorities.urgent),
    }),
    defaultPriorities,
  ),
  /** Values of Case.Status: which one opens a case, and which mean that it waits or is done. */
  statuses: z._default(
    z.object({
      open: z._default(picklistValue, defaultStatuses.open),
      pending: z._default(z.array(picklistValue), defaultStatuses.pending),
      solved: z._default(z.array(picklistValue), defaultStatuses.solved),
    }),
    defaultStatuses,
  ),
});
export type SalesforceSettings = z.infer<typeof salesforceSettings>;

/** Salesforce's part of the settings. Throws a ZodError, which names paths and no values, if they are not of its shape. */
export function salesforceSettingsOf(settings: AccountSettings): SalesforceSettings {
  return z.parse(salesforceSettings, settings.vendor);
}

/** The addresses of ours that the settings name, in lower case. */
export function ownAddressesOf({ email }: Pick<SalesforceSettings, 'email'>): ReadonlySet<string> {
  const { sender, ownAddresses } = email;
  return new Set([...ownAddresses, ...(sender === undefined ? [] : [sender])].map(lowerAddress));
}

/** How an answer goes out of a case of this origin. */
export function replyWayFor(settings: SalesforceSettings, origin: string | null): ReplyWay {
  const ways = new Map(Object.entries({ ...defaultWays, ...settings.replyWays }).map(lowerCased));
  return ways.get(origin?.toLowerCase() ?? '*') ?? ways.get('*') ?? 'email';
}

const lowerCased = ([origin, way]: readonly [string, ReplyWay]) => [origin.toLowerCase(), way] as const;
