import * as z from 'zod';
import { languageMethods } from '../../../events/language.ts';
import { gaps, sentimentLabels } from '../../../events/message-enriched.v1.ts';

/** What the helpdesk now holds because of this line. */
export const replayWrite = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), id: z.string(), html: z.string(), public: z.literal(false) }),
  z.strictObject({
    kind: z.literal('reply'),
    id: z.string(),
    authorId: z.string(),
    html: z.string(),
    public: z.literal(true),
    attachments: z.array(
      z.strictObject({ name: z.string(), contentType: z.string(), bytes: z.int().min(0) }),
    ),
  }),
  z.strictObject({ kind: z.literal('fields'), values: z.record(z.string(), z.nullable(z.string())) }),
  z.strictObject({ kind: z.literal('tags'), added: z.array(z.string()), removed: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('priority'), from: z.nullable(z.string()), to: z.nullable(z.string()) }),
  z.strictObject({ kind: z.literal('status'), from: z.nullable(z.string()), to: z.nullable(z.string()) }),
]);
export type ReplayWrite = z.infer<typeof replayWrite>;

const languageReading = z.strictObject({
  code: z.string().describe('BCP 47, or und'),
  confidence: z.number(),
  method: z.enum(languageMethods),
});

const count = z.int().min(0);

/** One line of output for each line of input, in input order. */
export const replayOutput = z.strictObject({
  ticket: z.nullable(z.string()),
  message: z.nullable(z.string()).describe("the comment's id"),
  outcome: z
    .enum(['delivered', 'skipped', 'parked', 'refused', 'lost'])
    .describe('lost: no end was seen in time; the command then exits with 1'),
  reason: z.nullable(z.string()),
  language: z.nullable(
    languageReading.extend({
      evidence: z.array(languageReading).optional().describe('all that was weighed, what decided first'),
    }),
  ),
  translation: z.nullable(z.string()),
  engine: z.array(z.string()).describe('which engines made the translation, as the runner saw it'),
  sentiment: z.nullable(
    z.strictObject({
      label: z.enum(sentimentLabels),
      scores: z.strictObject({
        positive: z.number(),
        negative: z.number(),
        neutral: z.number(),
        mixed: z.number(),
      }),
    }),
  ),
  intent: z.nullable(z.strictObject({ name: z.string(), confidence: z.number() })),
  gaps: z.array(z.enum(gaps)),
  writes: z.array(replayWrite),
  calls: z.strictObject({ translate: count, comprehend: count, lex: count, helpdesk: count }),
  billedCharacters: count.describe('characters sent to Translate, retries included'),
  savedCharacters: count.describe(
    'characters whose translation was known already, so that they were not sent',
  ),
  ms: z.number().describe('from the delivery sent to the last write visible'),
});
export type ReplayOutput = z.infer<typeof replayOutput>;
