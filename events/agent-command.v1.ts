import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';

const detailType = 'agent.command.v1';

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  actor: z.string().check(z.minLength(1), z.describe("The vendor's id of the person who did it.")),
  command: z
    .discriminatedUnion('name', [
      z
        .object({
          name: z.literal('field-edited'),
          field: z.enum(['language', 'sentiment', 'intent']).check(z.describe('Which of our fields.')),
          value: z
            .nullable(z.string())
            .check(
              z.describe(
                'In our words (language tag, sentiment label, intent name); a language that is no tag as the person wrote it. Null = cleared, or a value that is not ours.',
              ),
            ),
        })
        .check(z.describe('A person changed one of our fields by hand.')),
      z
        .object({
          name: z.literal('lang'),
          language: languageTag.check(z.describe('What it is corrected to.')),
        })
        .check(z.describe('`#lang pt`: the language of the requester is corrected.')),
      z
        .object({ name: z.literal('pause') })
        .check(z.describe('`#pause`: no more notes in this conversation.')),
      z.object({ name: z.literal('resume') }).check(z.describe('`#resume`: notes again.')),
      z
        .object({ name: z.literal('retry') })
        .check(z.describe("`#retry`: the customer's last message once more, without what is remembered.")),
      z
        .object({
          name: z.literal('history'),
          count: z.int().check(z.gte(1), z.lte(50), z.describe('How many messages.')),
        })
        .check(z.describe("`#history 10`: how many of the customer's last messages.")),
      z.object({ name: z.literal('help') }).check(z.describe('`#help`: the table of commands.')),
      z
        .object({
          name: z.literal('not-understood'),
          word: z.string().check(z.maxLength(80), z.describe('What stood there.')),
          meant: z.string().check(z.describe('The command that it is near to.')),
          why: z
            .enum(['near-miss', 'unknown-language', 'bad-count', 'empty'])
            .check(z.describe('What kept it from being understood.')),
        })
        .check(z.describe('Nearly a command, or one with a language that is none.')),
      z
        .object({
          name: z.literal('public-slip'),
          word: z.string().check(z.maxLength(80), z.describe('The command, as it stood there.')),
        })
        .check(z.describe('A public comment that begins with a command.')),
    ])
    .check(z.describe('What they told; `name` says which.')),
});

/** A person in the helpdesk told Dragoman something. */
export const agentCommand = defineEvent({
  detailType,
  title:
    'A person in the helpdesk told Dragoman something: a field was corrected by hand, or a note is a command.',
  published:
    'By `ingest`, `enrich` (where the note had to be read back first) or `reconcile`, for every other command and for an edit of our fields.',
  archived: true,
  schema,
  examples: [
    {
      ...firstEnvelope(detailType, {
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        message: 'field:01JQMQH83YNAKWSWJ8B1QH2NSC',
        occurredAt: '2026-01-09T08:25:00Z',
        customerKey: null,
        agentLanguage: 'en',
      }),
      type: detailType,
      actor: '8447388090495',
      command: { name: 'field-edited', field: 'intent', value: 'Refund' },
    },
  ],
});
export type AgentCommand = z.infer<typeof schema>;
