import type { Ticket, Transaction, TransactionType, User } from './model.ts';
import { type Sentence, say } from './sentences.ts';
import type { Store } from './store.ts';

type NewTransaction = Readonly<{
  type: TransactionType;
  creator?: User;
  field?: string;
  oldValue?: string;
  newValue?: string;
  data?: string;
  id?: number | undefined;
  createdAt?: Date | undefined;
}>;

/** What one actor does at one go: every change of a ticket leaves one transaction. */
export class Update {
  readonly store: Store;
  readonly actor: User;
  readonly #transactions: Transaction[] = [];

  constructor(store: Store, actor: User) {
    this.store = store;
    this.actor = actor;
  }

  get transactions(): readonly Transaction[] {
    return this.#transactions;
  }

  /** RT's words for the actor. */
  say(sentence: Sentence, ...words: readonly string[]): string {
    return say(this.actor.lang, sentence, ...words);
  }

  record(ticket: Ticket, input: NewTransaction): Transaction {
    const createdAt = input.createdAt ?? this.store.now();
    const transaction: Transaction = {
      id: this.store.takeId('transaction', input.id),
      objectType: 'RT::Ticket',
      objectId: ticket.id,
      type: input.type,
      creator: input.creator ?? this.actor,
      createdAt,
      field: input.field ?? '',
      oldValue: input.oldValue ?? '',
      newValue: input.newValue ?? '',
      data: input.data ?? '',
      values: new Map(),
      attachments: [],
    };
    this.store.transactions.set(transaction.id, transaction);
    this.#transactions.push(transaction);
    ticket.lastUpdatedAt = createdAt;
    // Also where a scrip does it: it runs within what the actor does.
    ticket.lastUpdatedBy = this.actor;
    return transaction;
  }
}
