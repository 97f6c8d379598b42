import { keepMessage, type Written } from './mime.ts';
import type { Ticket, Transaction } from './model.ts';
import { afterCorrespond, afterCreate } from './scrips.ts';
import type { Update } from './update.ts';

type When = Readonly<{ id?: number | undefined; createdAt?: Date | undefined }>;

/** RT keeps a message's subject as the transaction's data, with a line's end. */
const dataOf = ({ subject }: Written) => (subject === '' ? 'No Subject' : `${subject}\n`);

/** Only staff reads it. */
export function comment(update: Update, ticket: Ticket, written: Written, when: When = {}): Transaction {
  const transaction = update.record(ticket, { type: 'Comment', data: dataOf(written), ...when });
  keepMessage(update.store, transaction, written);
  return transaction;
}

/** Goes to the requestors and Ccs. */
export function correspond(update: Update, ticket: Ticket, written: Written, when: When = {}): Transaction {
  const transaction = update.record(ticket, { type: 'Correspond', data: dataOf(written), ...when });
  keepMessage(update.store, transaction, written);
  afterCorrespond(update, ticket, transaction, written);
  return transaction;
}

/** The first message of a ticket. `isByMachine`: it says that nobody wrote it, so that nobody is thanked. */
export function open(
  update: Update,
  ticket: Ticket,
  written: Written,
  when: When & Readonly<{ isByMachine: boolean }>,
): Transaction {
  const { id, createdAt, isByMachine } = when;
  const transaction = update.record(ticket, { type: 'Create', id, createdAt });
  keepMessage(update.store, transaction, written);
  afterCreate(update, ticket, transaction, isByMachine);
  return transaction;
}
