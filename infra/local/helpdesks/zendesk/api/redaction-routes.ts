import * as z from 'zod';
import { forbidden, notFound, recordInvalid } from '../errors.ts';
import { type Audit, type Comment, type Ticket, viaChannel } from '../model.ts';
import { type Actor, makePrivate, redactAttachment, redactComment, redactText } from '../redaction.ts';
import { sanitiseHtml } from '../text.ts';
import { parseBody } from './bodies.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { ticketOf } from './ticket-routes.ts';
import { checkNotClosed } from './ticket-rules.ts';
import { wireAttachment, wireComment } from './wire.ts';

/** `PUT /api/v2/comment_redactions/{id}` */
const markedBody = z.strictObject({
  ticket_id: z.union([z.int().positive(), z.string()]).transform(String),
  html_body: z.string().optional(),
  external_attachment_urls: z.array(z.string()).optional(),
});
/** `PUT /api/v2/tickets/{id}/comments/{id}/redact` */
const stringBody = z.strictObject({ text: z.string().min(1) });

function ignoredKey(request: ApiRequest): (path: string) => void {
  return (path) => request.report(`Zendesk has no writable ${path}; it is ignored`);
}

function actorOf(request: ApiRequest): Actor {
  return { actorId: request.user.id, via: viaChannel('api') };
}

function commentOf(ticket: Ticket, id: string | undefined): Comment {
  const comment = ticket.comments.find((each) => each.id === id);
  if (comment === undefined) throw notFound();
  return comment;
}

/** Admins may redact; agents as their custom role says, or without one where the account lets agents delete tickets. */
function checkMayRedact({ user }: ApiRequest, { settings, store }: ApiContext): void {
  const role = store.admin.customRoles.get(user.customRoleId ?? '');
  const agentMay = role?.configuration.ticket_redaction ?? settings.agentsCanDeleteTickets;
  if (user.role !== 'admin' && !agentMay) throw forbidden();
}

function answerWithComment(ticket: Ticket, audit: Audit, id: string, context: ApiContext): ApiAnswer {
  context.committed(audit);
  return { status: 200, body: { comment: wireComment(commentOf(ticket, id), context) } };
}

/** Also for closed tickets. Whether HTML that is not the comment's own is refused is not documented. */
function redactMarkedComment(request: ApiRequest, context: ApiContext): ApiAnswer {
  checkMayRedact(request, context);
  const wanted = parseBody(markedBody, request.body, ignoredKey(request));
  const { html_body: markedHtml = null, external_attachment_urls: attachmentUrls = [] } = wanted;
  const params = { ...request.params, id: wanted.ticket_id };
  const ticket = ticketOf({ ...request, params }, context);
  const comment = commentOf(ticket, request.params.commentId);
  if (markedHtml === null && attachmentUrls.length === 0)
    throw recordInvalid('html_body', 'Html body: nothing to redact');
  if (markedHtml !== null && sanitiseHtml(markedHtml) !== sanitiseHtml(comment.html))
    throw recordInvalid('html_body', 'Html body: is not that of the comment');
  const known = comment.attachments.map((attachment) => context.store.files.urlOf(attachment));
  if (attachmentUrls.some((url) => !known.includes(url)))
    throw recordInvalid('external_attachment_urls', 'External attachment urls: is invalid');
  const audit = redactComment(
    context.store,
    ticket,
    comment,
    { markedHtml, attachmentUrls },
    actorOf(request),
  );
  return answerWithComment(ticket, audit, comment.id, context);
}

function redactStringInComment(request: ApiRequest, context: ApiContext): ApiAnswer {
  checkMayRedact(request, context);
  const ticket = ticketOf(request, context);
  const comment = commentOf(ticket, request.params.commentId);
  const { text } = parseBody(stringBody, request.body, ignoredKey(request));
  checkNotClosed(ticket);
  if (!comment.plain.includes(text)) throw recordInvalid('text', 'Text: is not in the comment');
  const audit = redactText(context.store, ticket, comment, text, actorOf(request));
  return answerWithComment(ticket, audit, comment.id, context);
}

function redactAttachmentOfComment(request: ApiRequest, context: ApiContext): ApiAnswer {
  checkMayRedact(request, context);
  const { store, baseUrl } = context;
  const ticket = ticketOf(request, context);
  const comment = commentOf(ticket, request.params.commentId);
  const id = request.params.attachmentId ?? '';
  if (!comment.attachments.some((attachment) => attachment.id === id)) throw notFound();
  checkNotClosed(ticket);
  context.committed(redactAttachment(store, ticket, comment, id, actorOf(request)));
  const redacted = commentOf(ticket, comment.id).attachments.find((attachment) => attachment.id === id);
  if (redacted === undefined) throw notFound();
  return { status: 200, body: { attachment: wireAttachment(redacted, store, baseUrl) } };
}

function makeCommentPrivate(request: ApiRequest, context: ApiContext): ApiAnswer {
  const ticket = ticketOf(request, context);
  const comment = commentOf(ticket, request.params.commentId);
  checkNotClosed(ticket);
  const audit = makePrivate(context.store, ticket, comment, actorOf(request));
  if (audit !== null) context.committed(audit);
  return { status: 200, body: null };
}

const write = { resource: 'tickets', access: 'write' } as const;
const ofComment = '/api/v2/tickets/:id/comments/:commentId';

/** What takes text, files or a comment's publicity away. */
export const redactionRoutes: readonly Route[] = [
  {
    method: 'PUT',
    pattern: '/api/v2/comment_redactions/:commentId',
    // It has no scope of its own, nor a place below tickets.
    scope: { resource: null, access: 'write' },
    handle: redactMarkedComment,
  },
  { method: 'PUT', pattern: `${ofComment}/redact`, scope: write, handle: redactStringInComment },
  {
    method: 'PUT',
    pattern: `${ofComment}/attachments/:attachmentId/redact`,
    scope: write,
    handle: redactAttachmentOfComment,
  },
  { method: 'PUT', pattern: `${ofComment}/make_private`, scope: write, handle: makeCommentPrivate },
];
