import { Oauth } from './api/oauth.ts';
import { ApiServer, currentTraceHeader } from './api/server.ts';
import type { Audit, Comment, Priority, Status, Ticket, User } from './model.ts';
import {
  agentMerges,
  agentSetsField,
  agentSetsPriority,
  agentSetsStatus,
  isFieldValue,
  personComments,
  personCreatesTicket,
} from './people.ts';
import { enterpriseRateLimits, type RateLimitSettings, RateLimits } from './rate-limits.ts';
import type {
  ChangeResult,
  CommentInput,
  ProgrammaticOptions,
  StandInOptions,
  TicketChange,
  TicketInput,
} from './stand-in-types.ts';
import { Store } from './store.ts';
import { type Violation, Violations } from './violations.ts';
import {
  type DeliverOptions,
  type DeliveryResult,
  WebhookSender,
  type WebhookSettings,
} from './webhooks/delivery.ts';
import { eventOfComment, eventsOfAudit, type WebhookEvent } from './webhooks/events.ts';
import { renderTrigger } from './webhooks/trigger-template.ts';

/** A Zendesk account on one machine: REST API, webhooks, and a way to do by program what people do by hand. */
export class ZendeskStandIn {
  readonly #accountId: string;
  readonly #store: Store;
  readonly #oauth: Oauth;
  readonly #limits: RateLimits;
  readonly #violations = new Violations();
  readonly #server: ApiServer;
  readonly #sender: WebhookSender;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #listeners = new Set<(change: TicketChange) => void>();
  #baseUrl = '';

  /** Starts the account on a free port of 127.0.0.1. */
  static async start(options: StandInOptions): Promise<ZendeskStandIn> {
    const standIn = new ZendeskStandIn(options);
    standIn.#baseUrl = await standIn.#server.start();
    return standIn;
  }

  private constructor(options: StandInOptions) {
    const now = options.now ?? (() => new Date());
    this.#accountId = options.accountId;
    this.#store = new Store(options.users, options.ticketFields, now);
    this.#oauth = new Oauth(options.oauthClients, this.#store);
    this.#limits = new RateLimits(options.rateLimits ?? enterpriseRateLimits, now);
    this.#sender = new WebhookSender(options.accountId, now);
    this.#sender.configure(options.webhook ?? null);
    this.#server = new ApiServer({
      store: this.#store,
      oauth: this.#oauth,
      limits: this.#limits,
      violations: this.#violations,
      committed: (audit) => {
        this.#committed(audit, {});
      },
      intercept: options.intercept ?? (() => ({ kind: 'none' })),
      onRequest: options.onRequest ?? (() => undefined),
    });
  }

  /** Where the API answers; what a real account's `https://<subdomain>.zendesk.com` is. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** Ends all connections and deliveries. */
  async stop(): Promise<void> {
    this.#sender.stop();
    await this.#server.stop();
    await this.settled();
  }

  /** Sets or replaces the webhook: its address may only be known once the stand-in runs. Null = none. */
  setWebhook(settings: WebhookSettings | null): void {
    this.#sender.configure(settings);
  }

  /** Replaces the rate limits; all counts begin anew. */
  setRateLimits(settings: RateLimitSettings | 'off'): void {
    this.#limits.configure(settings);
  }

  /** Adds a user, or replaces the one with that id. */
  addUser(user: User): void {
    this.#store.users.set(user.id, user);
  }

  /** All access tokens given out so far stop working. */
  revokeTokens(): void {
    this.#oauth.revokeAll();
  }

  /** Resolves once no webhook is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  createTicket(input: TicketInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#committed(personCreatesTicket(this.#store, input), options);
  }

  addComment(ticketId: string, input: CommentInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#committed(personComments(this.#store, ticketId, input), options);
  }

  /** Whether a field exists and, for a dropdown, has this option. */
  takesFieldValue(fieldId: string, value: string | null): boolean {
    return isFieldValue(this.#store, { id: fieldId, value });
  }

  /** An agent changes a field in the ticket. `value`: for a dropdown the option's tag; null = empties it. */
  setFieldByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; fieldId: string; value: string | null }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    const { agentId, fieldId, value } = change;
    return this.#committed(agentSetsField(this.#store, ticketId, agentId, { id: fieldId, value }), options);
  }

  /** An agent sets the status, also one that the API could not leave again. */
  setStatusByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; status: Status }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#committed(agentSetsStatus(this.#store, ticketId, change.agentId, change.status), options);
  }

  setPriorityByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; priority: Priority | null }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    const { agentId, priority } = change;
    return this.#committed(agentSetsPriority(this.#store, ticketId, agentId, priority), options);
  }

  /** From now on every update of the ticket by the API is refused with 422. */
  closeTicket(ticketId: string, agentId: string, options: ProgrammaticOptions = {}): ChangeResult {
    return this.setStatusByAgent(ticketId, { agentId, status: 'closed' }, options);
  }

  /** Closes the first ticket into the second one. Gives the change of the first. */
  mergeTicket(
    fromId: string,
    intoId: string,
    agentId: string,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    const audits = agentMerges(this.#store, fromId, intoId, agentId);
    this.#committed(audits.into, options);
    return this.#committed(audits.from, options);
  }

  /** The webhook body about a comment that exists, as if it had just been made; a new event id each time. */
  eventFor(
    ticketId: string,
    commentId: string,
    type: 'ticket.created' | 'ticket.comment_added',
  ): WebhookEvent {
    return eventOfComment(this.#source(), this.#store.knownTicket(ticketId), commentId, type);
  }

  /** Sends a body to the webhook now, whatever it subscribes to, and gives the last answer. */
  async deliver(body: object | string | Uint8Array, options: DeliverOptions = {}): Promise<DeliveryResult> {
    return await this.#track(this.#sender.deliver(body, options));
  }

  /** The ticket as it is now. Throws if there is none. */
  ticket(id: string): Readonly<Ticket> {
    return this.#store.knownTicket(id);
  }

  hasUser(id: string): boolean {
    return this.#store.users.has(id);
  }

  hasTicket(id: string): boolean {
    return this.#store.tickets.has(id);
  }

  /** The internal notes of a ticket, oldest first. */
  notesOf(id: string): readonly Comment[] {
    return this.ticket(id).comments.filter((comment) => !comment.public);
  }

  /** Every change of every ticket, in the order in which they happened. */
  auditLog(): readonly Audit[] {
    return [...this.#store.tickets.values()]
      .flatMap((ticket) => ticket.audits)
      .sort((one, other) => Number(one.id) - Number(other.id));
  }

  /** What callers of the API did that Zendesk would have swallowed; a correct caller leaves it empty. */
  violations(): readonly Violation[] {
    return this.#violations.list();
  }

  /** Calls `listener` for each write from now on; the answer stops that. */
  onChange(listener: (change: TicketChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #source() {
    return { accountId: this.#accountId, store: this.#store };
  }

  async #track<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  #committed(audit: Audit, options: ProgrammaticOptions): ChangeResult {
    const ticket = this.#store.knownTicket(audit.ticketId);
    const firstCommentEvent = this.#sender.settings()?.firstCommentEvent ?? true;
    const events = eventsOfAudit(this.#source(), ticket, audit, firstCommentEvent);
    for (const listener of this.#listeners) {
      listener({
        ticketId: ticket.id,
        auditId: audit.id,
        actorId: audit.actorId,
        changes: audit.changes,
        traceHeader: currentTraceHeader(),
      });
    }
    const bodies = options.deliver === false ? [] : this.#subscribedBodies(ticket, audit, events);
    const comment = audit.changes.find((change) => change.kind === 'comment');
    return {
      ticketId: ticket.id,
      auditId: audit.id,
      commentId: comment?.id ?? null,
      events,
      delivered: Promise.all(bodies.map((body) => this.deliver(body))),
    };
  }

  /** What goes out for an audit: the events that the webhook subscribes to, or what its trigger's template makes. */
  #subscribedBodies(
    ticket: Ticket,
    audit: Audit,
    events: readonly WebhookEvent[],
  ): (WebhookEvent | string)[] {
    const settings = this.#sender.settings();
    if (settings === null) return [];
    if (settings.triggerTemplate !== undefined)
      return [renderTrigger(settings.triggerTemplate, ticket, audit, this.#store)];
    return events.filter((event) => settings.subscriptions.includes(event.type));
  }
}
