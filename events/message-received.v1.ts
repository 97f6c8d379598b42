import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { exampleReceived } from './example-message.ts';
import { languageTag } from './language.ts';

const detailType = 'message.received.v1';
const nullableText = z.nullable(z.string());

/** What the vendor said of the ticket when it told us of the message; null = it did not say. */
export const ticketFacts = z.object({
  subject: nullableText.check(z.describe("The ticket's subject, in the customer's words.")),
  status: nullableText.check(z.describe('Lower case: new, open, pending, hold, solved, closed.')),
  priority: nullableText.check(z.describe('Lower case: low, normal, high, urgent.')),
  channel: nullableText.check(z.describe('How the ticket was created: email, web, api, chat, …')),
  tags: z.array(z.string()).check(z.describe('All tags of the ticket.')),
  brand: nullableText.check(z.describe("The vendor's id of the brand.")),
  group: nullableText.check(z.describe("The vendor's id of the group or queue that has the ticket.")),
  form: nullableText.check(z.describe("The vendor's id of the ticket's form or type.")),
  requester: nullableText.check(z.describe("The vendor's id of whose ticket it is.")),
  requesterLocale: nullableText.check(
    z.describe('BCP 47, as far as the vendor knows it: the weakest evidence of the language.'),
  ),
  followUpOf: z
    .optional(nullableText)
    .check(
      z.describe(
        'The closed ticket that this one goes on from; absent or null = none, or the vendor did not say.',
      ),
    ),
});
export type TicketFacts = z.infer<typeof ticketFacts>;

/** Machine-made mail gets no note (docs/what-agents-see.md, "When there is a note"). */
export const machineKinds = ['auto-submitted', 'bounce', 'out-of-office', 'delivery-notice'] as const;

export const completeMessage = z.object({
  kind: z.literal('complete'),
  author: z
    .object({
      id: z.string().check(z.minLength(1), z.describe("The vendor's id of the author.")),
      role: z
        .enum(['requester', 'participant'])
        .check(z.describe('`requester` and `participant` (another person in the thread) are customers.')),
    })
    .check(z.describe('Who wrote it.')),
  text: z.string().check(z.describe('The message as the vendor gives it, quoted history and all.')),
  html: nullableText.check(
    z.describe('Present when the vendor gave it: structure tells quotes better than lines do.'),
  ),
  attachmentCount: z
    .nullable(z.int().check(z.gte(0)))
    .check(z.describe('How many files came along; null = the vendor did not say.')),
  channel: nullableText.check(z.describe('How this very message came in; null = unknown.')),
  isFirst: z
    .boolean()
    .check(z.describe("Whether it is the ticket's first message, which carries the subject.")),
  machineMade: z
    .nullable(z.enum(machineKinds))
    .check(
      z.describe("What the vendor's own headers or flags say; null = made by a person, as far as is known."),
    ),
  conversation: z
    .optional(z.string().check(z.minLength(1)))
    .check(
      z.describe("The vendor's id of the chat it was said in; absent = not said in a chat, or not known."),
    ),
});
export type CompleteMessage = z.infer<typeof completeMessage>;

/** The vendor said that there is a message, not what it says; it is read back before anything else is done. */
export const messageHint = z.object({
  kind: z.literal('hint'),
  about: z
    .enum(['first-message', 'latest-message', 'message-id'])
    .check(
      z.describe("Which message is meant: the ticket's first, its newest, or the one that `message` names."),
    ),
  conversation: z.optional(z.string().check(z.minLength(1))).check(z.describe('As in a complete message.')),
});

/** The earlier attempt at the same message whose note is there already, and the language that it was read in. */
export const replacedNote = z.object({
  attempt: z.int().check(z.gte(1), z.describe('Which attempt made that note.')),
  language: languageTag.check(z.describe('The language that it was read in.')),
});
export type ReplacedNote = z.infer<typeof replacedNote>;

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  origin: z
    .enum(['webhook', 'partner-bus', 'catch-up', 'command'])
    .check(z.describe('How it came in; `command` = a person asked for it once more.')),
  ticketFacts: ticketFacts.check(
    z.describe('What the vendor said of the ticket when it told us; null = it did not say.'),
  ),
  content: z
    .discriminatedUnion('kind', [
      completeMessage.check(z.describe('The message itself.')),
      messageHint.check(z.describe('That there is one; it is read back before anything else is done.')),
    ])
    .check(z.describe('What came in; `kind` says which.')),
  replaces: z
    .optional(replacedNote)
    .check(z.describe('Present when the message is read once more: its note takes the place of this one.')),
  fresh: z
    .optional(z.boolean())
    .check(
      z.describe(
        'Present when a person asked for it anew: what is remembered of its translation does not count.',
      ),
    ),
});

/** A customer's message has arrived, whole or as a hint. */
export const messageReceived = defineEvent({
  detailType,
  title: "A customer's message has arrived, whole or as a hint to be read back.",
  published:
    'By `ingest` as soon as a genuine delivery is understood, by `reconcile` for what was never delivered, by `reply` (seldom `enrich`) when a person wants a message read once more: `#lang`, `#retry`, an edited language.',
  archived: true,
  schema,
  examples: [
    {
      ...exampleReceived,
      type: detailType,
      origin: 'webhook',
      ticketFacts: {
        subject: 'Paquete perdido',
        status: 'open',
        priority: 'normal',
        channel: 'email',
        tags: ['order-help'],
        brand: '8447346621311',
        group: '8447320465790',
        form: '8646151517822',
        requester: '8447388090494',
        requesterLocale: null,
      },
      content: {
        kind: 'complete',
        author: { id: '8447388090494', role: 'requester' },
        text: 'Hola, ¿dónde está mi pedido #10023456?',
        html: null,
        attachmentCount: null,
        channel: 'email',
        isFirst: false,
        machineMade: null,
      },
    },
    {
      ...firstEnvelope(detailType, {
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        message: 'first:5158',
        occurredAt: '2026-01-08T10:12:07Z',
        customerKey: null,
        agentLanguage: 'en',
      }),
      type: detailType,
      origin: 'webhook',
      ticketFacts: {
        subject: 'Paquete perdido',
        status: 'new',
        priority: null,
        channel: 'email',
        tags: [],
        brand: '8447346621311',
        group: null,
        form: null,
        requester: '8447388090494',
        requesterLocale: null,
      },
      content: { kind: 'hint', about: 'first-message' },
    },
  ],
});
export type MessageReceived = z.infer<typeof schema>;
