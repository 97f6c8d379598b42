import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, followingEnvelope } from './envelope.ts';
import { exampleReceived } from './example-message.ts';
import { languageReading, languageTag } from './language.ts';
import { replacedNote } from './message-received.v1.ts';

const detailType = 'message.enriched.v1';

/** What could not be had, or could not be written. */
export const gaps = [
  'language',
  'translation',
  'sentiment',
  'intent',
  'fields',
  'tags',
  'priority',
  'budget',
] as const;
export const gap = z.enum(gaps);
export type Gap = z.infer<typeof gap>;

const share = z.number().check(z.gte(0), z.lte(1));
const probability = share.check(z.describe('How probable, 0..1.'));
const count = z.int().check(z.gte(0));

export const sentimentLabels = ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED'] as const;
/** Comprehend's four labels; the scores add up to about 1. */
export const sentiment = z.object({
  label: z.enum(sentimentLabels).check(z.describe('The most probable one.')),
  scores: z
    .object({ positive: probability, negative: probability, neutral: probability, mixed: probability })
    .check(z.describe('Of all four labels; they add up to about 1.')),
});
export type Sentiment = z.infer<typeof sentiment>;

/** The most probable intent above the threshold, by its name in `settings/intents`. */
export const intent = z.object({
  name: z.string().check(z.minLength(1), z.describe('As in `settings/intents`.')),
  confidence: share.check(z.describe('0..1.')),
});
export type Intent = z.infer<typeof intent>;

/** How many lines were left out before the text was read, by kind. */
export const cutLines = z.object({
  quotedLines: count.check(z.describe('Of earlier mails.')),
  signatureLines: count.check(z.describe("Of the writer's signature.")),
  disclaimerLines: count.check(z.describe('Of legal notices and mobile footers.')),
});
export type CutLines = z.infer<typeof cutLines>;

/** What was said in a chat before people took over, so that one note tells it. */
export const transcriptLine = z.object({
  message: z.string().check(z.minLength(1), z.describe("The vendor's id of the message.")),
  speaker: z.enum(['customer', 'bot', 'agent']).check(z.describe('Who said it.')),
  name: z.nullable(z.string()).check(z.describe('What stands above the line in the chat; null = nothing.')),
  text: z.string().check(z.describe("In the agent's language where it could be had, else as it was said.")),
});
export type TranscriptLine = z.infer<typeof transcriptLine>;

/** Why the agent gets a note; null = nothing to read, so none. */
export const noteReasons = ['translation', 'failure', 'language-unsure', 'over-budget', 'always'] as const;

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  author: z
    .object({
      id: z.string().check(z.describe("The vendor's id of the author.")),
      role: z
        .enum(['requester', 'participant'])
        .check(z.describe('`participant` = another person in the thread.')),
    })
    .check(z.describe('Who wrote it.')),
  text: z.string().check(z.describe('The cleaned text that was read.')),
  language: languageReading.check(z.describe('The language of the message; `und` = it could not be told.')),
  languageEvidence: z
    .optional(z.array(languageReading))
    .check(z.describe('Why this language: everything that was weighed, the decisive one first.')),
  translation: z
    .nullable(
      z.object({
        text: z.string().check(z.describe('Plain text.')),
        html: z
          .optional(z.string())
          .check(
            z.describe(
              "The same with the message's own markup, sanitised; absent = the message had none worth keeping.",
            ),
          ),
        source: languageTag.check(z.describe('Translated from.')),
        target: languageTag.check(z.describe("Translated into: the agent's language.")),
        terms: z
          .array(
            z.object({
              source: z.string().check(z.describe("The customer's term.")),
              target: z.string().check(z.describe('What stands for it.')),
            }),
          )
          .check(z.describe('Glossary terms that the engine applied.')),
      }),
    )
    .check(
      z.describe(
        "The cleaned text in the agent's language; null = not needed or not to be had (then `translation` is in `gaps`).",
      ),
    ),
  subjectTranslation: z
    .nullable(z.string())
    .check(
      z.describe(
        "A new ticket's subject in the agent's language; null = none, same language, or not to be had.",
      ),
    ),
  sentiment: z
    .nullable(sentiment)
    .check(z.describe('How the customer feels; null = not to be had (then in `gaps`), or nothing to read.')),
  intent: z
    .nullable(intent)
    .check(
      z.describe(
        'What the customer wants, above the threshold; null = none that is sure enough, or not to be had.',
      ),
    ),
  gaps: z.array(gap).check(z.describe('What could not be had.')),
  cut: cutLines.check(z.describe('How many lines were left out before the text was read, by kind.')),
  charactersOverCap: count.check(
    z.describe('Characters beyond the cap that were neither translated nor read; 0 = none.'),
  ),
  attachmentCount: z
    .nullable(count)
    .check(z.describe('How many files came along, untranslated; null = the vendor did not say.')),
  replyLanguage: z
    .optional(languageTag)
    .check(
      z.describe(
        "The requester's language, in which replies go; present when another participant wrote this in a different one.",
      ),
    ),
  conversation: z
    .optional(z.string().check(z.minLength(1)))
    .check(z.describe("The vendor's id of the chat it was said in; absent = not said in a chat.")),
  transcript: z
    .optional(z.array(transcriptLine))
    .check(
      z.describe(
        "Present when the message is a chat's beginning: all that was said, while `text` is the customer's part.",
      ),
    ),
  replaces: z
    .optional(replacedNote)
    .check(z.describe('Present when the message was read once more: this note takes the place of that one.')),
  plan: z
    .object({
      note: z
        .nullable(z.enum(noteReasons))
        .check(z.describe('Why the agent gets a note; null = nothing to read, so none.')),
      fields: z
        .object({
          language: z.nullable(languageTag).check(z.describe('New value of the language field.')),
          sentiment: z
            .nullable(z.enum(sentimentLabels))
            .check(z.describe('New value of the sentiment field.')),
          intent: z.nullable(z.string()).check(z.describe('New value of the intent field.')),
          subject: z
            .nullable(z.string())
            .check(z.describe('New value of the field for the translated subject.')),
        })
        .check(z.describe("The ticket's fields.")),
      addTags: z.array(z.string()).check(z.describe('Tags outside the field families (`dm_budget`).')),
      priority: z
        .nullable(
          z.object({
            to: z.enum(['high', 'urgent']).check(z.describe('The new priority.')),
            onlyFrom: z.array(z.nullable(z.string())).check(z.describe('Priorities that may be raised.')),
          }),
        )
        .check(
          z.describe(
            'The priority to raise to, if the ticket still has one of `onlyFrom` (null = none set).',
          ),
        ),
    })
    .check(z.describe('What the helpdesk should show now. Only what changes: null = leave as it is.')),
  usage: z
    .object({
      translateCalls: count.check(z.describe('Calls of Amazon Translate.')),
      comprehendCalls: count.check(z.describe('Calls of Amazon Comprehend.')),
      lexCalls: count.check(z.describe('Calls of Amazon Lex.')),
      translatedCharacters: count.check(z.describe('Characters that Translate is paid for.')),
      savedCharacters: z
        .optional(count)
        .check(z.describe('Characters whose translation was already known and not paid again.')),
    })
    .check(z.describe('What was asked of the services for this message, retries included.')),
});

/** A customer's message as the agent can read it. Hang your own rules here: sentiment, intent and language are plain fields. */
export const messageEnriched = defineEvent({
  detailType,
  title: "A customer's message, readable: translation, language, sentiment, intent and what is to be shown.",
  published:
    'By `enrich`, once per message and attempt, when everything is known or given up; not for machine-made mail or a message without words.',
  archived: false,
  schema,
  examples: [
    {
      ...followingEnvelope(detailType, exampleReceived),
      type: detailType,
      author: { id: '8447388090494', role: 'requester' },
      text: 'Hola, ¿dónde está mi pedido #10023456?',
      language: { code: 'es', confidence: 0.99, method: 'comprehend' },
      languageEvidence: [{ code: 'es', confidence: 0.99, method: 'comprehend' }],
      translation: {
        text: 'Hello, where is my order #10023456?',
        source: 'es',
        target: 'en',
        terms: [],
      },
      subjectTranslation: null,
      sentiment: {
        label: 'NEUTRAL',
        scores: { positive: 0.02, negative: 0.2, neutral: 0.77, mixed: 0.01 },
      },
      intent: { name: 'OrderStatus', confidence: 0.83 },
      gaps: [],
      cut: { quotedLines: 0, signatureLines: 0, disclaimerLines: 0 },
      charactersOverCap: 0,
      attachmentCount: null,
      plan: {
        note: 'translation',
        fields: { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus', subject: null },
        addTags: [],
        priority: null,
      },
      usage: {
        translateCalls: 1,
        comprehendCalls: 2,
        lexCalls: 1,
        translatedCharacters: 38,
        savedCharacters: 0,
      },
    },
  ],
});
export type MessageEnriched = z.infer<typeof schema>;
