export type * from './admin/records.ts';
export type { OauthClient } from './api/oauth.ts';
export type { ApiRequestRecord, Fault } from './api/server.ts';
export type {
  Attachment,
  Audit,
  Change,
  Comment,
  Priority,
  Status,
  Ticket,
  TicketField,
  User,
} from './model.ts';
export { acceleratedClock, enterpriseRateLimits, type RateLimitSettings } from './rate-limits.ts';
export type * from './stand-in-types.ts';
export type { SunshineKey } from './sunshine/api.ts';
export type { StartedChat } from './sunshine/chats.ts';
export type { ChatAuthor, ChatContent, ChatMessage } from './sunshine/conversations.ts';
export type { Violation } from './violations.ts';
export type { DeliverOptions, DeliveryResult, WebhookSettings } from './webhooks/delivery.ts';
export { ticketEventTypes, type WebhookEvent } from './webhooks/events.ts';
export { messageAddedType } from './webhooks/message-event.ts';
export { ZendeskStandIn } from './zendesk-stand-in.ts';
