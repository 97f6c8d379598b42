import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope, followingEnvelope } from './envelope.ts';

const detailType = 'note.prepared.v1';

/** What the note is there for. */
export const notePurposes = [
  'help',
  'history',
  'preview',
  /** A command that was not carried out, or not understood, and why. Nothing was to go to the customer. */
  'command-refused',
  /** An answer that was to go to the customer and does not: made loud. */
  'reply-failed',
  /** A public comment that begins with a command: the customer has read it. */
  'public-slip',
] as const;

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  purpose: z
    .enum(notePurposes)
    .check(
      z.describe(
        'What the note is there for; `reply-failed` = an answer that does not go out, made loud; `public-slip` = a command in a public comment.',
      ),
    ),
  reason: z
    .nullable(z.string().check(z.regex(/^[a-z][a-z-]{1,63}$/)))
    .check(z.describe('A short code of why, for metrics and logs; null where there is nothing to explain.')),
  blocks: z
    .array(z.string().check(z.minLength(1)))
    .check(
      z.minLength(1),
      z.describe(
        "HTML blocks in the agents' language, inert already. A note too long for the tool is split between blocks.",
      ),
    ),
  reopen: z
    .boolean()
    .check(
      z.describe('Whether a ticket that is pending or solved is set open, so that somebody sees the note.'),
    ),
  addTags: z.array(z.string()).check(z.describe('Tags that the ticket gets.')),
  holds: z
    .optional(z.array(z.string().check(z.minLength(1))))
    .check(
      z.describe(
        "The messages whose words are in it, so that it goes when they are withdrawn; absent = it has no one's words.",
      ),
    ),
});

const requested = firstEnvelope('reply.requested.v1', {
  connector: 'zendesk',
  account: '22129848',
  ticket: '5158',
  message: '8447388090802',
  occurredAt: '2026-01-09T08:31:00Z',
  customerKey: null,
  agentLanguage: 'en',
});

/** Dragoman has something to say to the agents of a ticket that is not a message's translation. */
export const notePrepared = defineEvent({
  detailType,
  title:
    'An internal note that is not a message’s translation: an answer to a command, or a reply that failed.',
  published: 'By `reply`, for help, history and previews, and when a command or an answer is refused.',
  archived: false,
  schema,
  examples: [
    {
      ...followingEnvelope(detailType, requested),
      type: detailType,
      purpose: 'reply-failed',
      reason: 'light-agent',
      blocks: ['<p dir="ltr">Not sent: you may only write internal notes.</p>'],
      reopen: true,
      addTags: ['dm_reply_failed'],
    },
  ],
});
export type NotePrepared = z.infer<typeof schema>;
