import type { Ticket, Transaction, User } from '../model.ts';
import { fieldNamed } from '../rights.ts';
import type { Store } from '../store.ts';
import { compareDate, compareNumber, compareText } from './compare.ts';
import { type Condition, conditionsOf, evaluate, type Query, QueryError } from './parse.ts';

type Asker = Readonly<{ store: Store; user: User }>;
type Test<Thing> = (thing: Thing, condition: Condition, asker: Asker) => boolean;

const number =
  <Thing>(of: (thing: Thing) => number): Test<Thing> =>
  (thing, { operator, value }) =>
    compareNumber(of(thing), operator, Number(value));
const text =
  <Thing>(of: (thing: Thing) => string): Test<Thing> =>
  (thing, condition) =>
    compareText(of(thing), condition);
const date =
  <Thing>(of: (thing: Thing) => Date | null): Test<Thing> =>
  (thing, condition) =>
    compareDate(of(thing), condition);

/** A user by login or id; one that does not exist is nobody's. */
const user =
  <Thing>(of: (thing: Thing) => User): Test<Thing> =>
  (thing, { key, operator, value }, { store }) => {
    if (operator !== '=' && operator !== '!=')
      throw new QueryError(`Invalid Operation: ${operator} for ${key}`);
    const wanted = /^\d+$/.test(value) ? Number(value) : (store.userNamed(value)?.id ?? 0);
    return compareNumber(of(thing).id, operator, wanted);
  };

/** "Is not" holds for what has no value. */
const anyValue = (values: readonly string[], condition: Condition) =>
  /^(?:!=|NOT |IS$)/.test(condition.operator)
    ? values.every((value) => compareText(value, condition))
    : values.some((value) => compareText(value, condition));

const ticketTests: Readonly<Record<string, Test<Ticket>>> = {
  id: number(({ id }) => id),
  queue: (ticket, condition) =>
    compareText(/^\d+$/.test(condition.value) ? String(ticket.queue.id) : ticket.queue.name, condition),
  status: text(({ status }) => status),
  subject: text(({ subject }) => subject),
  creator: user(({ creator }) => creator),
  lastupdatedby: user(({ lastUpdatedBy }) => lastUpdatedBy),
  created: date(({ createdAt }) => createdAt),
  lastupdated: date(({ lastUpdatedAt }) => lastUpdatedAt),
  resolved: date(({ resolvedAt }) => resolvedAt),
  priority: number(({ priority }) => priority),
  requestor: (ticket, condition) =>
    ticket.requestors.some(({ email, name }) => compareText(email ?? name, condition)),
  cf: (ticket, condition, { store, user: asker }) => {
    const field = fieldNamed(store, asker, ticket, 'ticket', condition.subkey ?? '');
    const values = field === undefined ? [] : (ticket.values.get(field.id) ?? []);
    return anyValue(values, condition);
  },
};

const ticketOf = (store: Store, { objectType, objectId }: Transaction) =>
  objectType === 'RT::Ticket' ? store.tickets.get(objectId) : undefined;

const transactionTests: Readonly<Record<string, Test<Transaction>>> = {
  id: number(({ id }) => id),
  objectid: number(({ objectId }) => objectId),
  // Also what is no ticket but has that number: only ObjectType tells them apart.
  ticketid: number(({ objectId }) => objectId),
  objecttype: text(({ objectType }) => objectType),
  type: text(({ type }) => type),
  creator: user(({ creator }) => creator),
  created: date(({ createdAt }) => createdAt),
  field: text(({ field }) => field),
  oldvalue: text(({ oldValue }) => oldValue),
  newvalue: text(({ newValue }) => newValue),
  data: text(({ data }) => data),
  cf: (transaction, condition, { store, user: asker }) => {
    const ticket = ticketOf(store, transaction);
    const field = ticket && fieldNamed(store, asker, ticket, 'transaction', condition.subkey ?? '');
    const values = field === undefined ? [] : (transaction.values.get(field.id) ?? []);
    return anyValue(values, condition);
  },
};

/** `TicketQueue`, `TicketStatus`, …: what a ticket search calls without the prefix. */
const ticketKey = (key: string) =>
  /^ticket(queue|status|subject|creator|created|lastupdated|priority)$/.exec(key)?.[1];

function transactionTest(key: string): Test<Transaction> | undefined {
  const ofTicket = ticketTests[ticketKey(key) ?? ''];
  if (ofTicket === undefined) return transactionTests[key];
  return (transaction, condition, asker) => {
    const ticket = ticketOf(asker.store, transaction);
    return ticket !== undefined && ofTicket(ticket, condition, asker);
  };
}

function matcher<Thing>(
  query: Query,
  asker: Asker,
  testOf: (key: string) => Test<Thing> | undefined,
): (thing: Thing) => boolean {
  const tests = new Map(
    conditionsOf(query).map((condition) => {
      const test = testOf(condition.key.toLowerCase());
      if (test === undefined) throw new QueryError(`Unknown field: ${condition.key}`);
      return [condition, test];
    }),
  );
  return (thing) => evaluate(query, (condition) => tests.get(condition)?.(thing, condition, asker) ?? false);
}

/** What a TransactionSQL query finds. Throws QueryError for a field that the stand-in or RT has not. */
export function transactionMatcher(query: Query, asker: Asker): (transaction: Transaction) => boolean {
  return matcher(query, asker, transactionTest);
}

/** What a TicketSQL query finds; the same errors. */
export function ticketMatcher(query: Query, asker: Asker): (ticket: Ticket) => boolean {
  return matcher(query, asker, (key) => ticketTests[key]);
}
