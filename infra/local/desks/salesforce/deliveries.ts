import type { OutgoingEvent, SalesforceStandIn } from '../../helpdesks/salesforce/index.ts';
import type { Delivery } from '../../replay/input.ts';
import { deliveryTimeoutMs, type WaysIn } from '../desk.ts';
import { busEventIn } from './body.ts';

/** What the package publishes of a line: it can go either way. */
export class PublishedEvent {
  readonly event: OutgoingEvent;
  constructor(event: OutgoingEvent) {
    this.event = event;
  }
}

/** The two ways in which an org tells the stack. */
export const tellsBy = ['partner-bus', 'webhook'] as const;
type Way = (typeof tellsBy)[number];

/** Which way the line chooses; lines that are about a signature, or about the raw bytes, can only mean the callout. */
function wayOf(how: Delivery, ways: WaysIn): Way {
  if (how.via !== undefined) return how.via;
  const isUsual = how.signature === 'good' && how.ageSeconds === 0 && how.contentType === 'application/json';
  return isUsual && ways.partnerBus !== null ? 'partner-bus' : 'webhook';
}

/** Tells the stack by the relay or by the signed callout. Gives the traces that were started. */
export class SalesforceDeliveries {
  readonly #standIn: SalesforceStandIn;
  readonly #source: string;
  readonly #signingSecret: string;
  #ways: WaysIn | null = null;

  constructor(standIn: SalesforceStandIn, source: string, signingSecret: string) {
    this.#standIn = standIn;
    this.#source = source;
    this.#signingSecret = signingSecret;
  }

  connect(ways: WaysIn): void {
    this.#ways = ways;
    const { partnerBus, webhookUrl } = ways;
    this.#standIn.setWays({
      messages: partnerBus === null ? null : { source: this.#source, put: partnerBus },
      callout: { url: webhookUrl, signingSecret: this.#signingSecret, timeoutMs: deliveryTimeoutMs },
    });
    // An org has one of the two deployed. What users of the API do is told by that one.
    const usual = partnerBus === null ? 'callout' : 'relay';
    this.#standIn.setDeliveryPlan((_, way) => (way === usual ? [0] : []));
  }

  async deliver(delivery: object | string, how: Delivery): Promise<readonly string[]> {
    if (this.#ways === null) throw new Error('the org is not connected to the stack yet');
    if (typeof delivery === 'string') return await this.#callOut(delivery, how);
    const way = wayOf(how, this.#ways);
    if (delivery instanceof PublishedEvent) {
      return way === 'partner-bus'
        ? traceIn(await this.#standIn.relay(delivery.event))
        : await this.#callOut(delivery.event, how);
    }
    const busEvent = busEventIn(delivery, this.#source);
    if (busEvent === null) return await this.#callOut(JSON.stringify(delivery), how);
    return traceIn(await this.#ways.partnerBus?.(busEvent));
  }

  async #callOut(body: OutgoingEvent | string, how: Delivery): Promise<readonly string[]> {
    const { signature, ageSeconds, contentType } = how;
    const { headers } = await this.#standIn.callout(body, { signature, ageSeconds, contentType });
    return traceIn(headers['x-local-trace-id']);
  }
}

function traceIn(answer: unknown): readonly string[] {
  return typeof answer === 'string' ? [answer] : [];
}
