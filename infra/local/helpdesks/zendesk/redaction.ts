import {
  type Attachment,
  type Audit,
  type Change,
  type Comment,
  type Deletion,
  type Ticket,
  type Via,
  viaChannel,
} from './model.ts';
import type { Store } from './store.ts';
import { blockedOut, plainFromHtml, redactMarked, redactString } from './text.ts';
import { leaveAudit } from './ticket-updates.ts';

/** What takes something out of a ticket for good. Whoever calls has checked that it may. */

export type Actor = Readonly<{ actorId: string; via: Via }>;

function record(store: Store, ticket: Ticket, { actorId, via }: Actor, changes: readonly Change[]): Audit {
  const audit = { actorId, via, changes, createdAt: store.now(), metadata: { custom: {} } };
  return leaveAudit(store, ticket, audit, store.nextRecordId());
}

function replaceComment(ticket: Ticket, comment: Comment): void {
  const index = ticket.comments.findIndex((each) => each.id === comment.id);
  ticket.comments[index] = comment;
}

function redactedAttachments(
  store: Store,
  comment: Comment,
  wanted: (attachment: Attachment) => boolean,
): { attachments: Attachment[]; changes: Change[] } {
  const changes: Change[] = [];
  const attachments = comment.attachments.map((attachment) => {
    if (!wanted(attachment)) return attachment;
    changes.push({ kind: 'attachment-redacted', commentId: comment.id, attachmentId: attachment.id });
    return store.files.redact(attachment);
  });
  return { attachments, changes };
}

/** Redacts what `markedHtml` marks of a comment's own HTML, and the attachments with one of these addresses. */
export function redactComment(
  store: Store,
  ticket: Ticket,
  comment: Comment,
  wanted: Readonly<{ markedHtml: string | null; attachmentUrls: readonly string[] }>,
  actor: Actor,
): Audit {
  const marked = wanted.markedHtml === null ? null : redactMarked(wanted.markedHtml);
  const urls = [...wanted.attachmentUrls, ...(marked?.sources ?? [])];
  const files = redactedAttachments(store, comment, (file) => urls.includes(store.files.urlOf(file)));
  replaceComment(ticket, {
    ...comment,
    ...(marked === null ? {} : { html: marked.html, plain: plainFromHtml(marked.html) }),
    attachments: files.attachments,
  });
  const text: Change[] = marked === null ? [] : [{ kind: 'comment-redacted', commentId: comment.id }];
  return record(store, ticket, actor, [...text, ...files.changes]);
}

/** Redacts a string wherever the comment has it. */
export function redactText(
  store: Store,
  ticket: Ticket,
  comment: Comment,
  text: string,
  actor: Actor,
): Audit {
  replaceComment(ticket, {
    ...comment,
    html: redactString(comment.html, text),
    plain: comment.plain.replaceAll(text, blockedOut(text)),
  });
  return record(store, ticket, actor, [{ kind: 'comment-redacted', commentId: comment.id }]);
}

export function redactAttachment(
  store: Store,
  ticket: Ticket,
  comment: Comment,
  attachmentId: string,
  actor: Actor,
): Audit {
  const { attachments, changes } = redactedAttachments(store, comment, ({ id }) => id === attachmentId);
  replaceComment(ticket, { ...comment, attachments });
  return record(store, ticket, actor, changes);
}

/** Null = it is private already. */
export function makePrivate(store: Store, ticket: Ticket, comment: Comment, actor: Actor): Audit | null {
  if (!comment.public) return null;
  replaceComment(ticket, { ...comment, public: false });
  return record(store, ticket, actor, [{ kind: 'comment-made-private', commentId: comment.id }]);
}

function byAgent(store: Store, agentId: string): Actor {
  return { actorId: store.knownUser(agentId).id, via: viaChannel('web') };
}

function knownComment(ticket: Ticket, commentId: string): Comment {
  const comment = ticket.comments.find(({ id }) => id === commentId);
  if (comment === undefined) throw new Error(`ticket ${ticket.id} has no comment ${commentId}`);
  return comment;
}

type OfComment = Readonly<{ agentId: string; commentId: string }>;

export function agentRedactsComment(
  store: Store,
  ticketId: string,
  { agentId, commentId, text }: OfComment & Readonly<{ text?: string }>,
): Audit {
  const ticket = store.knownTicket(ticketId);
  const comment = knownComment(ticket, commentId);
  const actor = byAgent(store, agentId);
  if (text !== undefined) return redactText(store, ticket, comment, text, actor);
  const markedHtml = `<redact>${comment.html}</redact>`;
  return redactComment(store, ticket, comment, { markedHtml, attachmentUrls: [] }, actor);
}

export function agentRedactsAttachment(
  store: Store,
  ticketId: string,
  { agentId, commentId, attachmentId }: OfComment & Readonly<{ attachmentId: string }>,
): Audit {
  const ticket = store.knownTicket(ticketId);
  return redactAttachment(
    store,
    ticket,
    knownComment(ticket, commentId),
    attachmentId,
    byAgent(store, agentId),
  );
}

export function agentMakesPrivate(store: Store, ticketId: string, { agentId, commentId }: OfComment): Audit {
  const ticket = store.knownTicket(ticketId);
  const audit = makePrivate(store, ticket, knownComment(ticket, commentId), byAgent(store, agentId));
  if (audit === null) throw new Error(`comment ${commentId} is private already`);
  return audit;
}

export function agentDeletes(
  store: Store,
  ticketId: string,
  { agentId, how = 'soft' }: Readonly<{ agentId: string; how?: Deletion }>,
): Audit {
  const ticket = store.knownTicket(ticketId);
  ticket.deleted = how;
  return record(store, ticket, byAgent(store, agentId), [{ kind: 'deleted', how }]);
}
