import { wireTime } from '../api/wire.ts';
import { ulid, wireId } from '../ids.ts';
import type { Audit, Change, Comment, Ticket, TicketField } from '../model.ts';
import type { Store } from '../store.ts';

/** A body of an event-subscribed webhook: ids are strings and enum values upper case, unlike in the REST API. */
export type WebhookEvent = Readonly<{
  account_id: number | string;
  /** Unique per event. */
  id: string;
  subject: string;
  time: string;
  type: `zen:event-type:${'ticket' | 'messaging_ticket'}.${string}`;
  zendesk_event_version: '2022-11-06';
  detail: Readonly<Record<string, unknown>>;
  event: Readonly<Record<string, unknown>>;
}>;

export const ticketEventTypes = {
  created: 'zen:event-type:ticket.created',
  commentAdded: 'zen:event-type:ticket.comment_added',
  customFieldChanged: 'zen:event-type:ticket.custom_field_changed',
  tagsChanged: 'zen:event-type:ticket.tags_changed',
  priorityChanged: 'zen:event-type:ticket.priority_changed',
  statusChanged: 'zen:event-type:ticket.status_changed',
  subjectChanged: 'zen:event-type:ticket.subject_changed',
  merged: 'zen:event-type:ticket.merged',
  attachmentLinkedToComment: 'zen:event-type:ticket.attachment_linked_to_comment',
  attachmentRedactedFromComment: 'zen:event-type:ticket.attachment_redacted_from_comment',
  commentRedacted: 'zen:event-type:ticket.comment_redacted',
  commentMadePrivate: 'zen:event-type:ticket.comment_made_private',
  softDeleted: 'zen:event-type:ticket.soft_deleted',
  permanentlyDeleted: 'zen:event-type:ticket.permanently_deleted',
} as const;

type Described = Readonly<{ type: WebhookEvent['type']; event: Readonly<Record<string, unknown>> }>;

/** Events name a channel as the numbered list of via types does, the REST API by its newer name. */
const eventChannels: Readonly<Record<string, string>> = {
  api: 'web_service',
  email: 'mail',
  web: 'web_form',
};

const customStatusIds = { new: 8770, open: 8771, pending: 8772, hold: 8773, solved: 8774, closed: 8775 };

function upper(value: string | null): string | null {
  return value === null ? null : value.toUpperCase();
}

function detailOf(ticket: Ticket, actorId: string): Record<string, unknown> {
  return {
    actor_id: actorId,
    assignee_id: ticket.assigneeId,
    brand_id: ticket.brandId,
    created_at: wireTime(ticket.createdAt),
    custom_status: String(customStatusIds[ticket.status]),
    description: ticket.comments[0]?.plain ?? '',
    external_id: null,
    form_id: ticket.formId,
    group_id: ticket.groupId,
    id: ticket.id,
    is_public: ticket.comments.some((comment) => comment.public),
    organization_id: null,
    priority: upper(ticket.priority),
    requester_id: ticket.requesterId,
    status: ticket.deleted === null ? upper(ticket.status) : 'DELETED',
    subject: ticket.subject,
    submitter_id: ticket.submitterId,
    // Null where there are none, as in a payload that somebody published.
    tags: ticket.tags.length === 0 ? null : ticket.tags,
    type: null,
    updated_at: wireTime(ticket.updatedAt),
    via: { channel: eventChannels[ticket.via.channel] ?? ticket.via.channel },
  };
}

function commentEvent(
  comment: Pick<Comment, 'id' | 'authorId' | 'plain' | 'public'>,
  store: Store,
): Described {
  const author = store.knownUser(comment.authorId);
  return {
    type: ticketEventTypes.commentAdded,
    event: {
      comment: {
        id: comment.id,
        body: comment.plain,
        is_public: comment.public,
        author: { id: author.id, is_staff: store.isStaffId(author.id), name: author.name },
      },
    },
  };
}

const eventFieldTypes: Readonly<Record<TicketField['type'], string>> = {
  tagger: 'tagger',
  text: 'text',
  textarea: 'textarea',
};

function fieldEvent(change: Extract<Change, { kind: 'field' }>, store: Store): Described {
  const field = store.fields.get(change.fieldId);
  return {
    type: ticketEventTypes.customFieldChanged,
    event: {
      custom_field: {
        id: change.fieldId,
        title: field?.title ?? '',
        type: field === undefined ? 'text' : eventFieldTypes[field.type],
      },
      current: { value: change.to },
      previous: { value: change.from },
    },
  };
}

function describe(change: Change, store: Store): Described {
  switch (change.kind) {
    case 'created':
      return { type: ticketEventTypes.created, event: {} };
    case 'comment':
      return commentEvent(change, store);
    case 'field':
      return fieldEvent(change, store);
    case 'tags':
      return {
        type: ticketEventTypes.tagsChanged,
        event: { tags_added: change.added, tags_removed: change.removed },
      };
    case 'priority':
      return {
        type: ticketEventTypes.priorityChanged,
        event: { current: upper(change.to), previous: upper(change.from) },
      };
    case 'status':
      return {
        type: ticketEventTypes.statusChanged,
        event: { current: upper(change.to), previous: upper(change.from) },
      };
    case 'subject':
      return {
        type: ticketEventTypes.subjectChanged,
        event: { current: change.to, previous: change.from },
      };
    case 'merged':
      return { type: ticketEventTypes.merged, event: { target_ticket_id: change.into } };
    // The names of the next types are documented; their `event` is modelled on `attachment_linked_to_comment`.
    case 'comment-redacted':
      return { type: ticketEventTypes.commentRedacted, event: { comment: { id: change.commentId } } };
    case 'comment-made-private':
      return { type: ticketEventTypes.commentMadePrivate, event: { comment: { id: change.commentId } } };
    case 'attachment-redacted':
      return {
        type: ticketEventTypes.attachmentRedactedFromComment,
        event: { comment: { id: change.commentId, attachment: { id: change.attachmentId } } },
      };
    case 'deleted':
      return {
        type: change.how === 'soft' ? ticketEventTypes.softDeleted : ticketEventTypes.permanentlyDeleted,
        event: {},
      };
  }
}

/** One event per attachment follows that of its comment. */
function linkedEvents(change: Change, store: Store): Described[] {
  if (change.kind !== 'comment') return [];
  return change.attachments.map((attachment) => ({
    type: ticketEventTypes.attachmentLinkedToComment,
    event: {
      comment: {
        id: change.id,
        attachment: {
          id: attachment.id,
          content_type: attachment.contentType,
          content_url: store.files.urlOf(attachment),
          filename: attachment.fileName,
          is_public: change.public,
        },
      },
    },
  }));
}

/** Where events come from: the account that signs them, and what it remembers. */
export type EventSource = Readonly<{ accountId: string; store: Store }>;

function envelope(
  source: EventSource,
  ticket: Ticket,
  actorId: string,
  described: Described,
  sequence: Readonly<{ id: string; position: number }> | null,
): WebhookEvent {
  const at = source.store.now();
  return {
    account_id: wireId(source.accountId),
    id: ulid(at),
    subject: `zen:ticket:${ticket.id}`,
    // Nanoseconds, as Zendesk writes them.
    time: at.toISOString().replace('Z', '000000Z'),
    type: described.type,
    zendesk_event_version: '2022-11-06',
    detail: detailOf(ticket, actorId),
    event: sequence === null ? described.event : { ...described.event, meta: { sequence } },
  };
}

/**
 * All events that one audit causes. Whether `comment_added` follows `ticket.created` for the first comment is not
 * documented, so it can be switched.
 */
export function eventsOfAudit(
  source: EventSource,
  ticket: Ticket,
  audit: Audit,
  firstCommentEvent: boolean,
): WebhookEvent[] {
  const isNew = audit.changes.some((change) => change.kind === 'created');
  const told = audit.changes.filter(
    (change) => !isNew || change.kind === 'created' || (change.kind === 'comment' && firstCommentEvent),
  );
  const described = told.flatMap((change) => [
    describe(change, source.store),
    ...linkedEvents(change, source.store),
  ]);
  return described.map((each, index) =>
    envelope(
      source,
      ticket,
      audit.actorId,
      each,
      described.length > 1 ? { id: audit.id, position: index + 1 } : null,
    ),
  );
}

/** One event about a comment that the ticket already has, as if it had just been made. */
export function eventOfComment(
  source: EventSource,
  ticket: Ticket,
  commentId: string,
  type: 'ticket.created' | 'ticket.comment_added',
): WebhookEvent {
  const comment = ticket.comments.find((each) => each.id === commentId);
  if (comment === undefined) throw new Error(`ticket ${ticket.id} has no comment ${commentId}`);
  const audit = ticket.audits.find((each) => each.id === comment.auditId);
  const described: Described =
    type === 'ticket.created'
      ? { type: ticketEventTypes.created, event: {} }
      : commentEvent(comment, source.store);
  return envelope(source, ticket, audit?.actorId ?? comment.authorId, described, null);
}
