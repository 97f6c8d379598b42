import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';

const detailType = 'agent.command.v1';

const schema = z.object({
  ...envelopeShape,
  type: z.literal(detailType),
  /** The vendor's id of the person who did it. */
  actor: z.string().check(z.minLength(1)),
  command: z.discriminatedUnion('name', [
    z.object({
      name: z.literal('field-edited'),
      field: z.enum(['language', 'sentiment', 'intent']),
      /**
       * In our words (language tag, sentiment label, intent name); a language that is no tag as the person wrote it. Null =
       * cleared, or a value that is not ours.
       */
      value: z.nullable(z.string()),
    }),
    /** `#lang pt`: the language of the requester is corrected. */
    z.object({ name: z.literal('lang'), language: languageTag }),
    z.object({ name: z.literal('pause') }),
    z.object({ name: z.literal('resume') }),
    z.object({ name: z.literal('retry') }),
    /** `#history 10`: how many of the customer's last messages. */
    z.object({ name: z.literal('history'), count: z.int().check(z.gte(1), z.lte(50)) }),
    z.object({ name: z.literal('help') }),
    /** Nearly a command, or one with a language that is none. `word` is what stood there, `meant` the command it is near to. */
    z.object({
      name: z.literal('not-understood'),
      word: z.string().check(z.maxLength(80)),
      meant: z.string(),
      why: z.enum(['near-miss', 'unknown-language', 'bad-count', 'empty']),
    }),
    /** A public comment that begins with a command. */
    z.object({ name: z.literal('public-slip'), word: z.string().check(z.maxLength(80)) }),
  ]),
});

/** A person in the helpdesk told Dragoman something. */
export const agentCommand = defineEvent({
  detailType,
  title:
    'A person in the helpdesk told Dragoman something: a field was corrected by hand, or a note is a command.',
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
