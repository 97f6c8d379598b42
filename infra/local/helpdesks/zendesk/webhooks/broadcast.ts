import { currentTraceHeader } from '../../trace.ts';
import type { Audit } from '../model.ts';
import type {
  ChangeResult,
  ChatMessageAdded,
  ChatResult,
  ProgrammaticOptions,
  TicketChange,
} from '../stand-in-types.ts';
import type { Store } from '../store.ts';
import type { ChatMessage, Conversation } from '../sunshine/conversations.ts';
import { activeTicketOf } from '../sunshine/people.ts';
import type { DeliverOptions, DeliveryResult, WebhookSender, WebhookSettings } from './delivery.ts';
import { type EventSource, eventsOfAudit, type WebhookEvent } from './events.ts';
import type { Hooks } from './hooks.ts';
import { messageEvent } from './message-event.ts';
import { renderTrigger } from './trigger-template.ts';

type Body = object | string | Uint8Array;

/** Tells everybody what happened: the listeners in this process, and the webhooks. */
export class Broadcast {
  readonly #source: EventSource;
  readonly #store: Store;
  readonly #hooks: Hooks;
  readonly #sender: WebhookSender;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #changeListeners = new Set<(change: TicketChange) => void>();
  readonly #messageListeners = new Set<(message: ChatMessageAdded) => void>();

  constructor(source: EventSource, hooks: Hooks, sender: WebhookSender) {
    this.#source = source;
    this.#hooks = hooks;
    this.#store = source.store;
    this.#sender = sender;
  }

  /** Resolves once no webhook is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** To the webhook that was set, else to the first that the API made. */
  async deliver(body: Body, options: DeliverOptions = {}): Promise<DeliveryResult> {
    const [settings] = this.#hooks.active();
    if (settings === undefined) throw new Error('the stand-in has no webhook to deliver to');
    return await this.#deliverTo(settings, body, options);
  }

  async #deliverTo(settings: WebhookSettings, body: Body, options: DeliverOptions): Promise<DeliveryResult> {
    const delivery = this.#sender.deliver(settings, body, options);
    this.#underWay.add(delivery);
    try {
      return await delivery;
    } finally {
      this.#underWay.delete(delivery);
    }
  }

  onChange(listener: (change: TicketChange) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  onMessage(listener: (message: ChatMessageAdded) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  committed(audit: Audit, options: ProgrammaticOptions = {}): ChangeResult {
    const ticket = this.#store.knownTicket(audit.ticketId);
    const firstCommentEvent = this.#hooks.active()[0]?.firstCommentEvent ?? true;
    const events = eventsOfAudit(this.#source, ticket, audit, firstCommentEvent);
    const { actorId, changes } = audit;
    for (const listener of this.#changeListeners) {
      listener({
        ticketId: ticket.id,
        auditId: audit.id,
        actorId,
        changes,
        traceHeader: currentTraceHeader(),
      });
    }
    const bodiesFor = (settings: WebhookSettings) =>
      settings.triggerTemplate === undefined
        ? subscribed(settings, events)
        : [renderTrigger(settings.triggerTemplate, ticket, audit, this.#store)];
    const comment = audit.changes.find((change) => change.kind === 'comment');
    return {
      ticketId: ticket.id,
      auditId: audit.id,
      commentId: comment?.id ?? null,
      events,
      delivered: this.#deliverAll(bodiesFor, options),
    };
  }

  /** A message that no ticket stands for yet reaches no webhook. */
  messageAdded(
    conversation: Conversation,
    message: ChatMessage,
    options: ProgrammaticOptions = {},
  ): ChatResult {
    const ticketId = activeTicketOf(this.#store, conversation)?.id ?? null;
    for (const listener of this.#messageListeners) {
      listener({ conversationId: conversation.id, ticketId, message, traceHeader: currentTraceHeader() });
    }
    const events = ticketId === null ? [] : [messageEvent(this.#source, conversation, message, ticketId)];
    return {
      conversationId: conversation.id,
      messageId: message.id,
      ticketId,
      events,
      delivered: this.#deliverAll((settings) => subscribed(settings, events), options),
    };
  }

  /** `bodiesFor`: the events that a webhook subscribes to, or what its trigger's template makes. */
  #deliverAll(
    bodiesFor: (settings: WebhookSettings) => readonly (WebhookEvent | string)[],
    options: ProgrammaticOptions,
  ): Promise<DeliveryResult[]> {
    const targets = options.deliver === false ? [] : this.#hooks.active();
    return Promise.all(
      targets.flatMap((settings) => bodiesFor(settings).map((body) => this.#deliverTo(settings, body, {}))),
    );
  }
}

function subscribed(settings: WebhookSettings, events: readonly WebhookEvent[]): WebhookEvent[] {
  return events.filter((event) => settings.subscriptions.includes(event.type));
}
