import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';
import { ticketFacts } from './message-received.v1.ts';

const detailType = 'reply.requested.v1';

/** A language that the agent named (`#translate:it`); null = the requester's. */
const language = z.nullable(languageTag);

const schema = z.object({
  ...envelopeShape,
  type: z.literal(detailType),
  /** The vendor's id of the agent who wrote the note `message`. */
  actor: z.string().check(z.minLength(1)),
  ticketFacts,
  /** What is asked for. The note itself is read back, with its markup, its files and its author's rights. */
  command: z.discriminatedUnion('name', [
    z.object({ name: z.literal('translate'), language }),
    z.object({ name: z.literal('preview'), language }),
    z.object({ name: z.literal('send') }),
  ]),
});

/** An agent wants an answer to go to the customer, in the customer's language. */
export const replyRequested = defineEvent({
  detailType,
  title: 'An agent wants an answer to go to the customer, in the customer’s language.',
  archived: true,
  schema,
  examples: [
    {
      ...firstEnvelope(detailType, {
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        message: '8447388090801',
        occurredAt: '2026-01-09T08:30:00Z',
        customerKey: null,
        agentLanguage: 'en',
      }),
      type: detailType,
      actor: '8447388090495',
      ticketFacts: {
        subject: 'Paquete perdido',
        status: 'open',
        priority: 'normal',
        channel: 'email',
        tags: [],
        brand: '8447346621311',
        group: '8447320465790',
        form: null,
        requester: '8447388090494',
        requesterLocale: null,
      },
      command: { name: 'translate', language: null },
    },
  ],
});
export type ReplyRequested = z.infer<typeof schema>;
