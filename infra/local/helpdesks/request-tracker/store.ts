import type { Attachment, CustomField, Queue, SentMail, Ticket, Transaction, User } from './model.ts';
import type { QueueInput, UserInput } from './stand-in-types.ts';

/** RT's own user, in whose name scrips act. */
const systemUser: User = {
  id: 1,
  name: 'RT_System',
  email: null,
  realName: 'The RT System itself',
  privileged: true,
  superUser: true,
  lang: null,
};
/** Who owns a ticket that nobody owns. */
const nobody: User = {
  id: 6,
  name: 'Nobody',
  email: null,
  realName: 'Nobody in particular',
  privileged: true,
  superUser: false,
  lang: null,
};

const kinds = ['user', 'queue', 'ticket', 'transaction', 'attachment'] as const;
type Kind = (typeof kinds)[number];

/** Everything the stand-in remembers. */
export class Store {
  readonly rtName: string;
  readonly now: () => Date;
  readonly system = systemUser;
  readonly nobody = nobody;
  readonly users = new Map<number, User>();
  readonly queues: Queue[] = [];
  readonly customFields: readonly CustomField[];
  readonly tickets = new Map<number, Ticket>();
  readonly transactions = new Map<number, Transaction>();
  readonly attachments = new Map<number, Attachment>();
  readonly mails: SentMail[] = [];
  /** A fresh RT has used up some ids for its own groups and users. */
  readonly #lastIds = new Map<Kind, number>([
    ['user', 20],
    ['queue', 2],
    ['transaction', 25],
  ]);
  #mailCount = 0;

  constructor(rtName: string, customFields: readonly CustomField[], now: () => Date) {
    this.rtName = rtName;
    this.customFields = customFields;
    this.now = now;
    for (const user of [systemUser, nobody]) this.users.set(user.id, user);
  }

  /** The next free id, or the one that was chosen; later ones then go on from the highest. */
  takeId(kind: Kind, chosen?: number): number {
    const last = this.#lastIds.get(kind) ?? 0;
    const id = chosen ?? last + 1;
    this.#lastIds.set(kind, Math.max(last, id));
    return id;
  }

  /** A Message-ID of RT's form, without angle brackets. */
  nextMessageId(): string {
    this.#mailCount += 1;
    return `rt-5.0.3-${this.now().getTime()}-${this.#mailCount}.0-0-0@${this.rtName}`;
  }

  userNamed(name: string): User | undefined {
    return [...this.users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase());
  }

  userByEmail(email: string): User | undefined {
    return [...this.users.values()].find((user) => user.email?.toLowerCase() === email.toLowerCase());
  }

  /** The user that must exist: a caller of the programmatic API named it. */
  knownUser(name: string): User {
    const user = this.userNamed(name);
    if (user === undefined) throw new Error(`the stand-in has no user ${name}`);
    return user;
  }

  queueNamed(name: string): Queue | undefined {
    return this.queues.find((queue) => queue.name.toLowerCase() === name.toLowerCase());
  }

  queueById(id: number): Queue | undefined {
    return this.queues.find((queue) => queue.id === id);
  }

  /** The ticket that answers under this id: of a merged one the other. */
  ticketAt(id: number): Ticket | undefined {
    let ticket = this.tickets.get(id);
    while (ticket !== undefined && ticket.mergedInto !== null) ticket = ticket.mergedInto;
    return ticket;
  }

  /** The ticket that must exist: a caller of the programmatic API named it. */
  knownTicket(id: number): Ticket {
    const ticket = this.ticketAt(id);
    if (ticket === undefined) throw new Error(`the stand-in has no ticket ${id}`);
    return ticket;
  }

  /** Ids of the tickets that were merged into this one, and its own. */
  mergedIdsOf(ticket: Ticket): readonly number[] {
    return [...this.tickets.keys()].filter((id) => this.ticketAt(id) === ticket);
  }

  /** All transactions of a ticket and of those merged into it, oldest first. */
  historyOf(ticket: Ticket): readonly Transaction[] {
    const ids = new Set(this.mergedIdsOf(ticket));
    return this.sorted().filter(
      ({ objectType, objectId }) => objectType === 'RT::Ticket' && ids.has(objectId),
    );
  }

  /** All transactions, oldest first. */
  sorted(): readonly Transaction[] {
    return [...this.transactions.values()].sort(
      (one, other) => one.createdAt.getTime() - other.createdAt.getTime() || one.id - other.id,
    );
  }

  addUser(input: UserInput): User {
    const name = input.name;
    const known = this.userNamed(name);
    const user: User = {
      id: known?.id ?? this.takeId('user', input.id),
      name,
      email: input.email === undefined && name.includes('@') ? name : (input.email ?? null),
      realName: input.realName ?? '',
      privileged: input.privileged ?? false,
      superUser: input.superUser ?? false,
      lang: input.lang ?? null,
    };
    this.users.set(user.id, user);
    if (known === undefined) this.#keepBeginning('RT::User', user.id);
    return user;
  }

  addQueue(input: QueueInput): Queue {
    const queue: Queue = {
      id: this.takeId('queue', input.id),
      name: input.name,
      description: input.description ?? '',
      correspondAddress: input.correspondAddress ?? '',
      commentAddress: input.commentAddress ?? '',
      grants: new Map(Object.entries(input.grants).map(([principal, held]) => [principal, new Set(held)])),
    };
    this.queues.push(queue);
    this.#keepBeginning('RT::Queue', queue.id);
    return queue;
  }

  /** What is no ticket has transactions as well; they share their ids and lie in the same table. */
  #keepBeginning(objectType: 'RT::User' | 'RT::Queue', objectId: number): void {
    const id = this.takeId('transaction');
    this.transactions.set(id, {
      ...{ id, objectType, objectId, type: 'Create', creator: systemUser, createdAt: this.now() },
      ...{ field: '', oldValue: '', newValue: '', data: '', values: new Map(), attachments: [] },
    });
  }
}
