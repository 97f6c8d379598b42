import type { Watch } from '../listener.ts';
import type { AdminSeed } from './admin/records.ts';
import type { OauthClient } from './api/oauth.ts';
import type { ApiRequestRecord } from './api/server.ts';
import type { Change, Priority, Status, TicketField, User } from './model.ts';
import type { RateLimitSettings } from './rate-limits.ts';
import type { SunshineKey } from './sunshine/api.ts';
import type { ChatMessage } from './sunshine/conversations.ts';
import type { DeliveryResult, WebhookSettings } from './webhooks/delivery.ts';
import type { WebhookEvent } from './webhooks/events.ts';

export type StandInOptions = Readonly<{
  accountId: string;
  users: readonly User[];
  ticketFields: readonly TicketField[];
  oauthClients: readonly OauthClient[];
  /** Brands, groups, forms, roles and business rules that are there from the start. Default: none. */
  admin?: AdminSeed;
  /** Default: those of the Enterprise plan. */
  rateLimits?: RateLimitSettings | 'off';
  webhook?: WebhookSettings;
  /** Asked before each API request; may inject a fault. */
  intercept?: Watch['intercept'];
  /** Told of each API request once it has ended. */
  onRequest?: (record: ApiRequestRecord) => void;
  /** The account's clock, which its `Date` headers show too. */
  now?: () => Date;
  /** The clock of the rate limits, where queues wait in scaled time (`acceleratedClock`). Default: `now`. */
  rateLimitNow?: () => Date;
  /** Keys of Sunshine Conversations; chats belong to the app of the first. Default: one app, no key. */
  sunshineKeys?: readonly SunshineKey[];
  /** Zendesk's "private attachments": a file's address then asks for a token. Default false. */
  privateAttachments?: boolean;
  /** Default: 50 MB, Zendesk's limit. */
  maxAttachmentBytes?: number;
  /** The admin's setting that also lets agents redact. Default true. */
  agentsCanDeleteTickets?: boolean;
  /** What changed so lately is left out of the incremental export. Default: 60,000, Zendesk's minute. */
  exportLagMs?: number;
  /**
   * What an upload token does that is unknown, used, expired or another user's. Zendesk does not document it: `refused`
   * (default) = 422, `ignored` = the comment comes without the file. A violation either way.
   */
  badUploadToken?: 'refused' | 'ignored';
}>;

/** A write that happened, by whomever. */
export type TicketChange = Readonly<{
  ticketId: string;
  auditId: string;
  actorId: string;
  changes: readonly Change[];
  /** Trace header of the API request that did it; null = done through the programmatic API. */
  traceHeader: string | null;
}>;

export type AttachmentInput = Readonly<{ name: string; contentType: string; inline?: boolean }> &
  (Readonly<{ base64: string }> | Readonly<{ bytes: Uint8Array }>);

export type CommentInput = Readonly<{
  id?: string;
  text: string;
  /** Default: made of `text`. */
  html?: string;
  author: string;
  public: boolean;
  /** Default: the ticket's; for staff `web`, the agent workspace. */
  channel?: string;
  /** Inline images stand in `html` as `cid:<name>`, or else are added at its end. */
  attachments?: readonly AttachmentInput[];
  /** So many small PDFs beside `attachments`. */
  attachmentCount?: number;
  createdAt?: Date;
  flags?: readonly number[];
}>;

export type TicketInput = Readonly<{
  id?: string;
  subject: string;
  /** User id. */
  requester: string;
  /** In the REST API's words: `email` (default), `web`, `api`, `native_messaging`, … */
  channel?: string;
  status?: Status;
  priority?: Priority;
  tags?: readonly string[];
  fields?: Readonly<Record<string, string>>;
  brand?: string;
  group?: string;
  form?: string;
  followupOf?: string;
  /** `author` defaults to the requester. */
  comment: Omit<CommentInput, 'author' | 'channel'> & Readonly<{ author?: string }>;
}>;

export type ChangeResult = Readonly<{
  ticketId: string;
  auditId: string;
  /** Null where the change was none of a comment. */
  commentId: string | null;
  /** The webhook bodies that the change causes, whatever is subscribed to. */
  events: readonly WebhookEvent[];
  /** The ends of those deliveries that were made; never rejects. */
  delivered: Promise<readonly DeliveryResult[]>;
}>;

export type ProgrammaticOptions = Readonly<{
  /** Whether webhooks go out; default true. */
  deliver?: boolean;
}>;

/** What was said to the bot, and by it, before people took over. */
export type BotTranscriptLine = Readonly<{ from: 'bot' | 'customer'; text: string; createdAt?: Date }>;

export type HandOverInput = Readonly<{
  id?: string;
  /** Default: that it is a conversation with the customer, as Zendesk names it. */
  subject?: string;
  status?: Status;
  tags?: readonly string[];
  brand?: string;
  group?: string;
  form?: string;
  createdAt?: Date;
  /**
   * Whether what was said before the hand-over is told by webhooks as well, once there is a ticket. Not documented;
   * default false.
   */
  transcriptEvents?: boolean;
}>;

export type ChatMessageInput = Readonly<{
  id?: string;
  /** With an attachment: its caption. */
  text: string;
  createdAt?: Date;
  attachment?: AttachmentInput;
}>;

export type ChatInput = Readonly<{
  /** User id. */
  customer: string;
  /** Id of the conversation; default: a new one. */
  conversation?: string;
  botTranscript?: readonly BotTranscriptLine[];
  /** Given = the chat is handed over to people at once. */
  ticket?: HandOverInput;
}>;

export type ChatResult = Readonly<{
  conversationId: string;
  messageId: string;
  /** Null = no ticket stands for the conversation, so that nobody is told. */
  ticketId: string | null;
  events: readonly WebhookEvent[];
  delivered: Promise<readonly DeliveryResult[]>;
}>;

/** A message that came into a chat, by whomever. */
export type ChatMessageAdded = Readonly<{
  conversationId: string;
  ticketId: string | null;
  message: ChatMessage;
  /** Trace header of the API request that sent it; null = said through the programmatic API. */
  traceHeader: string | null;
}>;

/** One line on the customer's screen. */
export type SeenMessage = Readonly<{
  id: string;
  from: 'customer' | 'bot' | 'agent' | 'api';
  /** What stands above it; null = the name of the business. */
  name: string | null;
  text: string;
  mediaUrl: string | null;
}>;
