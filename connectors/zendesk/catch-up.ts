import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { CatchUpFrom, CatchUpOutcome, Interpretation, ReadFailure } from '../contract.ts';
import { parseJson } from '../kit/json.ts';
import { instant } from '../kit/wire.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import { beginning, changedTickets, position } from './changed-tickets.ts';
import { foundIn } from './found-in-ticket.ts';
import type { Window } from './window.ts';
import type { ChangedTicket } from './wire-api.ts';

/**
 * What changed within the last minute is not exported yet; another one, since a ticket's place in the export may be somewhat
 * later than its comment.
 */
const settledMs = 120_000;
/**
 * How much older than the look before a comment may be. A ticket that changes again moves: out of the export if it did in the
 * minute before a look, past the reader while a look goes on. It comes with the next look.
 */
const reachBackMs = 3_600_000;
const ticketsReadAtOnce = 2;

/** One look goes through all tickets that changed since the look before; it may take several pages. */
const look = z.object({
  /** Where the first look began: nothing older is for us. */
  start: instant,
  /** Where the look before this one began. */
  before: instant,
  /** Tickets that changed since. */
  from: instant,
  /** Of a look under way: where the next one begins, and how far this one is. */
  underWay: z.optional(z.object({ upTo: instant, at: position })),
});
type Look = z.infer<typeof look>;

/**
 * One page of tickets that changed, each with what people wrote in it lately. Costs one call for the page (one more for who
 * is no admin) and for each ticket in scope one call for its comments, of a chat's ticket a second one.
 */
export async function catchUp(
  api: Api,
  settings: AccountSettings,
  wanted: CatchUpFrom,
  now: () => Date,
): Promise<CatchUpOutcome> {
  const { start, before, from, underWay } = lookOf(wanted);
  const { upTo, at } = underWay ?? { upTo: settledAt(wanted.until, now()), at: beginning };
  const page = await changedTickets(api, new Date(from), at, now());
  if (page.kind !== 'ok') return failureOf(page);
  const oldestMs = Math.max(Date.parse(start), Date.parse(before) - reachBackMs);
  // A comment's time is cut to the second.
  const afterMs = Math.floor(oldestMs / 1000) * 1000 - 1;
  const window: Window = { afterMs, untilMs: wanted.until.getTime() };
  const found = await foundInAll(page.value.tickets, (ticket) => foundIn(api, settings, ticket, window));
  if (found.kind !== 'ok') return failureOf(found);
  const { next } = page.value;
  const then: Look =
    next === null
      ? { start, before: from, from: upTo }
      : { start, before, from, underWay: { upTo, at: next } };
  return { kind: 'page', found: found.value, cursor: JSON.stringify(then), isLast: next === null };
}

/** What is not one of our cursors counts as none: then it begins where whoever asks would begin. */
function lookOf({ cursor, since }: CatchUpFrom): Look {
  const json = parseJson(cursor ?? '');
  const known = json.ok ? z.safeParse(look, json.value) : null;
  if (known?.success) return known.data;
  const start = since.toISOString();
  return { start, before: start, from: start };
}

/** Up to there a look that begins now misses nothing, so that the next one goes on from there. */
function settledAt(until: Date, now: Date): string {
  return new Date(Math.min(until.getTime(), now.getTime() - settledMs)).toISOString();
}

/** Few at once: the calls count towards a limit of which the notes need their share. Ends at the first failure. */
async function foundInAll(
  tickets: readonly ChangedTicket[],
  read: (ticket: ChangedTicket) => Promise<ApiResult<readonly Interpretation[]>>,
): Promise<ApiResult<readonly Interpretation[]>> {
  const found: Interpretation[] = [];
  for (let index = 0; index < tickets.length; index += ticketsReadAtOnce) {
    const results = await Promise.all(tickets.slice(index, index + ticketsReadAtOnce).map(read));
    for (const result of results) {
      if (result.kind !== 'ok') return result;
      found.push(...result.value);
    }
  }
  return { kind: 'ok', value: found };
}

function failureOf(answer: ApiFailure): ReadFailure {
  switch (answer.kind) {
    case 'failed':
      return answer.failure;
    case 'conflict':
      return { kind: 'throttled', retryAfterMs: null };
    case 'not-found':
      return { kind: 'refused', status: 404, code: 'http-404', expected: false };
    case 'invalid':
      return { kind: 'refused', status: 422, code: 'http-422', expected: false };
  }
}
