import type { Queue, Ticket, User } from './model.ts';
import type { Store } from './store.ts';

export type NewTicket = Readonly<{
  queue: Queue;
  creator: User;
  requestors: readonly User[];
  ccs: readonly User[];
  subject: string;
  /** Left out = the next. */
  id?: number | undefined;
  createdAt?: Date | undefined;
  squelched?: readonly string[];
}>;

/** Puts a ticket into the store, as yet without any transaction. */
export function addTicket(store: Store, input: NewTicket): Ticket {
  const { queue, creator, subject, squelched = [], createdAt = store.now() } = input;
  const ticket: Ticket = {
    id: store.takeId('ticket', input.id),
    ...{ subject, queue, creator, createdAt, status: 'new', priority: 0 },
    ...{ lastUpdatedAt: createdAt, lastUpdatedBy: creator, startedAt: null, resolvedAt: null, toldAt: null },
    requestors: [...input.requestors],
    ccs: [...input.ccs],
    ...{ squelched, values: new Map(), mergedInto: null },
  };
  store.tickets.set(ticket.id, ticket);
  return ticket;
}

/** Who is named by login or address; an address that nobody has becomes a user without rights, as at a first mail. */
export function userFrom(store: Store, name: string): User {
  return store.userNamed(name) ?? store.userByEmail(name) ?? store.addUser({ name });
}
