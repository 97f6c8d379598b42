import { currentTraceHeader } from '../../trace.ts';
import type { Audit, Ticket } from '../model.ts';
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
import type { DeliverOptions, DeliveryResult, WebhookSender } from './delivery.ts';
import { type EventSource, eventsOfAudit, type WebhookEvent } from './events.ts';
import { messageEvent } from './message-event.ts';
import { renderTrigger } from './trigger-template.ts';

/** Tells everybody what happened: the listeners in this process, and the webhook. */
export class Broadcast {
  readonly #source: EventSource;
  readonly #store: Store;
  readonly #sender: WebhookSender;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #changeListeners = new Set<(change: TicketChange) => void>();
  readonly #messageListeners = new Set<(message: ChatMessageAdded) => void>();

  constructor(source: EventSource, sender: WebhookSender) {
    this.#source = source;
    this.#store = source.store;
    this.#sender = sender;
  }

  /** Resolves once no webhook is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async deliver(body: object | string | Uint8Array, options: DeliverOptions = {}): Promise<DeliveryResult> {
    const delivery = this.#sender.deliver(body, options);
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
    const firstCommentEvent = this.#sender.settings()?.firstCommentEvent ?? true;
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
    const bodies = options.deliver === false ? [] : this.#subscribed(events);
    return {
      conversationId: conversation.id,
      messageId: message.id,
      ticketId,
      events,
      delivered: Promise.all(bodies.map((body) => this.deliver(body))),
    };
  }

  #subscribed(events: readonly WebhookEvent[]): WebhookEvent[] {
    const subscriptions = this.#sender.settings()?.subscriptions ?? [];
    return events.filter((event) => subscriptions.includes(event.type));
  }

  /** What goes out for an audit: the events that the webhook subscribes to, or what its trigger's template makes. */
  #subscribedBodies(
    ticket: Ticket,
    audit: Audit,
    events: readonly WebhookEvent[],
  ): (WebhookEvent | string)[] {
    const template = this.#sender.settings()?.triggerTemplate;
    return template === undefined
      ? this.#subscribed(events)
      : [renderTrigger(template, ticket, audit, this.#store)];
  }
}
