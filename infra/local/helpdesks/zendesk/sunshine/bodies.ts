import * as z from 'zod';
import { badRequest } from './errors.ts';

const maxTextLength = 4096;
const maxMetadataBytes = 4096;
const text = z.string().refine((value) => [...value].length <= maxTextLength, {
  error: `text must be at most ${maxTextLength} characters`,
});

const author = z.strictObject({
  type: z.enum(['business', 'user']),
  userId: z.string().optional(),
  userExternalId: z.string().optional(),
  displayName: z.string().optional(),
  avatarUrl: z.url().optional(),
  subtypes: z.array(z.literal('AI')).optional(),
});

const content = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: text.optional(),
    htmlText: text.optional(),
    markdownText: text.optional(),
  }),
  z.strictObject({
    type: z.enum(['image', 'file']),
    mediaUrl: z.url({ protocol: /^https?$/ }),
    text: text.optional(),
    altText: z.string().optional(),
  }),
]);

const metadata = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxMetadataBytes, {
    error: `metadata must be at most ${maxMetadataBytes} bytes`,
  });

const messageBody = z.strictObject({
  author,
  content,
  metadata: metadata.nullish(),
  destination: z
    .union([z.strictObject({ integrationId: z.string() }), z.strictObject({ integrationType: z.string() })])
    .optional(),
});
export type MessageBody = z.output<typeof messageBody>;

const participant = z.strictObject({
  userId: z.string().optional(),
  userExternalId: z.string().optional(),
  subscribeSDKClient: z.boolean().optional(),
});
/** Of `personal` conversations, which have one participant; the stand-in has no groups. */
const conversationBody = z.strictObject({
  type: z.literal('personal'),
  participants: z.tuple([participant]),
});
export type ConversationBody = z.output<typeof conversationBody>;

/** Parses `POST …/messages`. Throws 400 for anything that the API's description does not have. */
export function parseMessage(body: unknown): MessageBody {
  return parse(messageBody, body);
}

/** Parses `POST …/conversations`. Throws 400 likewise. */
export function parseConversation(body: unknown): ConversationBody {
  return parse(conversationBody, body);
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
}
