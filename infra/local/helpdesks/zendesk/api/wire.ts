import type { SystemField } from '../admin/records.ts';
import { wireId, wireIdOrNull } from '../ids.ts';
import type { Attachment, Audit, Change, Comment, Ticket, TicketField, User } from '../model.ts';
import type { Store } from '../store.ts';
import { wholeSecond } from '../ticket-updates.ts';

/** The shapes of the REST API: ids are numbers, enum values lower case, times in whole seconds. */

export function wireTime(at: Date): string {
  return wholeSecond(at).toISOString().replace('.000Z', 'Z');
}

function roleTypeOf({ role, roleType, privateCommentsOnly }: User): number | null {
  if (roleType !== undefined) return roleType;
  if (privateCommentsOnly === true) return 1;
  return role === 'admin' ? 4 : null;
}

export function wireUser(user: User): Record<string, unknown> {
  const ticketRestriction = user.ticketRestriction ?? (user.role === 'end-user' ? 'requested' : null);
  return {
    id: wireId(user.id),
    name: user.name,
    email: user.email,
    alias: user.alias ?? null,
    signature: user.signature ?? null,
    details: user.details ?? null,
    role: user.role,
    role_type: roleTypeOf(user),
    custom_role_id: wireIdOrNull(user.customRoleId ?? null),
    only_private_comments: user.privateCommentsOnly === true,
    restricted_agent: user.restrictedAgent ?? ticketRestriction !== null,
    ticket_restriction: ticketRestriction,
    moderator: user.role !== 'end-user',
    locale: user.locale,
    time_zone: 'Etc/UTC',
    active: user.active ?? true,
    suspended: user.suspended === true,
    verified: true,
    shared: false,
    shared_agent: false,
    tags: [],
    user_fields: {},
  };
}

export function wireTicketField(field: TicketField): Record<string, unknown> {
  return {
    id: wireId(field.id),
    type: field.type,
    title: field.title,
    raw_title: field.title,
    agent_description: field.agentDescription ?? null,
    active: field.active ?? true,
    required: false,
    removable: true,
    ...(field.type === 'tagger'
      ? { custom_field_options: field.options.map(({ name, value }) => ({ name, raw_name: name, value })) }
      : {}),
  };
}

/** A field that every account has; it can be on forms, but not be removed. */
export function wireSystemField({ id, type, title }: SystemField): Record<string, unknown> {
  return { id: wireId(id), type, title, raw_title: title, active: true, required: false, removable: false };
}

export function wireAttachment(
  attachment: Attachment,
  store: Store,
  baseUrl: string,
): Record<string, unknown> {
  const contentUrl = store.files.urlOf(attachment);
  return {
    url: `${baseUrl}/api/v2/attachments/${attachment.id}.json`,
    id: wireId(attachment.id),
    file_name: attachment.fileName,
    content_url: contentUrl,
    mapped_content_url: contentUrl,
    content_type: attachment.contentType,
    size: attachment.size,
    width: null,
    height: null,
    inline: attachment.inline,
    deleted: false,
    malware_access_override: false,
    malware_scan_result: 'malware_not_found',
    thumbnails: [],
  };
}

function wireCommentCore(comment: Comment, { store, baseUrl, inlineImages }: CommentView) {
  const attachments = comment.attachments.filter(({ inline }) => inlineImages === true || !inline);
  return {
    id: wireId(comment.id),
    type: 'Comment',
    author_id: wireId(comment.authorId),
    body: comment.plain,
    html_body: comment.html,
    plain_body: comment.plain,
    public: comment.public,
    attachments: attachments.map((attachment) => wireAttachment(attachment, store, baseUrl)),
    audit_id: wireId(comment.auditId),
  };
}

/** What a comment is shown with. Inline images are only listed on request (`include_inline_images`). */
export type CommentView = Readonly<{ store: Store; baseUrl: string; inlineImages?: boolean }>;

/** A comment has the via and the system's metadata of its audit, but not our custom metadata. */
export function wireComment(comment: Comment, view: CommentView): Record<string, unknown> {
  return {
    ...wireCommentCore(comment, view),
    via: comment.via,
    created_at: wireTime(comment.createdAt),
    metadata: {
      system: { client: null, ip_address: null, location: null },
      ...(comment.flags.length > 0 ? { flags: comment.flags } : {}),
    },
  };
}

function wireChange(change: Change, ticket: Ticket, view: CommentView): Record<string, unknown>[] {
  const changed = (name: string, from: unknown, to: unknown) => [
    { type: 'Change', field_name: name, previous_value: from, value: to },
  ];
  switch (change.kind) {
    case 'created':
      return [
        { type: 'Create', field_name: 'subject', value: ticket.subject },
        { type: 'Create', field_name: 'requester_id', value: ticket.requesterId },
      ];
    case 'comment':
      return ticket.comments
        .filter((comment) => comment.id === change.id)
        .map((comment) => wireCommentCore(comment, view));
    case 'field':
      return changed(change.fieldId, change.from, change.to);
    case 'tags':
      return changed('tags', change.removed, change.added);
    case 'priority':
    case 'status':
    case 'subject':
      return changed(change.kind, change.from, change.to);
    case 'comment-redacted':
      return [{ type: 'CommentRedactionEvent', comment_id: wireId(change.commentId) }];
    case 'attachment-redacted':
      return [
        {
          type: 'AttachmentRedactionEvent',
          attachment_id: wireId(change.attachmentId),
          comment_id: wireId(change.commentId),
        },
      ];
    case 'comment-made-private':
      return [{ type: 'CommentPrivacyChange', comment_id: wireId(change.commentId), public: false }];
    case 'merged':
    case 'deleted':
      return [];
  }
}

export function wireAudit(audit: Audit, ticket: Ticket, view: CommentView): Record<string, unknown> {
  return {
    id: wireId(audit.id),
    ticket_id: wireId(audit.ticketId),
    created_at: wireTime(audit.createdAt),
    author_id: wireId(audit.actorId),
    metadata: { system: { client: null, ip_address: null, location: null }, custom: audit.metadata.custom },
    // Events have ids of their own; a comment's event id is the comment's.
    events: audit.changes
      .flatMap((change) => wireChange(change, ticket, view))
      .map((event, index) => ({ id: wireId(`${audit.id}${index}`), ...event })),
    via: audit.via,
  };
}

export function wireTicket(ticket: Ticket, store: Store, baseUrl: string): Record<string, unknown> {
  const customFields = [...store.fields.keys()].map((fieldId) => ({
    id: wireId(fieldId),
    value: ticket.fields.get(fieldId) ?? null,
  }));
  return {
    url: `${baseUrl}/api/v2/tickets/${ticket.id}.json`,
    id: wireId(ticket.id),
    external_id: null,
    via: ticket.via,
    created_at: wireTime(ticket.createdAt),
    updated_at: wireTime(ticket.updatedAt),
    generated_timestamp: Math.floor(ticket.generatedAt.getTime() / 1000),
    type: null,
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.comments[0]?.plain ?? '',
    priority: ticket.priority,
    status: ticket.status,
    requester_id: wireId(ticket.requesterId),
    submitter_id: wireId(ticket.submitterId),
    assignee_id: wireIdOrNull(ticket.assigneeId),
    organization_id: null,
    group_id: wireIdOrNull(ticket.groupId),
    collaborator_ids: [],
    follower_ids: [],
    email_cc_ids: [],
    problem_id: null,
    has_incidents: false,
    is_public: ticket.comments.some((comment) => comment.public),
    due_at: null,
    tags: ticket.tags,
    custom_fields: customFields,
    fields: customFields,
    followup_ids: [...store.tickets.values()]
      .filter((other) => other.followupOf === ticket.id)
      .map((other) => wireId(other.id)),
    ticket_form_id: wireIdOrNull(ticket.formId),
    brand_id: wireIdOrNull(ticket.brandId),
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: ticket.via.channel === 'native_messaging',
    support_type: 'agent',
  };
}

/** The users that a list of comments names, for `include=users`. */
export function authorsOf(comments: readonly Comment[], store: Store): Record<string, unknown>[] {
  const ids = new Set(comments.map((comment) => comment.authorId));
  return [...ids].map((id) => wireUser(store.knownUser(id)));
}
