import * as z from 'zod/mini';
import { instant, textOrNull } from '../kit/wire.ts';
import { tagList, vendorId, vendorIdOrNull, via, wordOrNull } from './wire.ts';

/**
 * Bodies of event webhooks, as far as they are read. The version (`2022-11-06` today) is not pinned: what is checked is
 * what is used. https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
 */
export const eventEnvelope = z.object({
  account_id: vendorId,
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  type: z.string().check(z.minLength(1)),
  time: instant,
});

const ticketDetail = z.object({
  id: vendorId,
  subject: textOrNull,
  description: textOrNull,
  status: wordOrNull,
  priority: wordOrNull,
  actor_id: vendorIdOrNull,
  requester_id: vendorIdOrNull,
  submitter_id: vendorIdOrNull,
  group_id: vendorIdOrNull,
  brand_id: vendorIdOrNull,
  form_id: vendorIdOrNull,
  tags: tagList,
  via,
});
export type TicketDetail = z.infer<typeof ticketDetail>;

const comment = z.object({
  id: vendorId,
  body: z._default(z.nullable(z.string()), ''),
  is_public: z.boolean(),
  /** Null where no person wrote it. */
  author: z._default(
    z.nullable(z.object({ id: vendorIdOrNull, is_staff: z._default(z.boolean(), false) })),
    null,
  ),
});

export const ticketCreated = z.object({
  ...eventEnvelope.shape,
  type: z.literal('zen:event-type:ticket.created'),
  detail: ticketDetail,
});
export type TicketCreated = z.infer<typeof ticketCreated>;

export const commentAdded = z.object({
  ...eventEnvelope.shape,
  type: z.literal('zen:event-type:ticket.comment_added'),
  detail: ticketDetail,
  event: z.object({ comment }),
});
export type CommentAdded = z.infer<typeof commentAdded>;

export const customFieldChanged = z.object({
  ...eventEnvelope.shape,
  type: z.literal('zen:event-type:ticket.custom_field_changed'),
  detail: ticketDetail,
  event: z.object({ custom_field: z.object({ id: vendorId }), current: z.optional(z.unknown()) }),
});
export type CustomFieldChanged = z.infer<typeof customFieldChanged>;

const commentNamed = z.object({ comment: z.object({ id: vendorId }) });

/** The body of these events is not documented beyond the names; modelled on that of attachments. See README. */
export const contentTaken = z.object({
  ...eventEnvelope.shape,
  type: z.enum([
    'zen:event-type:ticket.comment_redacted',
    'zen:event-type:ticket.attachment_redacted_from_comment',
    'zen:event-type:ticket.comment_made_private',
  ]),
  detail: ticketDetail,
  event: commentNamed,
});
export type ContentTaken = z.infer<typeof contentTaken>;

export const ticketDeleted = z.object({
  ...eventEnvelope.shape,
  type: z.enum(['zen:event-type:ticket.soft_deleted', 'zen:event-type:ticket.permanently_deleted']),
  detail: ticketDetail,
});
export type TicketDeleted = z.infer<typeof ticketDeleted>;

/**
 * Body of a trigger webhook; the template is ours and stands in the README. Ids only: quotation marks in a text would
 * break the JSON that the template makes. A placeholder that an account does not know comes out empty.
 */
export const triggerHint = z.object({
  dragoman: z.literal('trigger'),
  account_id: vendorId,
  ticket_id: vendorId,
  comment_id: vendorIdOrNull,
  requester_id: vendorIdOrNull,
  current_user_id: vendorIdOrNull,
});
export type TriggerHint = z.infer<typeof triggerHint>;
