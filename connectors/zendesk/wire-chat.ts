import * as z from 'zod/mini';
import { instant, textOrNull } from '../kit/wire.ts';
import { vendorId, vendorIdOrNull, wordOrNull } from './wire.ts';
import { eventEnvelope } from './wire-webhook.ts';

/** Bodies and answers that have to do with chats (Zendesk messaging), as far as they are read. */

/** https://developer.zendesk.com/api-reference/webhooks/event-types/messaging-events/ */
export const messageAdded = z.object({
  ...eventEnvelope.shape,
  type: z.literal('zen:event-type:messaging_ticket.message_added'),
  detail: z.object({ id: vendorId }),
  event: z.object({
    actor: z.object({ id: vendorIdOrNull, type: wordOrNull }),
    conversation_id: z.string().check(z.minLength(1), z.maxLength(128)),
    /** A file without words has no body. */
    message: z.object({ id: vendorId, body: z._default(z.nullable(z.string()), null) }),
  }),
});
export type MessageAdded = z.infer<typeof messageAdded>;

const logEntry = z.object({
  /** `Comment` or `Messaging::ConversationMessage`. */
  type: z._default(z.nullable(z.string()), null),
  /** `zen:sunco:conversation_message:<id>` of a chat's message. */
  reference: z._default(z.nullable(z.string()), null),
  created_at: instant,
  /** Finer than `created_at`, where it is said. */
  received_at: z.optional(z.nullable(instant)),
  author: z._default(
    z.nullable(
      z.object({
        /** `user`, `agent` or `bot`. */
        type: wordOrNull,
        display_name: textOrNull,
        'zen:support:user_id': vendorIdOrNull,
      }),
    ),
    null,
  ),
  /** Chat messages have `text`, comments `body`. */
  content: z._default(z.nullable(z.object({ text: textOrNull, body: textOrNull })), null),
});
export type LogEntry = z.infer<typeof logEntry>;

/** `GET /api/v2/tickets/{id}/conversation_log`. An entry of a kind that is not known is left out. */
export const conversationLogAnswer = z.object({
  events: z.array(z.catch(z.nullable(logEntry), null)),
  meta: z._default(
    z.nullable(
      z.object({
        has_more: z._default(z.nullable(z.boolean()), false),
        after_cursor: textOrNull,
      }),
    ),
    null,
  ),
});

/** A message of Sunshine Conversations. */
const sentMessage = z.object({
  id: z.string().check(z.minLength(1)),
  metadata: z._default(z.nullable(z.record(z.string(), z.unknown())), null),
});
export type SentMessage = z.infer<typeof sentMessage>;

/** `POST …/messages` */
export const messagesAnswer = z.object({ messages: z.array(sentMessage).check(z.minLength(1)) });

/** `GET …/messages`: at most 100, the oldest first, the newest if no cursor is given. */
export const messagePageAnswer = z.object({
  messages: z.array(sentMessage),
  meta: z._default(
    z.nullable(z.object({ hasMore: z._default(z.nullable(z.boolean()), false), beforeCursor: textOrNull })),
    null,
  ),
});

/** `POST …/attachments` */
export const attachmentAnswer = z.object({
  attachment: z.object({ mediaUrl: z.string().check(z.minLength(1)) }),
});
