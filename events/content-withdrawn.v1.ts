import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';

const detailType = 'content.withdrawn.v1';

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  actor: z
    .nullable(z.string().check(z.minLength(1)))
    .check(z.describe("The vendor's id of who did it; null = the vendor itself, or it does not say.")),
  withdrawn: z
    .discriminatedUnion('what', [
      z
        .object({
          what: z.literal('text'),
          message: z.string().check(z.minLength(1), z.describe("The vendor's id of the message.")),
        })
        .check(
          z.describe(
            "All of the message's text, though perhaps a word only was redacted: the vendor does not say which.",
          ),
        ),
      z
        .object({
          what: z.literal('attachment'),
          message: z
            .string()
            .check(z.minLength(1), z.describe("The vendor's id of the message that it came with.")),
        })
        .check(z.describe('A file of the message.')),
      z
        .object({ what: z.literal('conversation') })
        .check(z.describe('Everything up to `occurredAt`: a ticket that is restored goes on from there.')),
    ])
    .check(
      z.describe(
        "What is to be read no more. The envelope's `message` names the withdrawal, since one message may meet several.",
      ),
    ),
});

/**
 * An event of its own and no command: mostly a person did it, but no person tells us anything; and whoever keeps copies of
 * what is on the bus can hang a rule on it. Not archived, since it holds nothing but ids and its mark outlives the archive.
 */
export const contentWithdrawn = defineEvent({
  detailType,
  title: 'The helpdesk redacted a message or deleted a ticket: whoever has a copy takes it away too.',
  published:
    'By `ingest` when the helpdesk tells of a redaction or a deletion, by `reconcile` for deleted tickets that nothing told of, and by `npm run forget`.',
  archived: false,
  schema,
  examples: [
    {
      ...firstEnvelope(detailType, {
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        message: 'withdrawal:01JQMQH83YNAKWSWJ8B1QH2NSD',
        occurredAt: '2026-01-09T08:40:00Z',
        customerKey: null,
        agentLanguage: 'en',
      }),
      type: detailType,
      actor: '8447388090495',
      withdrawn: { what: 'text', message: '8447388090777' },
    },
    {
      ...firstEnvelope(detailType, {
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        message: 'withdrawal:01JQMQH83YNAKWSWJ8B1QH2NSE',
        occurredAt: '2026-01-09T08:45:00Z',
        customerKey: null,
        agentLanguage: 'en',
      }),
      type: detailType,
      actor: null,
      withdrawn: { what: 'conversation' },
    },
  ],
});
export type ContentWithdrawn = z.infer<typeof schema>;
