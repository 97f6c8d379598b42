import { scheduler } from 'node:timers/promises';
import {
  type CalloutOptions,
  type CalloutResult,
  type CalloutSettings,
  callOut,
  calloutBody,
} from './callout.ts';
import { messageEventName } from './message-payload.ts';
import { type BusEvent, busEventOf, type OutgoingEvent } from './outgoing.ts';

/** One Event Relay: a channel carries either platform events or change events, so that both need two. */
export type Relay = Readonly<{
  /** Name of the partner event source: `aws.partner/salesforce.com/<org>/<channel>`. */
  source: string;
  put: (event: BusEvent) => Promise<unknown>;
}>;

export type Ways = Readonly<{
  messages: Relay | null;
  changes: Relay | null;
  callout: CalloutSettings | null;
}>;

/** How often and how late an event comes through: one delay in milliseconds for each time; none = it is lost. */
export type DeliveryPlan = (event: OutgoingEvent, way: 'relay' | 'callout') => readonly number[];

const once: DeliveryPlan = () => [0];

/** Tells of events by the ways that are set up. */
export class Channels {
  readonly #orgId: string;
  readonly #now: () => Date;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #stopped = new AbortController();
  #ways: Ways = { messages: null, changes: null, callout: null };
  #plan: DeliveryPlan = once;

  constructor(orgId: string, now: () => Date) {
    this.#orgId = orgId;
    this.#now = now;
  }

  configure(ways: Partial<Ways>): void {
    this.#ways = { ...this.#ways, ...ways };
  }

  /** Null = each event comes through once and at once. */
  plan(plan: DeliveryPlan | null): void {
    this.#plan = plan ?? once;
  }

  /** Tells of each event by each way that carries it. Resolves once all have ended; never rejects. */
  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    await Promise.all(events.flatMap((event) => this.#deliveries(event)));
  }

  /** Puts it on the bus of the relay that carries such events. Gives what the bus answered; throws without such a relay. */
  async relay(event: OutgoingEvent): Promise<unknown> {
    const relay = event.detailType === messageEventName ? this.#ways.messages : this.#ways.changes;
    if (relay === null) throw new Error(`no relay carries ${event.detailType}`);
    return await this.#track(relay.put(busEventOf(event, relay.source)));
  }

  /** Sends it now, or other bytes in its place. Throws without an address to send it to. */
  async callout(event: OutgoingEvent | string, options: CalloutOptions = {}): Promise<CalloutResult> {
    const { callout } = this.#ways;
    if (callout === null) throw new Error('the stand-in has no address to call');
    const body = typeof event === 'string' ? event : calloutBody(this.#orgId, event);
    return await this.#track(callOut(callout, body, this.#now(), options, this.#stopped.signal));
  }

  /** Resolves once nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  stop(): void {
    this.#stopped.abort();
  }

  #deliveries(event: OutgoingEvent): readonly Promise<unknown>[] {
    const isMessage = event.detailType === messageEventName;
    const relay = isMessage ? this.#ways.messages : this.#ways.changes;
    const byRelay = relay === null ? [] : this.#plan(event, 'relay');
    const byCallout = isMessage && this.#ways.callout !== null ? this.#plan(event, 'callout') : [];
    return [
      ...byRelay.map((delayMs) => this.#track(this.#later(delayMs, () => this.relay(event)))),
      ...byCallout.map((delayMs) => this.#track(this.#later(delayMs, () => this.callout(event)))),
    ];
  }

  async #later(delayMs: number, run: () => Promise<unknown>): Promise<void> {
    try {
      if (delayMs > 0) await scheduler.wait(delayMs, { signal: this.#stopped.signal });
      await run();
    } catch {
      // At-least-once is the bus's promise to Salesforce; what it lost here is lost.
    }
  }

  async #track<Value>(delivery: Promise<Value>): Promise<Value> {
    this.#underWay.add(delivery);
    try {
      return await delivery;
    } finally {
      this.#underWay.delete(delivery);
    }
  }
}
