import type { AccountSettings } from '../account.ts';
import type { CatchUpFrom, CatchUpOutcome, Interpretation, Place } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import type { Api, ApiResult } from './api.ts';
import { cursorAfter, type Start, startOf } from './catch-up-cursor.ts';
import { needsRank, ticketFactsOf, whoseOf } from './hydrate.ts';
import { interpretDeletion } from './interpret.ts';
import { saidIn } from './parts.ts';
import {
  failureOf,
  findTransactions,
  isForbidden,
  ok,
  quoted,
  readTexts,
  readTicket,
  readTickets,
} from './read.ts';
import { isMessageType, type MessageType, messageTypes, type Whose } from './whose-message.ts';
import type { Attachment, Ticket, Transaction } from './wire-api.ts';

export type IsPrivileged = (login: string) => Promise<ApiResult<boolean>>;

type CatchUpJob = Readonly<{
  api: Api;
  settings: AccountSettings;
  /** Asks whether RT counts a user as staff; may remember. */
  isPrivileged: IsPrivileged;
}>;

/** RT deletes a ticket by its status. */
const deletion = { type: 'Status', to: 'deleted' } as const;

const hourMs = 3_600_000;

/** RT reads the times of a query in the time zone of our user, which is nowhere to be seen; none is farther from UTC. */
const farthestZoneMs = 14 * hourMs;

/** How far a transaction's time may lie from the order of the ids: clocks differ, and a long one has the time it began. */
const disorderMs = hourMs;

/**
 * The next page of what was written. Ids give the order, since two may be of the same second. A page may hold fewer than
 * there are, so that only an empty one, or one that comes to what is too young, is the last. What is dated before the first
 * look, or far in the future, was brought in from elsewhere: it is stepped over. What is older than the last look is not: a look
 * without the rights to see it finds nothing, and counts as complete.
 */
export async function catchUp(job: CatchUpJob, from: CatchUpFrom): Promise<CatchUpOutcome> {
  const start = startOf(from);
  const page = await findTransactions(job.api, queryOf(start, job.settings));
  if (page.kind !== 'ok') return failureOf(page);
  const { items, lastId, count } = page.value;
  const untilMs = from.until.getTime();
  const youngFrom = items.findIndex(({ Created }) => isBetween(Created, untilMs + 1, untilMs + disorderMs));
  const due = youngFrom < 0 ? items : items.slice(0, youngFrom);
  const earliestMs = start.since?.getTime() ?? from.since.getTime() - disorderMs;
  const meant = due.filter(({ Created }) => isBetween(Created, earliestMs, untilMs));
  const found = await interpretAll(job, meant);
  if (found.kind !== 'ok') return failureOf(found);
  return {
    kind: 'page',
    found: [...found.value, ...meant.flatMap((each) => deletionIn(each, job.settings))],
    cursor: cursorAfter(youngFrom < 0 ? lastId : (due.at(-1)?.id ?? null), start),
    isLast: count === 0 || youngFrom >= 0,
  };
}

/** The ticket is not read for it: many are deleted at once, and there is nothing more to say of them. */
function deletionIn(
  { id: transaction, Type: type, ObjectId: ticket, Created: created, Creator }: Transaction,
  settings: AccountSettings,
): Interpretation[] {
  if (type !== deletion.type || ticket === null) return [];
  const nothing = { subject: null, priority: null, tags: [], queue: null, requestor: null };
  const told = { ...nothing, requestor_lang: null, status: deletion.to };
  return [interpretDeletion({ ticket, transaction, created, creator: Creator.id, ...told }, settings)];
}

function isBetween(time: string, fromMs: number, toMs: number): boolean {
  const timeMs = Date.parse(time);
  return timeMs >= fromMs && timeMs <= toMs;
}

function queryOf(start: Start, { runtimeUserId, runtimeUserIsDedicated }: AccountSettings): string {
  const types = [
    ...messageTypes.map((type) => `Type = '${type}'`),
    `(Type = '${deletion.type}' AND NewValue = '${deletion.to}')`,
  ].join(' OR ');
  return [
    "ObjectType = 'RT::Ticket'",
    `(${types})`,
    ...(runtimeUserIsDedicated ? [`Creator != ${quoted(runtimeUserId)}`] : []),
    start.afterId === null
      ? `Created > '${sqlTime(new Date(start.since.getTime() - farthestZoneMs))}'`
      : `id > ${start.afterId}`,
  ].join(' AND ');
}

const sqlTime = (time: Date) => time.toISOString().slice(0, 19).replace('T', ' ');

type Found = Readonly<{
  transaction: Transaction;
  ticket: Ticket;
  type: MessageType;
  whose: Whose;
  place: Place;
}>;

/** What the deliveries would have meant. Of customers' messages there is a hint: what is known already is not read again. */
async function interpretAll(
  { api, settings, isPrivileged }: CatchUpJob,
  transactions: readonly Transaction[],
): Promise<ApiResult<readonly Interpretation[]>> {
  const messages = transactions.filter(({ Type }) => isMessageType(Type));
  const tickets = await ticketsOf(api, messages);
  if (tickets.kind !== 'ok') return tickets;
  const found: Found[] = [];
  for (const transaction of messages) {
    const { id, Type: type, Created, ObjectId, Creator } = transaction;
    const ticket = tickets.value.get(ObjectId ?? '');
    if (ticket === undefined || ObjectId === null || !isMessageType(type)) continue;
    const staff = needsRank(transaction, ticket) ? await isPrivileged(Creator.id) : ok(false);
    // A user that RT cannot tell of must not stop the others; whether they are staff nobody knows.
    if (isRefused(staff)) continue;
    if (staff.kind !== 'ok') return staff;
    const whose = whoseOf({ transaction, ticket, type, isPrivileged: staff.value }, settings);
    const place = { ticket: ObjectId, message: id, occurredAt: Created };
    found.push({ transaction, ticket, type, whose, place });
  }
  const texts = await readTextsOfEach(
    api,
    found.flatMap(({ whose, place }) => (whose.kind === 'staff' ? [place.message] : [])),
  );
  if (texts.kind !== 'ok') return texts;
  const textOf = (message: string) =>
    saidIn(texts.value.filter(({ TransactionId }) => TransactionId === message)).text;
  return ok(found.map((each) => interpretationOf(each, settings, textOf)));
}

/** Together; where RT refuses that one by one, and one that it refuses has no text. */
async function readTextsOfEach(
  api: Api,
  transactions: readonly string[],
): Promise<ApiResult<readonly Attachment[]>> {
  const together = await readTexts(api, transactions);
  if (!isRefused(together)) return together;
  const found: Attachment[] = [];
  for (const id of transactions) {
    const alone = await readTexts(api, [id]);
    if (isRefused(alone)) continue;
    if (alone.kind !== 'ok') return alone;
    found.push(...alone.value);
  }
  return ok(found);
}

function interpretationOf(
  { ticket, type, whose, place }: Found,
  settings: AccountSettings,
  textOf: (message: string) => string,
): Interpretation {
  if (whose.kind === 'skipped') return { kind: 'skipped', reason: whose.reason, place };
  const ticketFacts = ticketFactsOf(ticket, settings);
  if (!inScope(settings.scope, ticketFacts)) return { kind: 'skipped', reason: 'out-of-scope', place };
  if (whose.kind === 'customer')
    return { kind: 'hint', hint: { ...place, ticketFacts, about: 'message-id' } };
  const { author, otherwise } = whose;
  const said = { text: textOf(place.message), isPublic: type !== 'Comment' };
  return { kind: 'staff-comment', comment: { ...place, ticketFacts, author, otherwise, ...said } };
}

/** The tickets by the ids that their transactions name. Those that a search leaves out (merged, deleted) are asked for one by one. */
async function ticketsOf(
  api: Api,
  transactions: readonly Transaction[],
): Promise<ApiResult<ReadonlyMap<string, Ticket>>> {
  const ids = [...new Set(transactions.flatMap(({ ObjectId }) => (ObjectId === null ? [] : [ObjectId])))];
  if (ids.length === 0) return ok(new Map());
  const listed = await readTickets(api, ids);
  if (listed.kind !== 'ok') return listed;
  const known = new Map(listed.value.items.map((ticket) => [ticket.id, ticket]));
  for (const id of ids.filter((each) => !known.has(each))) {
    const ticket = await readTicket(api, id);
    // One ticket that is not for us must not stop the others.
    if (ticket.kind === 'failed' && !isForbidden(ticket) && !isRefused(ticket)) return ticket;
    if (ticket.kind === 'ok' && ticket.value.Status !== 'deleted') known.set(id, ticket.value);
  }
  return ok(known);
}

const isRefused = (result: ApiResult<unknown>) =>
  result.kind === 'failed' && result.failure.kind === 'refused';
