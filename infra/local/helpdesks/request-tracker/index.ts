export type { ApiRequestRecord, Fault } from './api/server.ts';
export type { HookBody } from './hook/body.ts';
export { type DeliverOptions, type HookResult, type HookSettings, signatureOf } from './hook/sender.ts';
export type {
  Attachment,
  CustomField,
  Right,
  SentMail,
  Status,
  Ticket,
  Transaction,
  User,
} from './model.ts';
export { priorityLabel } from './priorities.ts';
export { RequestTrackerStandIn } from './request-tracker-stand-in.ts';
export type * from './stand-in-types.ts';
export type { Violation } from './violations.ts';
