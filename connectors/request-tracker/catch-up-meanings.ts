import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import type { Api, ApiResult } from './api.ts';
import { needsRank, ticketFactsOf, whoseOf } from './hydrate.ts';
import { saidIn } from './parts.ts';
import { isForbidden, ok, readTexts, readTicket, readTickets } from './read.ts';
import { isMessageType, type MessageType, type Whose } from './whose-message.ts';
import type { Attachment, Ticket, Transaction } from './wire-api.ts';

/** Whether RT counts a user as staff. */
export type Privileges = Readonly<{
  /** Null = RT has to be asked. */
  remembered: (login: string) => boolean | null;
  ask: (login: string) => Promise<ApiResult<boolean>>;
}>;

export type CatchUpJob = Readonly<{
  api: Api;
  settings: AccountSettings;
  privileges: Privileges;
}>;

/** RT has few workers, which people need, too: after so many questions about one ticket or one user a page ends. */
const maxSingleQuestions = 20;

type Found = Readonly<{
  transaction: Transaction;
  ticket: Ticket;
  type: MessageType;
  whose: Whose;
  place: Place;
}>;

/** `stoppedBefore`: the first transaction that is left for the next page; null = all were read. */
type Meanings = Readonly<{ found: readonly Interpretation[]; stoppedBefore: Transaction | null }>;

/** What the deliveries would have meant. Of customers' messages there is a hint: what is known already is not read again. */
export async function meaningsOf(
  job: CatchUpJob,
  transactions: readonly Transaction[],
): Promise<ApiResult<Meanings>> {
  const { api, settings } = job;
  const messages = transactions.filter(({ Type }) => isMessageType(Type));
  const listed = await listedTickets(api, messages);
  if (listed.kind !== 'ok') return listed;
  const ask = createQuestions(job, listed.value);
  const found: Found[] = [];
  let stoppedBefore: Transaction | null = null;
  for (const transaction of messages) {
    const read = await foundIn(transaction, ask, settings);
    if (read.kind !== 'ok') return read;
    if (read.value === 'enough') {
      stoppedBefore = transaction;
      break;
    }
    if (read.value !== null) found.push(read.value);
  }
  const texts = await readTextsOfEach(
    api,
    found.flatMap(({ whose, place }) => (whose.kind === 'staff' ? [place.message] : [])),
  );
  if (texts.kind !== 'ok') return texts;
  const textOf = (message: string) =>
    saidIn(texts.value.filter(({ TransactionId }) => TransactionId === message)).text;
  return ok({ found: found.map((each) => interpretationOf(each, settings, textOf)), stoppedBefore });
}

/** Null = it is not for us, or nobody can say whose it is; `enough` = for that one question too many would be asked. */
async function foundIn(
  transaction: Transaction,
  { ticketOf, isStaff }: Questions,
  settings: AccountSettings,
): Promise<ApiResult<Found | null | 'enough'>> {
  const { id, Type: type, Created, ObjectId, Creator } = transaction;
  if (ObjectId === null || !isMessageType(type)) return ok(null);
  const ticket = await ticketOf(ObjectId);
  if (ticket.kind !== 'ok') return ticket;
  if (ticket.value === null || ticket.value === 'enough') return ok(ticket.value);
  const staff = needsRank(transaction, ticket.value) ? await isStaff(Creator.id) : ok(false);
  // A user that RT cannot tell of must not stop the others; whether they are staff nobody knows.
  if (isRefused(staff)) return ok(null);
  if (staff.kind !== 'ok') return staff;
  if (staff.value === 'enough') return ok('enough');
  const whose = whoseOf({ transaction, ticket: ticket.value, type, isPrivileged: staff.value }, settings);
  const place = { ticket: ObjectId, message: id, occurredAt: Created };
  return ok({ transaction, ticket: ticket.value, type, whose, place });
}

type Questions = Readonly<{
  /** Null = deleted, or not for us. */
  ticketOf: (id: string) => Promise<ApiResult<Ticket | null | 'enough'>>;
  isStaff: (login: string) => Promise<ApiResult<boolean | 'enough'>>;
}>;

/** What is asked about one ticket or one user, each once, as long as there are not too many. */
function createQuestions({ api, privileges }: CatchUpJob, listed: ReadonlyMap<string, Ticket>): Questions {
  const tickets = new Map<string, Ticket | null>(listed);
  const staff = new Map<string, ApiResult<boolean>>();
  let left = maxSingleQuestions;
  return {
    async ticketOf(id) {
      const known = tickets.get(id);
      if (known !== undefined) return ok(known);
      if (left === 0) return ok('enough');
      left -= 1;
      const read = await readTicket(api, id);
      // One ticket that is not for us must not stop the others.
      if (read.kind === 'failed' && !isForbidden(read) && !isRefused(read)) return read;
      const ticket = read.kind === 'ok' && read.value.Status !== 'deleted' ? read.value : null;
      tickets.set(id, ticket);
      return ok(ticket);
    },
    async isStaff(login) {
      const remembered = privileges.remembered(login);
      if (remembered !== null) return ok(remembered);
      const known = staff.get(login);
      if (known !== undefined) return known;
      if (left === 0) return ok('enough');
      left -= 1;
      const read = await privileges.ask(login);
      staff.set(login, read);
      return read;
    },
  };
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

/** The tickets by the ids that their transactions name. A search leaves out those that were merged or deleted. */
async function listedTickets(
  api: Api,
  transactions: readonly Transaction[],
): Promise<ApiResult<ReadonlyMap<string, Ticket>>> {
  const ids = [...new Set(transactions.flatMap(({ ObjectId }) => (ObjectId === null ? [] : [ObjectId])))];
  if (ids.length === 0) return ok(new Map());
  const listed = await readTickets(api, ids);
  if (listed.kind !== 'ok') return listed;
  return ok(new Map(listed.value.items.map((ticket) => [ticket.id, ticket])));
}

const isRefused = (result: ApiResult<unknown>) =>
  result.kind === 'failed' && result.failure.kind === 'refused';
