import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';
import { ticketFacts } from './message-received.v1.ts';

const detailType = 'reply.requested.v1';

const language = z
  .nullable(languageTag)
  .check(z.describe("A language that the agent named (`#translate:it`); null = the requester's."));

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  actor: z
    .string()
    .check(z.minLength(1), z.describe("The vendor's id of the agent who wrote the note `message`.")),
  ticketFacts: ticketFacts.check(
    z.describe('What the vendor said of the ticket when it told us; null = it did not say.'),
  ),
  command: z
    .discriminatedUnion('name', [
      z.object({ name: z.literal('translate'), language }).check(z.describe('`#translate`: send it.')),
      z
        .object({ name: z.literal('preview'), language })
        .check(z.describe('`#preview`: show it first, with its back-translation.')),
      z.object({ name: z.literal('send') }).check(z.describe('`#send`: send the last preview as it stands.')),
    ])
    .check(
      z.describe(
        "What is asked for. The note itself is read back, with its markup, its files and its author's rights.",
      ),
    ),
});

/** An agent wants an answer to go to the customer, in the customer's language. */
export const replyRequested = defineEvent({
  detailType,
  title: 'An agent wants an answer to go to the customer, in the customer’s language.',
  published:
    'By `ingest`, `enrich` (where the note had to be read back first) or `reconcile`, for a note that begins with `#translate`, `#preview` or `#send`.',
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
