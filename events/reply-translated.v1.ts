import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope, followingEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';

const detailType = 'reply.translated.v1';

/** A file of the agent's note, to be sent along. Its content stays in the helpdesk until it is sent. */
export const replyAttachment = z.object({
  /** The vendor's id of the file. */
  id: z.string().check(z.minLength(1)),
  name: z.string().check(z.minLength(1)),
  contentType: z.string(),
  bytes: z.nullable(z.int().check(z.gte(0))),
  /** Where the helpdesk keeps the content; readable only with its credentials or by whoever knows the address. */
  address: z.string().check(z.minLength(1)),
  /** Shown inside the text, where `html` has `address` as an image's source; else listed under it. */
  inline: z.boolean(),
});
export type ReplyAttachment = z.infer<typeof replyAttachment>;

const schema = z.object({
  ...envelopeShape,
  type: z.literal(detailType),
  /** The vendor's id of the agent in whose name it goes. */
  actor: z.string().check(z.minLength(1)),
  /** The name under which the customer knows that agent; absent = not known. */
  actorName: z.optional(z.string().check(z.minLength(1))),
  /** Ready to be sent: what the customer reads. */
  html: z.string().check(z.minLength(1)),
  /** The same without markup, for channels that take only that. */
  text: z.string(),
  language: languageTag,
  attachments: z.array(replyAttachment),
  /** The messages whose words are in it, so that it goes when they are withdrawn; absent = only those of `message`. */
  holds: z.optional(z.array(z.string().check(z.minLength(1)))),
  /** The vendor's id of the chat that the customer is in; null = by the ticket's own way (mail, web). */
  conversation: z.nullable(z.string()),
  usage: z.object({
    translateCalls: z.int().check(z.gte(0)),
    comprehendCalls: z.int().check(z.gte(0)),
    translatedCharacters: z.int().check(z.gte(0)),
  }),
});

const requested = firstEnvelope('reply.requested.v1', {
  connector: 'zendesk',
  account: '22129848',
  ticket: '5158',
  message: '8447388090801',
  occurredAt: '2026-01-09T08:30:00Z',
  customerKey: null,
  agentLanguage: 'en',
});

/** An agent's answer in the customer's language, ready to be sent once. */
export const replyTranslated = defineEvent({
  detailType,
  title: 'An agent’s answer in the customer’s language, ready to be sent once.',
  archived: false,
  schema,
  examples: [
    {
      ...followingEnvelope(detailType, requested),
      type: detailType,
      actor: '8447388090495',
      html: '<p>Su pedido AB-1234 sale hoy.</p>',
      text: 'Su pedido AB-1234 sale hoy.',
      language: 'es',
      attachments: [],
      conversation: null,
      usage: { translateCalls: 1, comprehendCalls: 0, translatedCharacters: 29 },
    },
  ],
});
export type ReplyTranslated = z.infer<typeof schema>;
