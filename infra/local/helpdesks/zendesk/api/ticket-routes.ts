import { forbidden, idempotencyMismatch, notFound, recordInvalid } from '../errors.ts';
import { type Audit, type Ticket, type User, viaFollowUp } from '../model.ts';
import { agentDeletes } from '../redaction.ts';
import { applyUpdate, createTicket } from '../ticket-updates.ts';
import { parseBody, type TicketCreateBody, ticketCreateBody, ticketUpdateBody } from './bodies.ts';
import { sortedTickets } from './changed-tickets.ts';
import { pageOf, usesCursor } from './paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { checkNotClosed, checkSafeUpdate, ticketUpdateFrom } from './ticket-rules.ts';
import { authorsOf, wireAudit, wireComment, wireTicket } from './wire.ts';

/** The ticket that a path names, or 404. */
export function ticketOf(request: ApiRequest, context: ApiContext): Ticket {
  const ticket = context.store.tickets.get(request.params.id ?? '');
  if (ticket === undefined || ticket.deleted !== null) throw notFound();
  return ticket;
}

function urlOf(request: ApiRequest, context: ApiContext): string {
  return `${context.baseUrl}${request.path}`;
}

function ignoredKey(request: ApiRequest): (path: string) => void {
  return (path) => request.report(`Zendesk has no writable ${path}; it is ignored`);
}

function listTickets(request: ApiRequest, context: ApiContext): ApiAnswer {
  if (usesCursor(request.query)) return sortedTickets(request, context);
  const { store, baseUrl } = context;
  if (request.query.has('sort'))
    request.report('sort has no effect on tickets without cursor paging (page[size])');
  const existing = [...store.tickets.values()].filter(({ deleted }) => deleted === null);
  const page = pageOf(existing, request.query, urlOf(request, context), false);
  const tickets = page.items.map((ticket) => wireTicket(ticket, store, baseUrl));
  return { status: 200, body: { tickets, ...page.envelope } };
}

function showTicket(request: ApiRequest, context: ApiContext): ApiAnswer {
  const ticket = ticketOf(request, context);
  return { status: 200, body: { ticket: wireTicket(ticket, context.store, context.baseUrl) } };
}

function answerWith(ticket: Ticket, audit: Audit, context: ApiContext): unknown {
  const { store, baseUrl } = context;
  return { ticket: wireTicket(ticket, store, baseUrl), audit: wireAudit(audit, ticket, context) };
}

function updateTicket(request: ApiRequest, context: ApiContext): ApiAnswer {
  const ticket = ticketOf(request, context);
  const headers = context.limits.takeTicketUpdate(request.user.id, ticket.id);
  if (request.headers['idempotency-key'] !== undefined)
    request.report('Idempotency-Key has no effect on an update');
  const { ticket: wanted } = parseBody(ticketUpdateBody, request.body, ignoredKey(request));
  checkNotClosed(ticket);
  checkSafeUpdate(ticket, wanted, request.report);
  const update = ticketUpdateFrom(context, ticket, request.user, wanted, request.report);
  const audit = applyUpdate(context.store, ticket, update);
  context.committed(audit);
  return { status: 200, body: answerWith(ticket, audit, context), headers };
}

/** The closed ticket that a new one goes on from; with any other the parameter has no effect. */
function followedTicket(wanted: TicketCreateBody, request: ApiRequest, context: ApiContext): Ticket | null {
  const id = wanted.via_followup_source_id;
  if (id === undefined) return null;
  const ticket = context.store.tickets.get(id);
  if (ticket?.status === 'closed' && ticket.deleted === null) return ticket;
  request.report('via_followup_source_id has no effect unless that ticket is closed');
  return null;
}

/** "The submitter always becomes the author of the first comment on the ticket." */
function withSubmitter(wanted: TicketCreateBody): TicketCreateBody {
  const { comment, submitter_id: submitter } = wanted;
  if (comment === undefined || submitter === undefined) return wanted;
  return { ...wanted, comment: { ...comment, author_id: submitter } };
}

function createFrom(
  user: User,
  wanted: TicketCreateBody,
  request: ApiRequest,
  context: ApiContext,
): ApiAnswer {
  if (wanted.comment === undefined) throw recordInvalid('base', "Description: can't be blank");
  const requesterId = wanted.requester_id ?? user.id;
  if (!context.store.users.has(requesterId)) throw recordInvalid('requester', 'Requester: is invalid');
  const closed = followedTicket(wanted, request, context);
  const update = ticketUpdateFrom(context, null, user, withSubmitter(wanted), request.report);
  const { ticket, audit } = createTicket(
    context.store,
    {
      subject: wanted.subject ?? '',
      requesterId,
      submitterId: wanted.submitter_id,
      brandId: wanted.brand_id,
      groupId: wanted.group_id,
      formId: wanted.ticket_form_id,
      assigneeId: wanted.assignee_id,
      followupOf: closed?.id,
    },
    // A follow-up has its source's tags unless the request names some.
    closed === null
      ? update
      : { ...update, via: viaFollowUp('api', closed), tags: update.tags ?? closed.tags },
  );
  context.committed(audit);
  const location = `${context.baseUrl}/api/v2/tickets/${ticket.id}.json`;
  return { status: 201, body: answerWith(ticket, audit, context), headers: { location } };
}

type Remembered = Readonly<{ request: string; answer: ApiAnswer; at: number }>;
/** A key is kept for two hours. */
const idempotencyMs = 7_200_000;
const maxIdempotencyKeyLength = 255;

/** `POST /tickets`, the only endpoint that knows `Idempotency-Key`. */
function ticketCreator(): Route['handle'] {
  const remembered = new Map<string, Remembered>();
  return (request, context) => {
    const { ticket: wanted } = parseBody(ticketCreateBody, request.body, ignoredKey(request));
    const key = request.headers['idempotency-key'];
    if (key === undefined) return createFrom(request.user, wanted, request, context);
    if (key.length > maxIdempotencyKeyLength) throw idempotencyMismatch();
    const now = context.store.now().getTime();
    const body = JSON.stringify(request.body);
    const earlier = remembered.get(key);
    if (earlier !== undefined && now - earlier.at < idempotencyMs) {
      if (earlier.request !== body) throw idempotencyMismatch();
      return { ...earlier.answer, headers: { ...earlier.answer.headers, 'x-idempotency-lookup': 'hit' } };
    }
    const answer = createFrom(request.user, wanted, request, context);
    remembered.set(key, { request: body, answer, at: now });
    return { ...answer, headers: { ...answer.headers, 'x-idempotency-lookup': 'miss' } };
  };
}

/** Admins may, agents where the account's setting says so. */
function deleteTicket(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { id } = ticketOf(request, context);
  const { user } = request;
  if (user.role !== 'admin' && !context.settings.agentsCanDeleteTickets) throw forbidden();
  context.committed(agentDeletes(context.store, id, { agentId: user.id }));
  return { status: 204, body: null };
}

function listComments(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query } = request;
  const { store, baseUrl } = context;
  const ticket = ticketOf(request, context);
  const wantsNewest = query.get('sort') === '-created_at';
  if (query.has('sort') && !usesCursor(query))
    request.report('sort has no effect on comments without cursor paging (page[size])');
  const newestFirst = usesCursor(query) ? wantsNewest : query.get('sort_order') === 'desc';
  const page = pageOf(ticket.comments, query, urlOf(request, context), newestFirst);
  const inlineImages = query.get('include_inline_images') === 'true';
  const comments = page.items.map((comment) => wireComment(comment, { store, baseUrl, inlineImages }));
  const users = query.get('include') === 'users' ? { users: authorsOf(page.items, store) } : {};
  return { status: 200, body: { comments, ...users, ...page.envelope } };
}

function listAudits(request: ApiRequest, context: ApiContext): ApiAnswer {
  const ticket = ticketOf(request, context);
  const newestFirst = request.query.get('sort') === '-created_at';
  const page = pageOf(ticket.audits, request.query, urlOf(request, context), newestFirst);
  const audits = page.items.map((audit) => wireAudit(audit, ticket, context));
  return { status: 200, body: { audits, ...page.envelope } };
}

const read = { resource: 'tickets', access: 'read' } as const;
const write = { resource: 'tickets', access: 'write' } as const;

/** The endpoints of tickets, their comments and their audits. */
export function ticketRoutes(): readonly Route[] {
  return [
    { method: 'GET', pattern: '/api/v2/tickets', scope: read, handle: listTickets },
    { method: 'POST', pattern: '/api/v2/tickets', scope: write, handle: ticketCreator() },
    { method: 'GET', pattern: '/api/v2/tickets/:id', scope: read, handle: showTicket },
    { method: 'PUT', pattern: '/api/v2/tickets/:id', scope: write, handle: updateTicket },
    { method: 'DELETE', pattern: '/api/v2/tickets/:id', scope: write, handle: deleteTicket },
    { method: 'GET', pattern: '/api/v2/tickets/:id/comments', scope: read, handle: listComments },
    // Zendesk: ticket audits need the global scope `read`; `tickets:read` and `auditlogs:read` do not open them.
    {
      method: 'GET',
      pattern: '/api/v2/tickets/:id/audits',
      scope: { resource: null, access: 'read' },
      handle: listAudits,
    },
  ];
}
