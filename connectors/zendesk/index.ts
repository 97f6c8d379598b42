import type { Connector, ReplyWrite } from '../contract.ts';
import { readNote } from './agent-note.ts';
import { openApi } from './api.ts';
import { catchUp } from './catch-up.ts';
import { messagingChannel } from './channels.ts';
import { type ChatReplyWrite, findChatReply, sendChatReply } from './chat-reply.ts';
import { readHistory } from './history.ts';
import { hydrate } from './hydrate.ts';
import { inbound } from './inbound.ts';
import { redactCopies } from './redact.ts';
import { findReply, sendReply } from './reply.ts';
import { zendeskSettings } from './settings.ts';
import { applyWrite } from './write.ts';

/** Zendesk Support: signed webhooks in, what they lost by polling, one ticket update out. */
export const zendesk = {
  name: 'zendesk',
  settings: zendeskSettings,
  capabilities: {
    inbound: ['webhook', 'poll'],
    writes: ['note', 'fields', 'tags', 'priority', 'reply', 'status'],
    chatChannels: [messagingChannel],
    conditionalWrite: true,
    limits: { maxNoteBytes: 60_000, updatesPerMinutePerAccount: 100, updatesPerTicketPer10Minutes: 30 },
  },
  inbound,
  connect(settings, deps) {
    const api = openApi(settings, deps);
    const chat = { api, settings, deps };
    return {
      hydrate: (hint) => hydrate(api, settings, hint),
      readNote: (place) => readNote(api, place),
      history: (place, limit) => readHistory(api, settings, place, limit),
      reply: (write, options) =>
        isForChat(write) ? sendChatReply(write, options, chat) : sendReply(api, write, options),
      findReply: (write) => (isForChat(write) ? findChatReply(write, chat) : findReply(api, write)),
      redactCopies: (copies) => redactCopies(api, settings, copies),
      catchUp: (from) => catchUp(api, settings, from, deps.now),
      apply: (write, options) => applyWrite(api, settings, write, options),
    };
  },
} as const satisfies Connector<'zendesk'>;

const isForChat = (write: ReplyWrite): write is ChatReplyWrite => write.conversation !== null;
