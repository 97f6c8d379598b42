import type { Connector } from '../contract.ts';
import { readNote } from './agent-note.ts';
import { openApi } from './api.ts';
import { catchUp } from './catch-up.ts';
import { readHistory } from './history.ts';
import { hydrate } from './hydrate.ts';
import { inbound } from './inbound.ts';
import { rememberingPrivileges } from './privileged.ts';
import { redactCopies } from './redact.ts';
import { findReply, sendReply } from './reply.ts';
import { requestTrackerSettings } from './settings.ts';
import { applyWrite } from './write.ts';

/** Best Practical's Request Tracker 5: deliveries of our own scrips in, REST 2.0 out. */
export const requestTracker = {
  name: 'request-tracker',
  settings: requestTrackerSettings,
  capabilities: {
    inbound: ['webhook', 'poll'],
    writes: ['note', 'fields', 'tags', 'priority', 'reply', 'status'],
    conditionalWrite: true,
    limits: {
      // RT shows no longer text in a ticket's history (`$MaxInlineBody`, 25 KiB as delivered).
      maxNoteBytes: 25_000,
      // RT has no limit. A write is two to four requests of 30 to 250 ms on one of its few workers, which people need, too.
      updatesPerMinutePerAccount: 120,
      updatesPerTicketPer10Minutes: null,
    },
  },
  inbound,
  connect(settings, deps) {
    const api = openApi(settings, deps);
    const privileges = rememberingPrivileges(api, deps.now);
    return {
      hydrate: (hint) => hydrate(api, settings, hint),
      readNote: (place) => readNote(api, settings, place),
      history: (place, limit) => readHistory(api, settings, place, limit),
      reply: (write, options) => sendReply(api, settings, write, options),
      findReply: (write) => findReply(api, settings, write),
      redactCopies: (copies) => redactCopies(api, settings, copies),
      catchUp: (from) => catchUp({ api, settings, privileges }, from),
      apply: (write, options) => applyWrite(api, settings, write, options),
    };
  },
} as const satisfies Connector<'request-tracker'>;
