import * as z from 'zod/mini';
import { defineEvent } from './define.ts';
import { envelopeShape, firstEnvelope, followingEnvelope } from './envelope.ts';
import { languageTag } from './language.ts';

const detailType = 'reply.translated.v1';

/** A file of the agent's note, to be sent along. Its content stays in the helpdesk until it is sent. */
export const replyAttachment = z.object({
  id: z.string().check(z.minLength(1), z.describe("The vendor's id of the file.")),
  name: z.string().check(z.minLength(1), z.describe('File name.')),
  contentType: z.string().check(z.describe('MIME type.')),
  bytes: z.nullable(z.int().check(z.gte(0))).check(z.describe('Size; null = the vendor did not say.')),
  address: z
    .string()
    .check(
      z.minLength(1),
      z.describe(
        'Where the helpdesk keeps the content; readable only with its credentials or by whoever knows the address.',
      ),
    ),
  inline: z
    .boolean()
    .check(
      z.describe(
        "Shown inside the text, where `html` has `address` as an image's source; else listed under it.",
      ),
    ),
});
export type ReplyAttachment = z.infer<typeof replyAttachment>;

const schema = z.object({
  ...envelopeShape,
  type: z
    .literal(detailType)
    .check(z.describe('The detail-type once more, so that a stored event says what it is.')),
  actor: z.string().check(z.minLength(1), z.describe("The vendor's id of the agent in whose name it goes.")),
  actorName: z
    .optional(z.string().check(z.minLength(1)))
    .check(z.describe('The name under which the customer knows that agent; absent = not known.')),
  html: z.string().check(z.minLength(1), z.describe('Ready to be sent: what the customer reads.')),
  text: z.string().check(z.describe('The same without markup, for channels that take only that.')),
  language: languageTag.check(z.describe('The language that it is in.')),
  attachments: z.array(replyAttachment).check(z.describe("The note's files, to be sent along.")),
  holds: z
    .optional(z.array(z.string().check(z.minLength(1))))
    .check(
      z.describe(
        'The messages whose words are in it, so that it goes when they are withdrawn; absent = only those of `message`.',
      ),
    ),
  conversation: z
    .nullable(z.string())
    .check(
      z.describe(
        "The vendor's id of the chat that the customer is in; null = by the ticket's own way (mail, web).",
      ),
    ),
  usage: z
    .object({
      translateCalls: z.int().check(z.gte(0), z.describe('Calls of Amazon Translate.')),
      comprehendCalls: z.int().check(z.gte(0), z.describe('Calls of Amazon Comprehend.')),
      translatedCharacters: z.int().check(z.gte(0), z.describe('Characters that Translate is paid for.')),
    })
    .check(z.describe('What was asked of the services for this answer.')),
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
  published: 'By `reply`, once per note, when the whole answer is translated.',
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
