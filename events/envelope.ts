import * as z from 'zod/mini';
import { conversationKeyOf, eventIdOf } from './ids.ts';
import { languageTag } from './language.ts';

const vendorId = z.string().check(z.minLength(1), z.maxLength(256));

/**
 * What every event carries. All of it follows from the vendor's message, so that the same message
 * delivered twice gives the same bytes: no clock, no random, no trace (X-Ray's header travels beside it).
 */
export const envelopeShape = {
  /** UUIDv5 of (type, connector, account, message, attempt). */
  eventId: z.uuid(),
  /** The event id of the customer's message that started it all. */
  correlationId: z.uuid(),
  /** The event id of the event that directly caused this one; null for the first. */
  causationId: z.nullable(z.uuid()),
  /** 1 for the first time; `#retry` raises it, redrive does not. */
  attempt: z.int().check(z.gte(1)),
  /** When it happened, by the vendor's clock. */
  occurredAt: z.iso.datetime({ offset: true }),
  connector: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  /** The vendor's immutable account id, as a string. */
  account: vendorId,
  ticket: vendorId,
  /** The vendor's message id; in a hint, what is hinted at (`first:<ticket>`). */
  message: vendorId,
  /** FIFO group: `connector:account:ticket`. */
  conversationKey: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Connector, account and the vendor's customer id; null where the vendor did not say who it is. */
  customerKey: z.nullable(z.string().check(z.minLength(1))),
  /** The language that this conversation's agents read. */
  agentLanguage: languageTag,
};
const envelope = z.object(envelopeShape);
export type Envelope = z.infer<typeof envelope>;

export type FirstEnvelopeInput = Readonly<
  Pick<
    Envelope,
    'connector' | 'account' | 'ticket' | 'message' | 'occurredAt' | 'agentLanguage' | 'customerKey'
  >
> & { readonly attempt?: number };

/** The envelope of an event that begins a chain: it correlates to itself. */
export function firstEnvelope(type: string, input: FirstEnvelopeInput): Envelope {
  const { attempt = 1, ...facts } = input;
  const eventId = eventIdOf({ type, ...facts, attempt });
  return {
    ...facts,
    eventId,
    correlationId: attempt === 1 ? eventId : eventIdOf({ type, ...facts, attempt: 1 }),
    causationId: null,
    attempt,
    conversationKey: conversationKeyOf(facts.connector, facts.account, facts.ticket),
  };
}

/** The envelope of an event caused by another. `changes` names what became known since (a hint's real message id, or its ticket). */
export function followingEnvelope(
  type: string,
  cause: Envelope,
  changes: Partial<
    Pick<Envelope, 'message' | 'ticket' | 'occurredAt' | 'customerKey' | 'agentLanguage'>
  > = {},
): Envelope {
  const facts = {
    connector: cause.connector,
    account: cause.account,
    ticket: changes.ticket ?? cause.ticket,
    message: changes.message ?? cause.message,
    attempt: cause.attempt,
  };
  return {
    ...facts,
    eventId: eventIdOf({ type, ...facts }),
    correlationId: cause.correlationId,
    causationId: cause.eventId,
    occurredAt: changes.occurredAt ?? cause.occurredAt,
    conversationKey:
      changes.ticket === undefined
        ? cause.conversationKey
        : conversationKeyOf(facts.connector, facts.account, facts.ticket),
    customerKey: changes.customerKey ?? cause.customerKey,
    agentLanguage: changes.agentLanguage ?? cause.agentLanguage,
  };
}
