import type { AccountSettings } from '../account.ts';
import type { HistoryOutcome, PastMessage } from '../contract.ts';
import type { Api, ApiResult } from './api.ts';
import { needsRank, whoseOf } from './hydrate.ts';
import { saidIn } from './parts.ts';
import { failureOf, ok, pageSize, readTexts, readTicket, readWritten } from './read.ts';
import { readIsPrivileged } from './users.ts';
import { isMessageType, messageTypes } from './whose-message.ts';
import type { Ticket, Transaction } from './wire-api.ts';

/** Beyond, a customer's message counts as too old: 500 of the ticket have come since. */
const maxPages = 5;

/** The customers' last messages of a ticket, the oldest first. Staff, scrips and our own writes are left out. */
export async function readHistory(
  api: Api,
  settings: AccountSettings,
  place: Readonly<{ ticket: string }>,
  limit: number,
): Promise<HistoryOutcome> {
  const ticket = await readTicket(api, place.ticket);
  if (ticket.kind !== 'ok') return failureOf(ticket);
  const found: Customers[] = [];
  const known = new Map<string, boolean>();
  for (let page = 1; page <= maxPages && found.length < limit; page += 1) {
    const written = await readWritten(api, place.ticket, { types: messageTypes, page, limit: pageSize });
    if (written.kind !== 'ok') return failureOf(written);
    const staff = await readStaff(api, written.value.items, ticket.value, known);
    if (staff.kind !== 'ok') return failureOf(staff);
    found.push(...customersOf(written.value.items, ticket.value, known, settings));
    // A page may hold fewer than there are: what we may not see is left out of it.
    if (written.value.count === 0) break;
  }
  return withTexts(api, found.slice(0, limit).reverse());
}

type Customers = Readonly<{ transaction: Transaction; author: string; role: PastMessage['role'] }>;

/** Asks once for each writer in doubt whether RT counts them as staff. */
async function readStaff(
  api: Api,
  transactions: readonly Transaction[],
  ticket: Ticket,
  known: Map<string, boolean>,
): Promise<ApiResult<null>> {
  const inDoubt = transactions.filter((transaction) => needsRank(transaction, ticket));
  for (const login of new Set(inDoubt.map(({ Creator }) => Creator.id))) {
    if (known.has(login)) continue;
    const isPrivileged = await readIsPrivileged(api, login);
    if (isPrivileged.kind !== 'ok') return isPrivileged;
    known.set(login, isPrivileged.value);
  }
  return ok(null);
}

function customersOf(
  transactions: readonly Transaction[],
  ticket: Ticket,
  known: ReadonlyMap<string, boolean>,
  settings: AccountSettings,
): Customers[] {
  return transactions.flatMap((transaction) => {
    const { Type: type, Creator } = transaction;
    if (!isMessageType(type)) return [];
    const isPrivileged = known.get(Creator.id) ?? false;
    const whose = whoseOf({ transaction, ticket, type, isPrivileged }, settings);
    return whose.kind === 'customer' ? [{ transaction, author: whose.author, role: whose.role }] : [];
  });
}

async function withTexts(api: Api, found: readonly Customers[]): Promise<HistoryOutcome> {
  const texts = await readTexts(
    api,
    found.map(({ transaction }) => transaction.id),
  );
  if (texts.kind !== 'ok') return failureOf(texts);
  const messages = found.map(({ transaction: { id, Created }, author, role }) => {
    const { text, html } = saidIn(texts.value.filter(({ TransactionId }) => TransactionId === id));
    return { message: id, occurredAt: Created, author, role, text, html };
  });
  return { kind: 'history', messages };
}
