import * as z from 'zod';
import { notFound, recordInvalid } from '../errors.ts';
import { wireId, wireIdOrNull } from '../ids.ts';
import { type Comment, type Ticket, type User, viaChannel, viaFollowUp } from '../model.ts';
import { applyUpdate, createTicket } from '../ticket-updates.ts';
import { parseBody } from './bodies.ts';
import { commentFrom } from './comment-rules.ts';
import { pageOf, usesCursor } from './paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { checkNotClosed } from './ticket-rules.ts';
import { wireAttachment, wireTime } from './wire.ts';

/**
 * Requests: a ticket as its requester sees it, with public comments only.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/
 */

/** `html_body` and `public` are read-only here, unlike in the Tickets API. */
const commentBody = z.strictObject({ body: z.string(), uploads: z.array(z.string()).optional() });
const createBody = z.strictObject({
  request: z.strictObject({
    subject: z.string(),
    comment: commentBody.optional(),
    via_followup_source_id: z.union([z.int().positive(), z.string()]).transform(String).optional(),
  }),
});
const updateBody = z.strictObject({
  request: z.strictObject({
    comment: commentBody.optional(),
    solved: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  }),
});

const isOfChat = (ticket: Ticket) => ticket.via.channel === 'native_messaging';

/** Whether the person may see it. That tickets of chats are among their requests is from a published answer of the API. */
function isShownTo(ticket: Ticket, user: User): boolean {
  const isVisible = isOfChat(ticket) || ticket.comments.some((comment) => comment.public);
  return ticket.requesterId === user.id && ticket.deleted === null && isVisible;
}

/** The request that a path names; 404 also if it is another's. */
function requestOf({ params, user }: ApiRequest, { store }: ApiContext): Ticket {
  const ticket = store.tickets.get(params.id ?? '');
  if (ticket === undefined || !isShownTo(ticket, user)) throw notFound();
  return ticket;
}

function isSolvableByRequester({ assigneeId, status }: Ticket): boolean {
  return assigneeId !== null && status !== 'solved' && status !== 'closed';
}

/** Tags and whatever else is the agents' own are no part of it. */
function wireRequest(ticket: Ticket, { baseUrl }: ApiContext): Record<string, unknown> {
  return {
    url: `${baseUrl}/api/v2/requests/${ticket.id}.json`,
    id: wireId(ticket.id),
    subject: ticket.subject,
    description: ticket.comments.find((comment) => comment.public)?.plain ?? '',
    status: ticket.status,
    priority: ticket.priority,
    type: null,
    requester_id: wireId(ticket.requesterId),
    assignee_id: wireIdOrNull(ticket.assigneeId),
    group_id: wireIdOrNull(ticket.groupId),
    organization_id: null,
    collaborator_ids: [],
    email_cc_ids: [],
    custom_fields: [],
    is_public: ticket.comments.some((comment) => comment.public),
    can_be_solved_by_me: isSolvableByRequester(ticket),
    solved: ticket.status === 'solved' || ticket.status === 'closed',
    followup_source_id: wireIdOrNull(ticket.followupOf),
    ticket_form_id: wireIdOrNull(ticket.formId),
    via: ticket.via,
    created_at: wireTime(ticket.createdAt),
    updated_at: wireTime(ticket.updatedAt),
  };
}

function wireRequestComment(
  comment: Comment,
  ticket: Ticket,
  { store, baseUrl }: ApiContext,
): Record<string, unknown> {
  return {
    id: wireId(comment.id),
    type: 'Comment',
    request_id: wireId(ticket.id),
    body: comment.plain,
    html_body: comment.html,
    plain_body: comment.plain,
    public: comment.public,
    author_id: wireId(comment.authorId),
    attachments: comment.attachments
      .filter(({ inline }) => !inline)
      .map((attachment) => wireAttachment(attachment, store, baseUrl)),
    created_at: wireTime(comment.createdAt),
  };
}

const urlOf = ({ path }: ApiRequest, { baseUrl }: ApiContext) => `${baseUrl}${path}`;

function ignoredKey({ report }: ApiRequest): (path: string) => void {
  return (path) => report(`a request has no writable ${path}; it is ignored`);
}

function listRequests(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query, user } = request;
  const timeOf = ({ createdAt, updatedAt }: Ticket) =>
    query.get('sort_by') === 'updated_at' ? updatedAt : createdAt;
  const sorted = [...context.store.tickets.values()]
    .filter((ticket) => isShownTo(ticket, user))
    .sort((one, other) => timeOf(one).getTime() - timeOf(other).getTime());
  const page = pageOf(sorted, query, urlOf(request, context), query.get('sort_order') === 'desc');
  const requests = page.items.map((ticket) => wireRequest(ticket, context));
  return { status: 200, body: { requests, ...page.envelope } };
}

function showRequest(request: ApiRequest, context: ApiContext): ApiAnswer {
  return { status: 200, body: { request: wireRequest(requestOf(request, context), context) } };
}

/** The closed request that a new one goes on from; with any other ticket the parameter has no effect. */
function followedRequest(
  id: string | undefined,
  { user, report }: ApiRequest,
  { store }: ApiContext,
): Ticket | null {
  if (id === undefined) return null;
  const ticket = store.tickets.get(id);
  if (ticket?.status === 'closed' && isShownTo(ticket, user)) return ticket;
  report('via_followup_source_id has no effect unless that ticket is closed');
  return null;
}

/** Which channel a request has that came by this endpoint is not documented; the reference's example has `web`. */
const channel = 'web';

function createRequest(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { user, report } = request;
  const { store, baseUrl } = context;
  const { request: wanted } = parseBody(createBody, request.body, ignoredKey(request));
  if (wanted.comment === undefined) throw recordInvalid('base', "Description: can't be blank");
  const closed = followedRequest(wanted.via_followup_source_id, request, context);
  const comment = commentFrom(context, null, user, { ...wanted.comment, public: true }, report);
  const { ticket, audit } = createTicket(
    store,
    { subject: wanted.subject, requesterId: user.id, followupOf: closed?.id },
    {
      actorId: user.id,
      via: closed === null ? viaChannel(channel) : viaFollowUp(channel, closed),
      comment,
      tags: closed?.tags,
    },
  );
  context.committed(audit);
  const location = `${baseUrl}/api/v2/requests/${ticket.id}.json`;
  return { status: 201, body: { request: wireRequest(ticket, context) }, headers: { location } };
}

function updateRequest(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { user, report } = request;
  const ticket = requestOf(request, context);
  context.limits.takeChangeOfTicket(user.id, ticket.id);
  const { request: wanted } = parseBody(updateBody, request.body, ignoredKey(request));
  checkNotClosed(ticket);
  const wantsSolved = String(wanted.solved) === 'true';
  const solves = wantsSolved && isSolvableByRequester(ticket);
  if (wantsSolved && !solves) report('solved has no effect unless can_be_solved_by_me is true');
  const comment =
    wanted.comment === undefined
      ? undefined
      : commentFrom(context, ticket, user, { ...wanted.comment, public: true }, report);
  const audit = applyUpdate(context.store, ticket, {
    actorId: user.id,
    via: viaChannel(channel),
    comment,
    status: solves ? 'solved' : undefined,
  });
  context.committed(audit);
  return { status: 200, body: { request: wireRequest(ticket, context) } };
}

function listRequestComments(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query } = request;
  const ticket = requestOf(request, context);
  const isNewestFirst = usesCursor(query)
    ? query.get('sort') === '-created_at'
    : query.get('sort_order') === 'desc';
  const seen = ticket.comments.filter((comment) => comment.public);
  const page = pageOf(seen, query, urlOf(request, context), isNewestFirst);
  const comments = page.items.map((comment) => wireRequestComment(comment, ticket, context));
  return { status: 200, body: { comments, ...page.envelope } };
}

// No scope of their own is documented for requests.
const read = { scope: { resource: null, access: 'read' }, allowedFor: 'end-users' } as const;
const write = { scope: { resource: null, access: 'write' }, allowedFor: 'end-users' } as const;
const requests = '/api/v2/requests';

/** What end users may do. */
export const requestRoutes: readonly Route[] = [
  { method: 'GET', pattern: requests, ...read, handle: listRequests },
  { method: 'POST', pattern: requests, ...write, handle: createRequest },
  { method: 'GET', pattern: `${requests}/:id`, ...read, handle: showRequest },
  { method: 'PUT', pattern: `${requests}/:id`, ...write, handle: updateRequest },
  { method: 'GET', pattern: `${requests}/:id/comments`, ...read, handle: listRequestComments },
];
