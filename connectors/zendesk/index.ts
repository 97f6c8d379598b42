import type { Connector } from '../contract.ts';
import { inbound } from './inbound.ts';
import { zendeskSettings } from './settings.ts';

/** Zendesk Support: signed webhooks in, one ticket update out. */
export const zendesk = {
  name: 'zendesk',
  settings: zendeskSettings,
  capabilities: {
    inbound: ['webhook'],
    writes: ['note', 'fields', 'tags', 'priority'],
    conditionalWrite: true,
    limits: { maxNoteBytes: 60_000, updatesPerMinutePerAccount: 100, updatesPerTicketPer10Minutes: 30 },
  },
  inbound,
  connect: () => ({
    hydrate: async () => ({ kind: 'unavailable', status: null }),
    apply: async () => ({ kind: 'unavailable', status: null }),
  }),
} as const satisfies Connector<'zendesk'>;
