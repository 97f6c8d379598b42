import { AdminRecords, type AdminSeed } from './admin/records.ts';
import { Files } from './files.ts';
import { isStaff, type Ticket, type TicketField, type User } from './model.ts';
import { Conversations } from './sunshine/conversations.ts';

/** Zendesk's record ids are long; these begin where no test picks its own. */
const firstRecordId = 9_100_000_000_001;
const firstTicketId = 1001;

/** Everything the stand-in remembers. */
export class Store {
  readonly users = new Map<string, User>();
  readonly fields = new Map<string, TicketField>();
  readonly tickets = new Map<string, Ticket>();
  readonly admin: AdminRecords;
  readonly files: Files;
  readonly conversations: Conversations;
  readonly now: () => Date;
  #lastRecordId = firstRecordId - 1;
  #lastTicketId = firstTicketId - 1;

  constructor(
    users: readonly User[],
    fields: readonly TicketField[],
    now: () => Date,
    admin: AdminSeed = {},
  ) {
    for (const user of users) this.users.set(user.id, user);
    for (const field of fields) this.fields.set(field.id, field);
    this.now = now;
    this.admin = new AdminRecords(admin, now);
    this.conversations = new Conversations(now);
    this.files = new Files(() => this.nextRecordId(), now);
  }

  /** A new id for a comment, audit, attachment or event. */
  nextRecordId(): string {
    this.#lastRecordId += 1;
    return String(this.#lastRecordId);
  }

  nextTicketId(): string {
    do this.#lastTicketId += 1;
    while (this.tickets.has(String(this.#lastTicketId)));
    return String(this.#lastTicketId);
  }

  /** The user that must exist: a caller of the programmatic API named it. */
  knownUser(id: string): User {
    const user = this.users.get(id);
    if (user === undefined) throw new Error(`the stand-in has no user ${id}`);
    return user;
  }

  /** The ticket that must exist: a caller of the programmatic API named it. */
  knownTicket(id: string): Ticket {
    const ticket = this.tickets.get(id);
    if (ticket === undefined) throw new Error(`the stand-in has no ticket ${id}`);
    return ticket;
  }

  isStaffId(userId: string): boolean {
    const user = this.users.get(userId);
    return user !== undefined && isStaff(user);
  }
}
