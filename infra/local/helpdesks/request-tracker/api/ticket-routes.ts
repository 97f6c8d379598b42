import * as z from 'zod';
import { type Ticket, timeOf, type User } from '../model.ts';
import { ticketMatcher } from '../query/fields.ts';
import { parseQuery, QueryError } from '../query/parse.ts';
import { holds, mayReadTransaction, visibleFields } from '../rights.ts';
import type { Store } from '../store.ts';
import { forbidden, found, notFound, refused, unsupported } from './answers.ts';
import { expandLinked, ticketAttributes } from './expand.ts';
import { listAnswer, sorted } from './paging.ts';
import { isJson, malformed, parsedJson } from './request-body.ts';
import type { ApiContext, ApiRequest, Route } from './routing.ts';
import { updateTicket } from './ticket-update.ts';
import { fieldLinks, fieldValues, historyLink, selfLink, uidOf } from './wire.ts';

/** The last transaction that the user may see. */
function etagOf(store: Store, user: User, ticket: Ticket): string {
  const seen = store.historyOf(ticket).filter((transaction) => mayReadTransaction(store, user, transaction));
  return String(Math.max(0, ...seen.map(({ id }) => id)));
}

const bare = (etag: string) => etag.trim().replace(/^"(.*)"$/, '$1');

/** Whether one of the ETags of a header is this one; undefined = the header is not there. */
function matches(header: string | undefined, etag: string): boolean | undefined {
  return header?.split(',').some((each) => bare(each) === etag || bare(each) === '*');
}

/** RT's offers of what can be done with a ticket in this status. */
const actions: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  new: [
    { to: 'open', label: 'Open It', update: 'Respond' },
    { to: 'resolved', label: 'Resolve', update: 'Comment' },
    { to: 'rejected', label: 'Reject', update: 'Respond' },
    { to: 'deleted', label: 'Delete' },
  ],
  open: [
    { to: 'stalled', label: 'Stall', update: 'Comment' },
    { to: 'resolved', label: 'Resolve', update: 'Comment' },
    { to: 'rejected', label: 'Reject', update: 'Respond' },
  ],
  stalled: [{ to: 'open', label: 'Open It' }],
  resolved: [{ to: 'open', label: 'Re-open', update: 'Comment' }],
  rejected: [{ to: 'open', label: 'Re-open', update: 'Comment' }],
  deleted: [{ to: 'open', label: 'Undelete' }],
};

function ticketLinks(ticket: Ticket, { user }: ApiRequest, { store, baseUrl }: ApiContext): object[] {
  const self = selfLink(baseUrl, 'ticket', ticket.id);
  const may = (right: 'ReplyToTicket' | 'CommentOnTicket' | 'ModifyTicket' | 'DeleteTicket') =>
    holds(user, ticket.queue, right);
  const step = { Respond: '/correspond', Comment: '/comment' };
  const lifecycle = (actions[ticket.status] ?? [])
    .filter(({ to }) => may(to === 'deleted' ? 'DeleteTicket' : 'ModifyTicket'))
    .map((action) => ({
      ...action,
      from: ticket.status,
      ref: 'lifecycle',
      _url: `${self._url}${Object.entries(step).find(([name]) => name === action.update)?.[1] ?? ''}`,
    }));
  return [
    self,
    ...fieldLinks(baseUrl, visibleFields(store, user, ticket, 'ticket')),
    historyLink(baseUrl, 'ticket', ticket.id),
    ...(may('ReplyToTicket') ? [{ ref: 'correspond', _url: `${self._url}/correspond` }] : []),
    ...(may('CommentOnTicket') ? [{ ref: 'comment', _url: `${self._url}/comment` }] : []),
    ...lifecycle,
  ];
}

function showTicket(request: ApiRequest, context: ApiContext) {
  const { store, baseUrl } = context;
  const ticket = store.ticketAt(Number(request.params[0]));
  if (ticket === undefined) throw notFound();
  if (!holds(request.user, ticket.queue, 'ShowTicket')) throw forbidden();
  const etag = etagOf(store, request.user, ticket);
  const headers = { etag: `"${etag}"`, 'last-modified': timeOf(ticket.lastUpdatedAt) };
  if (matches(request.headers['if-match'], etag) === false) throw refused(412, 'Precondition Failed');
  if (matches(request.headers['if-none-match'], etag) === true) return { status: 304, headers, body: '' };
  const linked = (name: string, user: User) =>
    expandLinked({ kind: 'user', user }, `fields[${name}]`, { request, context });
  const people = (users: readonly User[]) => users.map((user) => uidOf(baseUrl, { kind: 'user', user }));
  const answer = {
    id: ticket.id,
    ...ticketAttributes(ticket),
    EffectiveId: uidOf(baseUrl, { kind: 'ticket', ticket }),
    Queue: expandLinked({ kind: 'queue', queue: ticket.queue }, 'fields[Queue]', { request, context }),
    Owner: linked('Owner', store.nobody),
    Creator: linked('Creator', ticket.creator),
    LastUpdatedBy: linked('LastUpdatedBy', ticket.lastUpdatedBy),
    ...{ Requestor: people(ticket.requestors), Cc: people(ticket.ccs), AdminCc: [] },
    CustomFields: fieldValues(baseUrl, visibleFields(store, request.user, ticket, 'ticket'), ticket.values),
    _hyperlinks: ticketLinks(ticket, request, context),
  };
  return found(answer, headers);
}

const jsonObject = z.record(z.string(), z.unknown());

/** RT looks at the JSON before it looks at anything else. */
function updateBody(request: ApiRequest): Record<string, unknown> {
  const { raw, report } = request;
  if (!isJson(request)) return {};
  const text = raw.toString('utf8');
  if (text === '') return {};
  const parsed = jsonObject.safeParse(parsedJson(text, report));
  if (!parsed.success) throw malformed('JSON object must be a HASH', report);
  return parsed.data;
}

function putTicket(request: ApiRequest, context: ApiContext) {
  const { store } = context;
  const body = updateBody(request);
  const ticket = store.ticketAt(Number(request.params[0]));
  if (ticket !== undefined && !holds(request.user, ticket.queue, 'ShowTicket')) throw forbidden();
  if (!isJson(request)) throw unsupported();
  if (ticket === undefined) throw refused(404, 'Resource does not exist; use POST to create');
  const etag = etagOf(store, request.user, ticket);
  if (matches(request.headers['if-match'], etag) === false) throw refused(412, 'Precondition Failed');
  return found(updateTicket(ticket, body, request, context));
}

/** Deleted and merged tickets are not found. */
function searchTickets(request: ApiRequest, context: ApiContext) {
  const { store } = context;
  const { query, user } = request;
  try {
    const parsed = parseQuery(query.get('query') ?? '');
    const isFound = parsed === null ? () => false : ticketMatcher(parsed, { store, user });
    const tickets = [...store.tickets.values()].filter(
      (ticket) =>
        ticket.mergedInto === null &&
        ticket.status !== 'deleted' &&
        holds(user, ticket.queue, 'ShowTicket') &&
        isFound(ticket),
    );
    const sorting = {
      id: ({ id }: Ticket) => id,
      Created: ({ createdAt }: Ticket) => createdAt.getTime(),
      LastUpdated: ({ lastUpdatedAt }: Ticket) => lastUpdatedAt.getTime(),
    };
    const items = sorted(tickets, query, sorting).map((ticket) => ({ kind: 'ticket', ticket }) as const);
    return listAnswer({ items, maySee: () => true, isCounted: true }, request, context);
  } catch (error) {
    if (error instanceof QueryError) throw refused(400, error.message);
    throw error;
  }
}

export const ticketRoutes: readonly Route[] = [
  {
    pattern: /^\/ticket\/(\d+)\/?$/,
    handle: {
      GET: showTicket,
      PUT: putTicket,
      POST: () => {
        throw refused(409, 'Resource already exists; use PUT to update');
      },
    },
  },
  { pattern: /^\/tickets\/?$/, handle: { GET: searchTickets, POST: searchTickets } },
];
