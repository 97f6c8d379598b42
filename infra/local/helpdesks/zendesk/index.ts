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
export { enterpriseRateLimits, type RateLimitSettings } from './rate-limits.ts';
export type * from './stand-in-types.ts';
export type { Violation } from './violations.ts';
export type { DeliverOptions, DeliveryResult, WebhookSettings } from './webhooks/delivery.ts';
export { ticketEventTypes, type WebhookEvent } from './webhooks/events.ts';
export { ZendeskStandIn } from './zendesk-stand-in.ts';
