import type { Connector } from '../contract.ts';
import { readNote } from './agent-note.ts';
import { openApi } from './api.ts';
import { catchUp } from './catch-up.ts';
import { readHistory } from './history.ts';
import { hydrate } from './hydrate.ts';
import { inbound } from './inbound.ts';
import { partnerBus } from './partner-bus.ts';
import { redactCopies } from './redact.ts';
import { findReply, sendReply } from './reply.ts';
import { salesforceSettings } from './settings.ts';
import { applyWrite } from './write.ts';

/** Salesforce Service Cloud: platform events or signed callouts in, one composite call out. */
export const salesforce = {
  name: 'salesforce',
  settings: salesforceSettings,
  capabilities: {
    inbound: ['partner-bus', 'webhook', 'poll'],
    writes: ['note', 'fields', 'tags', 'priority', 'reply', 'status'],
    conditionalWrite: true,
    // A note that one post or comment cannot hold goes on in further ones of the same call, each with its row: of comments that
    // are half full ten, so that with the case and four tags it is 25 parts.
    limits: { maxNoteBytes: 20_000, updatesPerMinutePerAccount: 60, updatesPerTicketPer10Minutes: null },
  },
  inbound,
  partnerBus,
  connect(settings, deps) {
    const api = openApi(settings, deps);
    const { now } = deps;
    const reading = { api, settings, now };
    return {
      hydrate: (hint) => hydrate(reading, hint),
      readNote: (place) => readNote(reading, place),
      history: ({ ticket }, limit) => readHistory(reading, ticket, limit),
      reply: (write, options) => sendReply(write, options, reading),
      findReply: (write) => findReply(write, reading),
      apply: (write, options) => applyWrite(api, settings, write, options, now),
      redactCopies: (copies) => redactCopies(copies, reading),
      catchUp: (from) => catchUp(from, reading),
    };
  },
} as const satisfies Connector<'salesforce'>;
