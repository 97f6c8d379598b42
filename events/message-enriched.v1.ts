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
const count = z.int().check(z.gte(0));

export const sentimentLabels = ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'MIXED'] as const;
/** Comprehend's four labels; the scores add up to about 1. */
export const sentiment = z.object({
  label: z.enum(sentimentLabels),
  scores: z.object({ positive: share, negative: share, neutral: share, mixed: share }),
});
export type Sentiment = z.infer<typeof sentiment>;

/** The most probable intent above the threshold, by its name in `settings/intents`. */
export const intent = z.object({ name: z.string().check(z.minLength(1)), confidence: share });
export type Intent = z.infer<typeof intent>;

/** How many lines were left out before the text was read, by kind. */
export const cutLines = z.object({
  quotedLines: count,
  signatureLines: count,
  disclaimerLines: count,
});
export type CutLines = z.infer<typeof cutLines>;

/** What was said in a chat before people took over, so that one note tells it. */
export const transcriptLine = z.object({
  /** The vendor's id of the message. */
  message: z.string().check(z.minLength(1)),
  speaker: z.enum(['customer', 'bot', 'agent']),
  /** What stands above the line in the chat; null = nothing. */
  name: z.nullable(z.string()),
  /** In the agent's language where it could be had, else as it was said. */
  text: z.string(),
});
export type TranscriptLine = z.infer<typeof transcriptLine>;

/** Why the agent gets a note; null = nothing to read, so none. */
export const noteReasons = ['translation', 'failure', 'language-unsure', 'over-budget', 'always'] as const;

const schema = z.object({
  ...envelopeShape,
  type: z.literal(detailType),
  author: z.object({ id: z.string(), role: z.enum(['requester', 'participant']) }),
  /** The cleaned text that was read. */
  text: z.string(),
  language: languageReading,
  /** Why this language: everything that was weighed, the decisive one first. */
  languageEvidence: z.optional(z.array(languageReading)),
  /** The cleaned text in the agent's language; null = not needed or not to be had (then `translation` is in `gaps`). */
  translation: z.nullable(
    z.object({
      text: z.string(),
      /** The same with the message's own markup, sanitised; absent = the message had none worth keeping. */
      html: z.optional(z.string()),
      source: languageTag,
      target: languageTag,
      /** Glossary terms that the engine applied. */
      terms: z.array(z.object({ source: z.string(), target: z.string() })),
    }),
  ),
  /** A new ticket's subject in the agent's language; null = none, same language, or not to be had. */
  subjectTranslation: z.nullable(z.string()),
  sentiment: z.nullable(sentiment),
  intent: z.nullable(intent),
  gaps: z.array(gap),
  cut: cutLines,
  /** Characters beyond the cap that were neither translated nor read; 0 = none. */
  charactersOverCap: count,
  attachmentCount: z.nullable(count),
  /** The requester's language, in which replies go; present when another participant wrote this in a different one. */
  replyLanguage: z.optional(languageTag),
  /** The vendor's id of the chat it was said in; absent = not said in a chat. */
  conversation: z.optional(z.string().check(z.minLength(1))),
  /** Present when the message is a chat's beginning: all that was said, while `text` is the customer's part. */
  transcript: z.optional(z.array(transcriptLine)),
  /** Present when the message was read once more: this note takes the place of that one. */
  replaces: z.optional(replacedNote),
  /** What the helpdesk should show now. Only what changes: null = leave as it is. */
  plan: z.object({
    note: z.nullable(z.enum(noteReasons)),
    fields: z.object({
      language: z.nullable(languageTag),
      sentiment: z.nullable(z.enum(sentimentLabels)),
      intent: z.nullable(z.string()),
      subject: z.nullable(z.string()),
    }),
    /** Tags outside the field families (`dm_budget`). */
    addTags: z.array(z.string()),
    /** The priority to raise to, if the ticket still has one of `onlyFrom` (null = none set). */
    priority: z.nullable(
      z.object({ to: z.enum(['high', 'urgent']), onlyFrom: z.array(z.nullable(z.string())) }),
    ),
  }),
  /** What was asked of the services for this message, retries included. */
  usage: z.object({
    translateCalls: count,
    comprehendCalls: count,
    lexCalls: count,
    translatedCharacters: count,
    /** Characters whose translation was already known and not paid again. */
    savedCharacters: z.optional(count),
  }),
});

/** A customer's message as the agent can read it. Hang your own rules here: sentiment, intent and language are plain fields. */
export const messageEnriched = defineEvent({
  detailType,
  title: "A customer's message, readable: translation, language, sentiment, intent and what is to be shown.",
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
