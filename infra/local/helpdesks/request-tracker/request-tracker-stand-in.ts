import { ApiServer } from './api/server.ts';
import type { HookBody } from './hook/body.ts';
import { Broadcast } from './hook/broadcast.ts';
import { type DeliverOptions, type HookResult, HookSender, type HookSettings } from './hook/sender.ts';
import type { Right, SentMail, Ticket, Transaction, User } from './model.ts';
import {
  agentMerges,
  agentOpens,
  agentSetsField,
  agentSetsPriority,
  agentSetsStatus,
  agentWrites,
  mailComesIn,
} from './people.ts';
import type {
  AgentInput,
  AgentTicketInput,
  ChangeResult,
  FieldChange,
  MailInput,
  ProgrammaticOptions,
  StandInOptions,
  StatusChange,
  TicketChange,
  UserInput,
} from './stand-in-types.ts';
import { Store } from './store.ts';
import type { Update } from './update.ts';
import { type Violation, Violations } from './violations.ts';

/** A Request Tracker on one machine: REST 2.0, the hook, and a way to do by program what people do by hand. */
export class RequestTrackerStandIn {
  readonly #store: Store;
  readonly #tokens: Map<string, string>;
  readonly #violations = new Violations();
  readonly #sender: HookSender;
  readonly #broadcast: Broadcast;
  readonly #server: ApiServer;
  #baseUrl = '';

  /** Starts it on a free port of 127.0.0.1. */
  static async start(options: StandInOptions): Promise<RequestTrackerStandIn> {
    const standIn = new RequestTrackerStandIn(options);
    standIn.#baseUrl = await standIn.#server.start();
    return standIn;
  }

  private constructor(options: StandInOptions) {
    const now = options.now ?? (() => new Date());
    this.#store = new Store(options.rtName, options.customFields, now);
    for (const user of options.users) this.#store.addUser(user);
    for (const queue of options.queues) this.#store.addQueue(queue);
    this.#tokens = new Map(Object.entries(options.tokens));
    this.#sender = new HookSender(now);
    this.#broadcast = new Broadcast({
      store: this.#store,
      sender: this.#sender,
      silentFor: options.hookSilentFor ?? 'dragoman',
      queues: options.hookQueues ?? null,
      copies: options.hookCopies ?? (() => 1),
    });
    this.#server = new ApiServer({
      store: this.#store,
      tokens: this.#tokens,
      violations: this.#violations,
      committed: async (ticket, update) =>
        await this.#broadcast.committed(ticket.id, update.transactions).delivered,
      intercept: options.intercept ?? (() => ({ kind: 'none' })),
      onRequest: options.onRequest ?? (() => undefined),
    });
  }

  /** Where the API answers; what a real one's `https://rt.example.com` is. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** Ends all connections and deliveries. */
  async stop(): Promise<void> {
    this.#sender.stop();
    await this.#server.stop();
    await this.settled();
  }

  /** Sets or replaces the scrips' address: it may only be known once the stand-in runs. Null = the scrips are off. */
  setHook(settings: HookSettings | null): void {
    this.#sender.configure(settings);
  }

  /** Adds a user, or replaces the one of that name. */
  addUser(user: UserInput): void {
    this.#store.addUser(user);
  }

  /** Gives a user a token, or takes the token from everybody. */
  setToken(token: string, login: string | null): void {
    if (login === null) this.#tokens.delete(token);
    else this.#tokens.set(token, login);
  }

  /** Replaces what a principal (`Everyone`, `Privileged`, or a login) may do in a queue. */
  setRights(queueName: string, principal: string, held: readonly Right[]): void {
    const queue = this.#store.queueNamed(queueName);
    if (queue === undefined) throw new Error(`the stand-in has no queue ${queueName}`);
    queue.grants.set(principal, new Set(held));
  }

  /** Resolves once no hook is on its way any more. */
  async settled(): Promise<void> {
    await this.#broadcast.settled();
  }

  /** A customer's mail: a new ticket, or an answer to one. */
  mailIn(input: MailInput, options: ProgrammaticOptions = {}): ChangeResult {
    const { ticket, update } = mailComesIn(this.#store, input);
    return this.#broadcast.committed(ticket.id, update.transactions, options);
  }

  /** An agent opens a ticket for a customer. */
  ticketByAgent(input: AgentTicketInput, options: ProgrammaticOptions = {}): ChangeResult {
    const { ticket, update } = agentOpens(this.#store, input);
    return this.#broadcast.committed(ticket.id, update.transactions, options);
  }

  /** An agent comments in the web interface; only staff reads it. */
  agentComments(ticketId: number, input: AgentInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#done(ticketId, agentWrites(this.#store, ticketId, input, 'comment'), options);
  }

  /** An agent answers the customer in the web interface. */
  agentReplies(ticketId: number, input: AgentInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#done(ticketId, agentWrites(this.#store, ticketId, input, 'correspond'), options);
  }

  /** A field by its name. Null empties it; of one with several values an array is the whole set. */
  setFieldByAgent(ticketId: number, change: FieldChange, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#done(ticketId, agentSetsField(this.#store, ticketId, change), options);
  }

  setStatusByAgent(ticketId: number, change: StatusChange, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#done(ticketId, agentSetsStatus(this.#store, ticketId, change), options);
  }

  setPriorityByAgent(
    ticketId: number,
    change: Readonly<{ agent: string; priority: number }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#done(ticketId, agentSetsPriority(this.#store, ticketId, change), options);
  }

  /** RT only hides a deleted ticket from searches: it can be read and written to as before. */
  deleteTicketByAgent(ticketId: number, agent: string, options: ProgrammaticOptions = {}): ChangeResult {
    return this.setStatusByAgent(ticketId, { agent, status: 'deleted' }, options);
  }

  /** From now on the first id leads to the second ticket. */
  mergeTicket(
    fromId: number,
    intoId: number,
    agent: string,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#done(intoId, agentMerges(this.#store, fromId, intoId, agent), options);
  }

  /** What the hook says of a transaction, as if it had just happened; null = nothing. */
  hookOf(transactionId: number): HookBody | null {
    return this.#broadcast.bodyOf(this.transaction(transactionId));
  }

  /** Sends a body to the hook's address now, and gives the answer. */
  async deliver(body: object | string, options: DeliverOptions = {}): Promise<HookResult> {
    return await this.#broadcast.deliver(body, options);
  }

  hasTicket(id: number): boolean {
    return this.#store.tickets.has(id);
  }

  /** The ticket that answers under this id, as it is now. Throws if there is none. */
  ticket(id: number): Readonly<Ticket> {
    return this.#store.knownTicket(id);
  }

  hasTransaction(id: number): boolean {
    return this.#store.transactions.has(id);
  }

  transaction(id: number): Transaction {
    const transaction = this.#store.transactions.get(id);
    if (transaction === undefined) throw new Error(`the stand-in has no transaction ${id}`);
    return transaction;
  }

  user(name: string): User {
    return this.#store.knownUser(name);
  }

  /** The value of a ticket's field by its name; of one with several values all of them. */
  fieldValues(ticketId: number, name: string): readonly string[] {
    const field = this.#store.customFields.find((each) => each.of === 'ticket' && each.name === name);
    if (field === undefined) throw new Error(`the stand-in has no ticket field ${name}`);
    return this.ticket(ticketId).values.get(field.id) ?? [];
  }

  /** The value of a transaction's field by its name; null = none. */
  transactionValue(transactionId: number, name: string): string | null {
    const field = this.#store.customFields.find((each) => each.of === 'transaction' && each.name === name);
    if (field === undefined) throw new Error(`the stand-in has no transaction field ${name}`);
    return this.transaction(transactionId).values.get(field.id)?.[0] ?? null;
  }

  /** All that happened to a ticket, oldest first. */
  history(ticketId: number): readonly Transaction[] {
    return this.#store.historyOf(this.#store.knownTicket(ticketId));
  }

  /** What RT has mailed to people outside because of a ticket, oldest first. */
  mailOf(ticketId: number): readonly SentMail[] {
    return this.#store.mails.filter((mail) => mail.ticketId === ticketId);
  }

  /** All that RT has mailed to people outside, oldest first. */
  sentMails(): readonly SentMail[] {
    return this.#store.mails;
  }

  /** What callers of the API did that RT would have swallowed; a correct caller leaves it empty. */
  violations(): readonly Violation[] {
    return this.#violations.list();
  }

  /** Calls `listener` for each change from now on, by whomever; the answer stops that. */
  onChange(listener: (change: TicketChange) => void): () => void {
    return this.#broadcast.onChange(listener);
  }

  #done(ticketId: number, update: Update, options: ProgrammaticOptions): ChangeResult {
    const { id } = this.#store.knownTicket(ticketId);
    return this.#broadcast.committed(id, update.transactions, options);
  }
}
