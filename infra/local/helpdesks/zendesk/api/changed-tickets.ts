import { forbidden, invalidAttribute, tooRecentStartTime } from '../errors.ts';
import type { Ticket } from '../model.ts';
import { wholeSecond } from '../ticket-updates.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { wireTicket } from './wire.ts';

/** Which tickets changed, told in two ways: the incremental export, which only admins may have, and the list of tickets. */

const maxExported = 1000;
const knownParameters = [
  'start_time',
  'cursor',
  'per_page',
  'exclude_deleted',
  'support_type_scope',
  'include',
];

/** Where a page ended: the second in which its last ticket changed, and that ticket. */
type Place = Readonly<{ seconds: number; ticketId: string }>;

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

/** The form of a cursor in Zendesk's examples: base64 of `1576613539.0||467|`. */
function cursorOf({ seconds, ticketId }: Place): string {
  return Buffer.from(`${seconds}.0||${ticketId}|`).toString('base64');
}

/** What an unreadable cursor is answered with is not documented. */
function placeOf(cursor: string, name: string): Place {
  const text = Buffer.from(cursor, 'base64').toString();
  const [, seconds, ticketId] = /^(\d+)\.0\|\|(.*)\|$/.exec(text) ?? [];
  if (seconds === undefined || ticketId === undefined) throw invalidAttribute(name, 'Invalid cursor.');
  return { seconds: Number(seconds), ticketId };
}

/** Numbers by their size, other ids after them. */
function compareIds(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return one < other ? -1 : Number(one > other);
}

function comparePlaces(one: Place, other: Place): number {
  return one.seconds - other.seconds || compareIds(one.ticketId, other.ticketId);
}

const exportedAt = (ticket: Ticket): Place => ({
  seconds: secondsOf(ticket.generatedAt),
  ticketId: ticket.id,
});

/** Deleted tickets stay in the stream. What they said does not, once they are deleted for good (words not documented). */
function exported(ticket: Ticket, { store, baseUrl }: ApiContext): Record<string, unknown> {
  const wire = wireTicket(ticket, store, baseUrl);
  if (ticket.deleted === null) return wire;
  const scrubbed = { subject: 'SCRUBBED', raw_subject: 'SCRUBBED', description: 'SCRUBBED' };
  return { ...wire, status: 'deleted', ...(ticket.deleted === 'permanent' ? scrubbed : {}) };
}

function perPageOf(query: URLSearchParams): number {
  const wanted = Number(query.get('per_page') ?? maxExported);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > maxExported)
    throw invalidAttribute('per_page', `Must be between 1 and ${maxExported}.`);
  return wanted;
}

/** The place behind which the page begins; tickets of the wanted second itself are in it. */
function startOf(query: URLSearchParams, newest: number): Place {
  const cursor = query.get('cursor');
  if (cursor !== null) return placeOf(cursor, 'cursor');
  const wanted = Number(query.get('start_time') ?? Number.NaN);
  if (!Number.isInteger(wanted)) throw invalidAttribute('start_time', 'Must be a Unix time.');
  if (wanted > newest) throw tooRecentStartTime();
  return { seconds: wanted, ticketId: '' };
}

/**
 * `GET /api/v2/incremental/tickets/cursor`: in the order of `generated_timestamp`, without what changed in the last minute.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
function exportTickets(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { query, user } = request;
  const { store, limits, settings, baseUrl } = context;
  if (user.role !== 'admin') throw forbidden();
  limits.takeIncrementalExport();
  for (const name of query.keys())
    if (!knownParameters.includes(name)) request.report(`the incremental export knows no ${name}`);
  if (query.has('cursor') && query.has('start_time'))
    request.report('start_time has no effect with a cursor');
  const newest = secondsOf(new Date(store.now().getTime() - settings.exportLagMs));
  const start = startOf(query, newest);
  const wanted = [...store.tickets.values()]
    .filter((ticket) => query.get('exclude_deleted') !== 'true' || ticket.deleted === null)
    .map((ticket) => ({ ticket, place: exportedAt(ticket) }))
    .filter(({ place }) => place.seconds <= newest && comparePlaces(place, start) > 0)
    .sort((one, other) => comparePlaces(one.place, other.place));
  const page = wanted.slice(0, perPageOf(query));
  const after = cursorOf(page.at(-1)?.place ?? start);
  return {
    status: 200,
    body: {
      tickets: page.map(({ ticket }) => exported(ticket, context)),
      after_cursor: after,
      after_url: `${baseUrl}${request.path}.json?cursor=${encodeURIComponent(after)}`,
      before_cursor: null,
      before_url: null,
      end_of_stream: page.length === wanted.length,
    },
  };
}

const updatedAt = (ticket: Ticket): Place => ({
  seconds: secondsOf(wholeSecond(ticket.updatedAt)),
  ticketId: ticket.id,
});
const byId = (ticket: Ticket): Place => ({ seconds: 0, ticketId: ticket.id });

/** What cursor pages of tickets can be sorted by, here without `status`. */
const sortKeys: Readonly<Record<string, (ticket: Ticket) => Place>> = { id: byId, updated_at: updatedAt };
const maxListed = 100;

/**
 * Cursor pages of `GET /api/v2/tickets?sort=…`. A page begins behind the last ticket of the one before, wherever tickets
 * have moved meanwhile. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#sorting
 */
export function sortedTickets(request: ApiRequest, { store, baseUrl }: ApiContext): ApiAnswer {
  const { query } = request;
  const sort = query.get('sort') ?? 'id';
  const keyOf = sortKeys[sort.replace(/^-/, '')];
  if (keyOf === undefined) throw invalidAttribute('sort', 'Must be one of id, updated_at.');
  const size = Number(query.get('page[size]') ?? maxListed);
  if (!Number.isInteger(size) || size < 1 || size > maxListed)
    throw invalidAttribute('page[size]', `Must be between 1 and ${maxListed}.`);
  const direction = sort.startsWith('-') ? -1 : 1;
  const cursor = query.get('page[after]');
  const start = cursor === null ? null : placeOf(cursor, 'page[after]');
  const wanted = [...store.tickets.values()]
    .filter(({ deleted }) => deleted === null)
    .map((ticket) => ({ ticket, place: keyOf(ticket) }))
    .filter(({ place }) => start === null || comparePlaces(place, start) * direction > 0)
    .sort((one, other) => comparePlaces(one.place, other.place) * direction);
  const page = wanted.slice(0, size);
  const last = page.at(-1);
  const hasMore = page.length < wanted.length && last !== undefined;
  const after = hasMore ? cursorOf(last.place) : null;
  const next = new URLSearchParams(query);
  if (after !== null) next.set('page[after]', after);
  return {
    status: 200,
    body: {
      tickets: page.map(({ ticket }) => wireTicket(ticket, store, baseUrl)),
      meta: { has_more: hasMore, after_cursor: after, before_cursor: null },
      links: { next: hasMore ? `${baseUrl}${request.path}?${next}` : null, prev: null },
    },
  };
}

export const changedTicketRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/incremental/tickets/cursor',
    // No scope of its own is documented, so the strictest counts.
    scope: { resource: null, access: 'read' },
    handle: exportTickets,
  },
];
