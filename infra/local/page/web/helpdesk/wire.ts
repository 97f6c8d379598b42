import * as z from 'zod';

/**
 * The part of Zendesk's bodies that the page reads. Sources: "Tickets", "Ticket Comments", "Ticket Audits", "Ticket Fields",
 * "Requests" and "Conversation Log" of the Support API reference; "Messages" of Sunshine Conversations.
 */

/** Numbers in the REST API; a stand-in may give texts. */
const id = z.union([z.number(), z.string()]).transform(String);
const at = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;

const ticket = z.object({
  id,
  subject: z.string(),
  description: z.string(),
  status: z.enum(statuses),
  priority: z.nullable(z.enum(priorities)),
  tags: z.array(z.string()),
  requester_id: id,
  created_at: at,
  updated_at: at,
  from_messaging_channel: z.boolean(),
  custom_fields: z.array(z.object({ id, value: z.unknown() })),
});
export type WireTicket = z.output<typeof ticket>;
export const ticketAnswer = z.object({ ticket });
export const ticketsAnswer = z.object({ tickets: z.array(ticket) });

const user = z.object({ id, name: z.string() });
export const userAnswer = z.object({ user });

const comment = z.object({
  id,
  author_id: id,
  html_body: z.string(),
  public: z.boolean(),
  created_at: at,
  attachments: z.array(z.object({ file_name: z.string() })).default([]),
});
export type WireComment = z.output<typeof comment>;
export const commentsAnswer = z.object({
  comments: z.array(comment),
  users: z.array(user).default([]),
});
export type WireComments = z.output<typeof commentsAnswer>;

/** What is said in a chat: words, or a file that may have some. */
const chatContent = z.object({
  type: z.enum(['text', 'image', 'file']),
  text: z.string().default(''),
  altText: z.string().default(''),
  mediaUrl: z.string().nullable().default(null),
});
export type WireChatContent = z.output<typeof chatContent>;

const logEntry = z.object({
  id: z.string(),
  reference: z.string(),
  created_at: at,
  author: z.object({
    display_name: z.string(),
    type: z.enum(['user', 'agent', 'bot']),
    'zen:support:user_id': id.optional(),
  }),
  content: z.discriminatedUnion('type', [
    z.object({ type: z.literal('html'), body: z.string() }),
    chatContent,
  ]),
  metadata: z.object({ public: z.boolean().default(true) }),
});
export type WireLogEntry = z.output<typeof logEntry>;
export const logAnswer = z.object({ events: z.array(logEntry) });

const audit = z.object({
  metadata: z.object({ custom: z.record(z.string(), z.unknown()).default({}) }),
  events: z.array(z.object({ id, type: z.string() })),
});
export type WireAudit = z.output<typeof audit>;
export const auditsAnswer = z.object({ audits: z.array(audit) });

const fieldOption = z.object({ name: z.string(), value: z.string() });
export type FieldOption = z.output<typeof fieldOption>;
export const fieldsAnswer = z.object({
  ticket_fields: z.array(
    z.object({ id, title: z.string(), custom_field_options: z.array(fieldOption).default([]) }),
  ),
});

const request = z.object({
  id,
  subject: z.string(),
  description: z.string().default(''),
  updated_at: at,
  via: z.object({ channel: z.string() }),
});
export const requestAnswer = z.object({ request });
export const requestsAnswer = z.object({ requests: z.array(request) });

const message = z.object({
  id,
  received: at,
  author: z.object({ type: z.enum(['user', 'business']), displayName: z.string().default('') }),
  content: chatContent,
});
export type WireMessage = z.output<typeof message>;
export const messagesAnswer = z.object({ messages: z.array(message) });

const chat = z.object({ id, lastUpdatedAt: at });
export const chatAnswer = z.object({ conversation: chat });
export const chatsAnswer = z.object({ conversations: z.array(chat) });
