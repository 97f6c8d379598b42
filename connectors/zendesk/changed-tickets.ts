import * as z from 'zod/mini';
import { parseInstant } from '../kit/instant.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import { type ChangedTicket, exportAnswer, ticketListAnswer } from './wire-api.ts';

/** Each may cost a call for its comments: a page takes seconds, and ten exports a minute leave others their share of the limit. */
const ticketsPerPage = 25;
/** Zendesk leaves out what changed within the last minute, and refuses to begin there; one second more for the clocks. */
const exportLagMs = 61_000;

/** How far one is: `export` goes from the oldest change on, `list` from the newest back. `after` null = at the beginning. */
export const position = z.object({ way: z.enum(['export', 'list']), after: z.nullable(z.string()) });
export type Position = z.infer<typeof position>;
export const beginning: Position = { way: 'export', after: null };

/** `next` null = that was all. */
export type ChangedTickets = Readonly<{ tickets: readonly ChangedTicket[]; next: Position | null }>;

/**
 * The next page of the tickets that changed at `since` or later, deleted ones among them. By the incremental export, which
 * is for admins alone; where that is refused, by the list of tickets in the order of their last change, which agents may
 * read, and which has no deleted ones. A position that Zendesk does not know any more begins again.
 * https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
export async function changedTickets(
  api: Api,
  since: Date,
  at: Position,
  now: Date,
): Promise<ApiResult<ChangedTickets>> {
  const page = at.way === 'export' ? await exported(api, since, at.after, now) : await listed(api, since, at);
  if (page.kind === 'ok') return page;
  if (at.way === 'export' && isForbidden(page)) return listed(api, since, { after: null });
  if (at.after !== null && isRefused(page)) return changedTickets(api, since, { ...at, after: null }, now);
  return page;
}

async function exported(
  api: Api,
  since: Date,
  after: string | null,
  now: Date,
): Promise<ApiResult<ChangedTickets>> {
  const startMs = Math.min(since.getTime(), now.getTime() - exportLagMs);
  const query = new URLSearchParams({
    per_page: String(ticketsPerPage),
    ...(after === null ? { start_time: String(Math.floor(startMs / 1000)) } : { cursor: after }),
  });
  const path = `/api/v2/incremental/tickets/cursor?${query}`;
  const answer = await api.call({ method: 'GET', path }, exportAnswer);
  if (answer.kind !== 'ok') return answer;
  const { tickets, after_cursor, end_of_stream } = answer.value;
  const isLast = end_of_stream || after_cursor === null || after_cursor === after;
  return {
    kind: 'ok',
    value: { tickets: known(tickets), next: isLast ? null : { way: 'export', after: after_cursor } },
  };
}

/** A ticket that changes meanwhile moves to the front, where the next look finds it. */
async function listed(
  api: Api,
  since: Date,
  { after }: Pick<Position, 'after'>,
): Promise<ApiResult<ChangedTickets>> {
  const query = new URLSearchParams({ sort: '-updated_at', 'page[size]': String(ticketsPerPage) });
  if (after !== null) query.set('page[after]', after);
  const answer = await api.call({ method: 'GET', path: `/api/v2/tickets?${query}` }, ticketListAnswer);
  if (answer.kind !== 'ok') return answer;
  const { tickets, meta } = answer.value;
  // Times are in whole seconds.
  const sinceMs = Math.floor(since.getTime() / 1000) * 1000;
  const changed = known(tickets).filter((ticket) => changedMs(ticket) >= sinceMs);
  const isLast = changed.length < tickets.length || meta?.has_more !== true || meta.after_cursor === null;
  return {
    kind: 'ok',
    value: { tickets: changed, next: isLast ? null : { way: 'list', after: meta.after_cursor } },
  };
}

/** Without a time it counts as changed: one reading too many. */
const changedMs = ({ updated_at }: ChangedTicket) =>
  parseInstant(updated_at ?? '')?.getTime() ?? Number.POSITIVE_INFINITY;

const known = (tickets: readonly (ChangedTicket | null)[]) => tickets.flatMap((ticket) => ticket ?? []);

function isForbidden(answer: ApiFailure): boolean {
  return answer.kind === 'failed' && answer.failure.kind === 'unauthorised' && answer.failure.status === 403;
}

const isRefused = (answer: ApiFailure) =>
  answer.kind === 'not-found' ||
  answer.kind === 'invalid' ||
  (answer.kind === 'failed' && answer.failure.kind === 'refused');
