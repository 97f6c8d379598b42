import * as z from 'zod/mini';
import type {
  Capabilities,
  Client,
  Connector,
  EnrichmentWrite,
  Inbound,
  PartnerBus,
  WriteOutcome,
} from '../../connectors/contract.ts';

export type Applied = Readonly<{ write: EnrichmentWrite; priorAttempt: 'none' | 'unknown' }>;

/** A client that answers writes with the given outcomes, in order, the last one for ever, and keeps what it was asked. */
export function scriptedClient(...outcomes: readonly (WriteOutcome | Error)[]) {
  const applied: Applied[] = [];
  const left = [...outcomes];
  const client: Client = {
    hydrate: async () => ({ kind: 'unavailable', status: null }),
    readNote: async () => ({ kind: 'unavailable', status: null }),
    history: async () => ({ kind: 'unavailable', status: null }),
    reply: async () => ({ kind: 'unavailable', status: null }),
    findReply: async () => ({ kind: 'absent' }),
    redactCopies: async () => ({ kind: 'already-applied', vendorRef: '5158' }),
    catchUp: async () => ({ kind: 'unavailable', status: null }),
    apply: async (write, { priorAttempt }) => {
      applied.push({ write, priorAttempt });
      const outcome = left.length > 1 ? left.shift()! : left[0]!;
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  };
  return { client, applied };
}

const capabilities: Capabilities = {
  inbound: ['webhook'],
  writes: ['note', 'fields', 'tags', 'priority', 'reply', 'status'],
  conditionalWrite: true,
  limits: { maxNoteBytes: 60_000, updatesPerMinutePerAccount: 100, updatesPerTicketPer10Minutes: 30 },
};

/** A tool that trusts nothing and understands nothing, unless told otherwise. */
export function aConnector(
  parts: Readonly<{
    client?: Client;
    inbound?: Partial<Inbound>;
    partnerBus?: PartnerBus;
    capabilities?: Partial<Capabilities>;
  }> = {},
): Connector {
  return {
    name: 'zendesk',
    settings: z.unknown(),
    capabilities: { ...capabilities, ...parts.capabilities },
    inbound: {
      verify: () => ({ trusted: false, why: 'mismatch' }),
      decode: () => ({ ok: false, error: [] }),
      ...parts.inbound,
    },
    ...(parts.partnerBus ? { partnerBus: parts.partnerBus } : {}),
    connect: () => parts.client ?? scriptedClient({ kind: 'unavailable', status: null }).client,
  };
}
