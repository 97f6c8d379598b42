import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { exampleReceived } from './example-message.ts';
import { languageTag } from './language.ts';

const detailType = 'message.received.v1';
const nullableText = z.nullable(z.string());

/** What the vendor said of the ticket when it told us of the message; null = it did not say. */
export const ticketFacts = z.object({
  subject: nullableText,
  /** Lower case: new, open, pending, hold, solved, closed. */
  status: nullableText,
  /** Lower case: low, normal, high, urgent. */
  priority: nullableText,
  /** How the ticket was created: email, web, api, chat, … */
  channel: nullableText,
  tags: z.array(z.string()),
  brand: nullableText,
  group: nullableText,
  form: nullableText,
  requester: nullableText,
  /** BCP 47, as far as the vendor knows it: the weakest evidence of the language. */
  requesterLocale: nullableText,
  /** The closed ticket that this one goes on from; absent or null = none, or the vendor did not say. */
  followUpOf: z.optional(nullableText),
});
export type TicketFacts = z.infer<typeof ticketFacts>;

/** Machine-made mail gets no note (see README, "When there is a note"). */
export const machineKinds = ['auto-submitted', 'bounce', 'out-of-office', 'delivery-notice'] as const;

export const completeMessage = z.object({
  kind: z.literal('complete'),
  author: z.object({
    id: z.string().check(z.minLength(1)),
    /** `requester` and `participant` (another person in the thread) are customers. */
    role: z.enum(['requester', 'participant']),
  }),
  text: z.string(),
  /** Present when the vendor gave it: structure tells quotes better than lines do. */
  html: nullableText,
  /** How many files came along; null = the vendor did not say. */
  attachmentCount: z.nullable(z.int().check(z.gte(0))),
  /** How this very message came in; null = unknown. */
  channel: nullableText,
  /** Whether it is the ticket's first message, which carries the subject. */
  isFirst: z.boolean(),
  /** What the vendor's own headers or flags say; null = made by a person, as far as is known. */
  machineMade: z.nullable(z.enum(machineKinds)),
  /** The vendor's id of the chat it was said in; absent = not said in a chat, or not known. */
  conversation: z.optional(z.string().check(z.minLength(1))),
});
export type CompleteMessage = z.infer<typeof completeMessage>;

/** The vendor said that there is a message, not what it says; it is read back before anything else is done. */
export const messageHint = z.object({
  kind: z.literal('hint'),
  about: z.enum(['first-message', 'latest-message', 'message-id']),
  /** As in a complete message. */
  conversation: z.optional(z.string().check(z.minLength(1))),
});

/** The earlier attempt at the same message whose note is there already, and the language that it was read in. */
export const replacedNote = z.object({ attempt: z.int().check(z.gte(1)), language: languageTag });
export type ReplacedNote = z.infer<typeof replacedNote>;

const schema = z.object({
  ...envelopeShape,
  type: z.literal(detailType),
  origin: z.enum(['webhook', 'partner-bus', 'catch-up', 'command']),
  ticketFacts,
  content: z.discriminatedUnion('kind', [completeMessage, messageHint]),
  /** Present when the message is read once more: its note takes the place of this one. */
  replaces: z.optional(replacedNote),
  /** Present when a person asked for it anew: what is remembered of its translation does not count. */
  fresh: z.optional(z.boolean()),
});

/** A customer's message has arrived, whole or as a hint. */
export const messageReceived = defineEvent({
  detailType,
  title: "A customer's message has arrived, whole or as a hint to be read back.",
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
