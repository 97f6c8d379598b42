import { Oauth } from './api/oauth.ts';
import type { AccountSettings } from './api/routing.ts';
import { ApiServer } from './api/server.ts';
import { maxAttachmentBytes } from './files.ts';
import type { Audit, Comment, Deletion, Priority, Status, Ticket, User } from './model.ts';
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
import { agentDeletes, agentMakesPrivate, agentRedactsAttachment, agentRedactsComment } from './redaction.ts';
import type {
  ChangeResult,
  ChatInput,
  ChatMessageAdded,
  ChatMessageInput,
  ChatResult,
  CommentInput,
  HandOverInput,
  ProgrammaticOptions,
  SeenMessage,
  StandInOptions,
  TicketChange,
  TicketInput,
} from './stand-in-types.ts';
import { Store } from './store.ts';
import { SunshineApi } from './sunshine/api.ts';
import { Chats, type StartedChat } from './sunshine/chats.ts';
import { type Violation, Violations } from './violations.ts';
import { Broadcast } from './webhooks/broadcast.ts';
import {
  type DeliverOptions,
  type DeliveryResult,
  WebhookSender,
  type WebhookSettings,
} from './webhooks/delivery.ts';
import { type EventSource, eventOfComment, type WebhookEvent } from './webhooks/events.ts';
import { Hooks } from './webhooks/hooks.ts';

/** A Zendesk account on one machine: REST API, webhooks, and a way to do by program what people do by hand. */
export class ZendeskStandIn {
  readonly #store: Store;
  readonly #oauth: Oauth;
  readonly #limits: RateLimits;
  readonly #violations = new Violations();
  readonly #server: ApiServer;
  readonly #hooks: Hooks;
  readonly #sender: WebhookSender;
  readonly #source: EventSource;
  readonly #broadcast: Broadcast;
  readonly #chats: Chats;
  readonly #accountSettings: AccountSettings;
  #baseUrl = '';

  /** Starts the account on a free port of 127.0.0.1. */
  static async start(options: StandInOptions): Promise<ZendeskStandIn> {
    const standIn = new ZendeskStandIn(options);
    standIn.#baseUrl = await standIn.#server.start();
    return standIn;
  }

  private constructor(options: StandInOptions) {
    const now = options.now ?? (() => new Date());
    this.#store = new Store(options.users, options.ticketFields, now, options.admin);
    this.#oauth = new Oauth(options.oauthClients, this.#store);
    this.#limits = new RateLimits(options.rateLimits ?? enterpriseRateLimits, options.rateLimitNow ?? now);
    this.#hooks = new Hooks(now);
    this.#hooks.configure(options.webhook ?? null);
    this.#sender = new WebhookSender(options.accountId, now, (webhookId, invocation) =>
      this.#hooks.record(webhookId, invocation),
    );
    this.#source = { accountId: options.accountId, store: this.#store };
    this.#broadcast = new Broadcast(this.#source, this.#hooks, this.#sender);
    const sunshine = new SunshineApi({
      keys: options.sunshineKeys ?? [],
      store: this.#store,
      limits: this.#limits,
      report: (violation) => this.#violations.add(violation),
      messageAdded: (conversation, message) => {
        this.#broadcast.messageAdded(conversation, message);
      },
      committed: (audit) => {
        this.#broadcast.committed(audit);
      },
    });
    this.#chats = new Chats(this.#store, sunshine, this.#broadcast);
    this.#accountSettings = {
      privateAttachments: options.privateAttachments ?? false,
      maxAttachmentBytes: options.maxAttachmentBytes ?? maxAttachmentBytes,
      badUploadToken: options.badUploadToken ?? 'refused',
      agentsCanDeleteTickets: options.agentsCanDeleteTickets ?? true,
      exportLagMs: options.exportLagMs ?? 60_000,
    };
    this.#server = new ApiServer({
      store: this.#store,
      oauth: this.#oauth,
      limits: this.#limits,
      violations: this.#violations,
      settings: this.#accountSettings,
      sunshine,
      hooks: this.#hooks,
      sender: this.#sender,
      committed: (audit) => {
        this.#broadcast.committed(audit);
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
    this.#hooks.configure(settings);
  }

  /** Replaces the rate limits; all counts begin anew. */
  setRateLimits(settings: RateLimitSettings | 'off'): void {
    this.#limits.configure(settings);
  }

  /** What changed so lately is left out of the incremental export: shorter where a test has no minute to wait. */
  setExportLag(ms: number): void {
    this.#accountSettings.exportLagMs = ms;
  }

  /** Adds a user, or replaces the one with that id. */
  addUser(user: User): void {
    this.#store.users.set(user.id, user);
  }

  /** All access tokens given out so far stop working. */
  revokeTokens(): void {
    this.#oauth.revokeAll();
  }

  /**
   * An access token of that user, as one gets who has signed in at a browser and said yes to a client; for half an hour
   * unless told otherwise.
   */
  signIn(userId: string, scope: string, expiresInSeconds?: number): string {
    return this.#oauth.grant(userId, scope, expiresInSeconds);
  }

  /** Resolves once no webhook is on its way any more. */
  async settled(): Promise<void> {
    await this.#broadcast.settled();
  }

  createTicket(input: TicketInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#broadcast.committed(personCreatesTicket(this.#store, input), options);
  }

  addComment(ticketId: string, input: CommentInput, options: ProgrammaticOptions = {}): ChangeResult {
    return this.#broadcast.committed(personComments(this.#store, ticketId, input), options);
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
    return this.#broadcast.committed(
      agentSetsField(this.#store, ticketId, agentId, { id: fieldId, value }),
      options,
    );
  }

  /** An agent sets the status, also one that the API could not leave again. */
  setStatusByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; status: Status }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#broadcast.committed(
      agentSetsStatus(this.#store, ticketId, change.agentId, change.status),
      options,
    );
  }

  setPriorityByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; priority: Priority | null }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    const { agentId, priority } = change;
    return this.#broadcast.committed(agentSetsPriority(this.#store, ticketId, agentId, priority), options);
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
    this.#broadcast.committed(audits.into, options);
    return this.#broadcast.committed(audits.from, options);
  }

  /** An agent redacts a string of a comment; without `text` all of it. */
  redactCommentByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; commentId: string; text?: string }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#broadcast.committed(agentRedactsComment(this.#store, ticketId, change), options);
  }

  redactAttachmentByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; commentId: string; attachmentId: string }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#broadcast.committed(agentRedactsAttachment(this.#store, ticketId, change), options);
  }

  makePrivateByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; commentId: string }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#broadcast.committed(agentMakesPrivate(this.#store, ticketId, change), options);
  }

  /** The API knows the ticket no more; `ticket()` still does. */
  deleteTicketByAgent(
    ticketId: string,
    change: Readonly<{ agentId: string; how?: Deletion }>,
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#broadcast.committed(agentDeletes(this.#store, ticketId, change), options);
  }

  /** A customer opens the chat, at first with a bot; no ticket stands for it before `handOver`. */
  startChat(input: ChatInput, options: ProgrammaticOptions = {}): StartedChat {
    return this.#chats.start(input, options);
  }

  /** The bot gives the chat to people: its ticket begins. Gives the change that made the ticket. */
  handOver(
    conversationId: string,
    input: HandOverInput = {},
    options: ProgrammaticOptions = {},
  ): ChangeResult {
    return this.#chats.handOver(conversationId, input, options);
  }

  /** Opens the chat's ticket again if it waited for the customer or was solved. */
  customerSays(
    conversationId: string,
    said: string | ChatMessageInput,
    options: ProgrammaticOptions = {},
  ): ChatResult {
    return this.#chats.customerSays(conversationId, said, options);
  }

  /** An agent answers in the workspace: the customer reads it at once, in the agent's words. */
  agentSays(
    conversationId: string,
    agentId: string,
    said: string | ChatMessageInput,
    options: ProgrammaticOptions = {},
  ): ChatResult {
    return this.#chats.agentSays(conversationId, agentId, said, options);
  }

  /** From now on the conversation takes no message by the API: 423. */
  lockConversation(conversationId: string): void {
    this.#chats.lock(conversationId);
  }

  /** What really stands on the customer's screen: comments of the ticket are not among it. */
  chatSeenByCustomer(ticketId: string): readonly SeenMessage[] {
    return this.#chats.seenByCustomer(ticketId);
  }

  /** The webhook body about a comment that exists, as if it had just been made; a new event id each time. */
  eventFor(
    ticketId: string,
    commentId: string,
    type: 'ticket.created' | 'ticket.comment_added',
  ): WebhookEvent {
    return eventOfComment(this.#source, this.#store.knownTicket(ticketId), commentId, type);
  }

  /** Sends a body to the webhook now, whatever it subscribes to, and gives the last answer. */
  async deliver(body: object | string | Uint8Array, options: DeliverOptions = {}): Promise<DeliveryResult> {
    return await this.#broadcast.deliver(body, options);
  }

  /** The ticket as it is now. Throws if there is none. */
  ticket(id: string): Readonly<Ticket> {
    return this.#store.knownTicket(id);
  }

  hasUser(id: string): boolean {
    return this.#store.users.has(id);
  }

  hasEndUser(id: string): boolean {
    return this.#store.users.get(id)?.role === 'end-user';
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
    return this.#broadcast.onChange(listener);
  }

  /** Calls `listener` for each message that comes into a chat from now on; the answer stops that. */
  onChatMessage(listener: (message: ChatMessageAdded) => void): () => void {
    return this.#broadcast.onMessage(listener);
  }
}
