import type { Connector } from '../contract.ts';
import { openApi } from './api.ts';
import { hydrate } from './hydrate.ts';
import { inbound } from './inbound.ts';
import { zendeskSettings } from './settings.ts';
import { applyWrite } from './write.ts';

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
  connect(settings, deps) {
    const api = openApi(settings, deps);
    return {
      hydrate: (hint) => hydrate(api, settings, hint),
      apply: (write, options) => applyWrite(api, settings, write, options),
    };
  },
} as const satisfies Connector<'zendesk'>;
