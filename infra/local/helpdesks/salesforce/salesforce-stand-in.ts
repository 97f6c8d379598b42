import { Oauth } from './api/oauth.ts';
import { Rest } from './api/rest.ts';
import type { Usage } from './api/routing.ts';
import { ApiServer } from './api/server.ts';
import { Broadcast } from './broadcast.ts';
import type { Value, Values } from './metadata/model.ts';
import { type SetUpOrg, setUpOrg } from './org.ts';
import * as cases from './people/cases.ts';
import * as mails from './people/mails.ts';
import { type Hands, personOf } from './people/person.ts';
import { receivedByCustomer } from './people/received.ts';
import type { CalloutOptions, CalloutResult } from './publishing/callout.ts';
import { ChangeEvents } from './publishing/change-events.ts';
import { Channels, type DeliveryPlan, type Ways } from './publishing/channels.ts';
import type { OutgoingEvent } from './publishing/outgoing.ts';
import { eventOfRecord } from './publishing/triggers.ts';
import type { ValidationRule } from './records/context.ts';
import type * as Types from './stand-in-types.ts';
import { type Violation, Violations } from './violations.ts';

const defaultApiLimit = 15_000;
const defaultSessionMs = 7_200_000;

type Placed = Readonly<{ caseId: string; recordId: string }>;

/** A Salesforce org on one machine: token endpoint, REST API, events, and a way to do by program what people do by hand. */
export class SalesforceStandIn {
  readonly #set: SetUpOrg;
  readonly #hands: Hands;
  readonly #oauth: Oauth;
  readonly #channels: Channels;
  readonly #broadcast: Broadcast;
  readonly #violations = new Violations();
  readonly #server: ApiServer;
  #calls: Readonly<{ used: number; limit: number }>;
  #baseUrl = '';

  /** Starts the org on a free port of 127.0.0.1. Throws if the package folder holds none, or lacks a permission set. */
  static async start(options: Types.StandInOptions): Promise<SalesforceStandIn> {
    const standIn = new SalesforceStandIn(options);
    standIn.#baseUrl = await standIn.#server.start();
    return standIn;
  }

  private constructor(options: Types.StandInOptions) {
    this.#set = setUpOrg(options);
    const { org, users, records, outbox, automatedUserId } = this.#set;
    this.#hands = { org, records, automatedUserId };
    this.#calls = { used: 0, limit: options.dailyApiLimit ?? defaultApiLimit };
    this.#oauth = new Oauth({
      ...{ orgId: org.id, apps: options.apps, users, now: org.store.now },
      sessionTimeoutMs: options.sessionTimeoutMs ?? defaultSessionMs,
      isSandbox: options.isSandbox ?? false,
    });
    this.#channels = new Channels(org.id, org.store.now);
    this.#broadcast = new Broadcast(org, this.#channels, options.integrationUserId);
    const rest = new Rest({ org, records, mailbox: outbox, usage: () => this.#usage() });
    this.#server = new ApiServer({
      ...{ oauth: this.#oauth, users, violations: this.#violations },
      takeCall: () => this.#takeCall(),
      usage: () => this.#usage(),
      answer: (request) => rest.answer(request),
      commit: (caller) => {
        this.#broadcast.commit(caller);
      },
      intercept: options.intercept ?? (() => ({ kind: 'none' })),
      onRequest: options.onRequest ?? (() => undefined),
    });
  }

  /** Where token endpoint and API answer; what a real org's `https://<my domain>.my.salesforce.com` is. */
  get baseUrl(): string {
    return this.#baseUrl;
  }

  get orgId(): string {
    return this.#set.org.id;
  }

  /** Ends all connections and deliveries. */
  async stop(): Promise<void> {
    this.#channels.stop();
    await this.#server.stop();
    await this.settled();
  }

  /** Resolves once no event is on its way any more. */
  async settled(): Promise<void> {
    await this.#channels.settled();
  }

  /** Sets up or ends (null) a way in which the stack is told: their addresses may only be known once the org runs. */
  setWays(ways: Partial<Ways>): void {
    this.#channels.configure(ways);
  }

  /** How often and how late events come through from now on; null = once and at once. */
  setDeliveryPlan(plan: DeliveryPlan | null): void {
    this.#channels.plan(plan);
  }

  /** How many API calls of how many count as made. */
  setApiUsage(usage: Readonly<{ used: number; limit: number }>): void {
    this.#calls = usage;
  }

  setValidationRules(rules: readonly ValidationRule[]): void {
    this.#set.org.settings.validationRules = rules;
  }

  /** The next so many writes to the record, or to what hangs on it, find it locked. */
  lockRow(recordId: string, times: number): void {
    this.#set.org.settings.lockedRows.set(recordId, times);
  }

  /** From now on no answer of a query holds more records, whatever was asked for; null = as many as were asked for. */
  setRowsPerAnswer(rows: number | null): void {
    this.#set.org.settings.rowsPerAnswer = rows;
  }

  /** All access tokens given out so far stop working. */
  revokeSessions(): void {
    this.#oauth.revokeAll();
  }

  /** A person signs in at a browser, or by a command line; gives the access token of the session. */
  signIn(userId: string): string {
    return this.#oauth.open(userId);
  }

  /** Adds a user, or replaces the one with that id. Gives the id. */
  setUser(user: Types.StandInOptions['users'][number]): string {
    const id = this.#set.users.add(user);
    this.#set.org.store.commit();
    return id;
  }

  /** Gives the contact's id. */
  addContact(contact: Types.ContactInput): string {
    const id = cases.addContact(this.#hands, contact);
    this.#set.org.store.commit();
    return id;
  }

  /** Email-to-Case takes a mail: onto the case that it answers, or as a new one. */
  incomingEmail(mail: Types.IncomingEmail, options?: Types.DoingOptions): Types.Doing {
    return this.#done(
      this.#set.automatedUserId,
      mails.takeMail(this.#hands, this.#set.outbox, mail),
      options,
    );
  }

  /** A case that no mail opened: from the web, the portal, a call, a chat. */
  openCase(input: Types.CaseInput, options?: Types.DoingOptions): Types.Doing {
    const by = input.createdBy ?? this.#set.automatedUserId;
    return this.#done(by, cases.openCase(this.#hands, input), options);
  }

  /** An agent's or a portal user's post in the case's feed. */
  post(caseId: string, input: Types.PostInput, options?: Types.DoingOptions): Types.Doing {
    return this.#done(input.by, cases.post(this.#hands, caseId, input), options);
  }

  /** An agent's or a portal user's reply below a post. */
  replyToPost(postId: string, input: Types.ReplyInput, options?: Types.DoingOptions): Types.Doing {
    return this.#done(input.by, cases.replyToPost(this.#hands, postId, input), options);
  }

  /** An agent's or a portal user's case comment. */
  comment(caseId: string, input: Types.CommentInput, options?: Types.DoingOptions): Types.Doing {
    return this.#done(input.by, cases.comment(this.#hands, caseId, input), options);
  }

  /** An agent answers the customer by mail, in words of their own. */
  agentEmail(caseId: string, mail: Types.AgentEmail, options?: Types.DoingOptions): Types.Doing {
    return this.#done(mail.by, mails.sendMail(this.#hands, this.#set.outbox, caseId, mail), options);
  }

  /** Somebody changes fields of the case by hand; null empties one. */
  setFields(
    caseId: string,
    by: string,
    values: Readonly<Record<string, Value>>,
    options?: Types.DoingOptions,
  ): Types.Doing {
    return this.#done(by, cases.setFields(this.#hands, caseId, by, values), options);
  }

  /** The case goes into the Recycle Bin: the API says that it is deleted, `record` still shows it. */
  deleteCase(caseId: string, by: string, options?: Types.DoingOptions): Types.Doing {
    return this.#done(by, cases.deleteCase(this.#hands, caseId, by), options);
  }

  /** Somebody deletes a mail, a comment or a post of a case, or a file (its version's id). */
  deleteRecord(recordId: string, by: string, options?: Types.DoingOptions): Types.Doing {
    return this.#done(by, cases.deleteRecord(this.#hands, recordId, by), options);
  }

  /** Merges the first case into the second one. */
  mergeCases(fromId: string, intoId: string, by: string, options?: Types.DoingOptions): Types.Doing {
    return this.#done(by, cases.mergeCases(this.#hands, fromId, intoId, by), options);
  }

  /** The event about a message that exists, as if it had just been made. */
  eventFor(recordId: string): OutgoingEvent {
    return eventOfRecord(this.#set.org, recordId);
  }

  /** The change event of a record as if it had just been made; a gap event has only a header. */
  changeEventFor(recordId: string, { gap = false }: Readonly<{ gap?: boolean }> = {}): OutgoingEvent {
    const { object, values } = this.#set.org.store.known(recordId);
    const change = { kind: 'created', object, id: recordId, before: null, after: values } as const;
    const by = personOf(String(values.CreatedById));
    const [event] = new ChangeEvents(this.#set.org).ofChanges(by, [change], gap);
    if (event === undefined) throw new Error(`no change of ${object} is sent`);
    return event;
  }

  /** Puts an event on the bus of its relay now. Gives what the bus answered. */
  async relay(event: OutgoingEvent): Promise<unknown> {
    return await this.#channels.relay(event);
  }

  /** Sends an event by the signed callout now, or other bytes in its place. */
  async callout(event: OutgoingEvent | string, options: CalloutOptions = {}): Promise<CalloutResult> {
    return await this.#channels.callout(event, options);
  }

  /** A record's fields, also of a deleted one; null = there is none. */
  record(id: string): Values | null {
    return this.#set.org.store.get(id)?.values ?? null;
  }

  /** All records of an object that are not deleted, in the order in which they were made. */
  records(object: string): readonly Values[] {
    return this.#set.org.store.of(object).filter(({ IsDeleted }) => IsDeleted !== true);
  }

  /** The posts of a case, oldest first; mails and comments show as posts of their own types. */
  feedOf(caseId: string): readonly Values[] {
    return this.records('FeedItem').filter(({ ParentId }) => ParentId === caseId);
  }

  /** What came to the customer, by mail or in the portal. */
  whatTheCustomerReceived(caseId: string): readonly Types.Received[] {
    return receivedByCustomer(this.#set.org.store, this.#set.outbox, caseId);
  }

  /** What callers of the API did that a real org would have swallowed; a correct caller leaves it empty. */
  violations(): readonly Violation[] {
    return this.#violations.list();
  }

  /** Calls `listener` for each commit from now on; the answer stops that. */
  onChange(listener: (change: Types.OrgChange) => void): () => void {
    return this.#broadcast.onChange(listener);
  }

  #done(by: string, placed: Placed, options?: Types.DoingOptions): Types.Doing {
    return { ...placed, ...this.#broadcast.commit(personOf(by), options) };
  }

  #takeCall(): boolean {
    const { used, limit } = this.#calls;
    if (used >= limit) return false;
    this.#calls = { used: used + 1, limit };
    return true;
  }

  #usage(): Usage {
    const { left, limit } = this.#set.outbox;
    return { ...this.#calls, singleEmails: { left, limit } };
  }
}
