import { helpdeskPaths } from '../../api.ts';
import { call, mapResult, type Result } from './call.ts';
import type { CustomerSide } from './customer-side.ts';
import { type Entry, saidInChat } from './thread.ts';
import { chatAnswer, chatsAnswer, messagesAnswer, ticketAnswer, type WireMessage } from './wire.ts';

function entryOf(message: WireMessage): Entry {
  const { author, content } = message;
  const isCustomer = author.type === 'user';
  return {
    id: message.id,
    author: { name: author.displayName, role: isCustomer ? 'customer' : 'agent' },
    atMs: message.received,
    isPublic: true,
    ...saidInChat(content),
    about: [],
    isSystem: false,
  };
}

/** Chats, by Sunshine Conversations as a website's messaging client uses it. */
export function chatSide(userId: string, appId: string): CustomerSide {
  const api = `${helpdeskPaths.messaging}/sc/v2/apps/${appId}/conversations`;
  const author = { type: 'user', userExternalId: userId };

  /** An agent's view of the ticket is the only way from a chat to it. */
  async function ticketOf(chat: string): Promise<string | null> {
    const path = `${helpdeskPaths.agent}/api/v2/tickets/messaging/conversations/${chat}/ticket`;
    const answer = await call({ path }, ticketAnswer);
    return answer.ok ? answer.value.ticket.id : null;
  }

  async function write(chat: string, text: string): Promise<Result<null>> {
    const body = { author, content: { type: 'text', text } };
    const path = `${api}/${chat}/messages`;
    return mapResult(await call({ method: 'POST', path, body }, messagesAnswer), () => null);
  }

  return {
    write,

    async conversations() {
      const path = `${api}?filter[userExternalId]=${encodeURIComponent(userId)}`;
      const answer = await call({ path }, chatsAnswer);
      if (!answer.ok) return answer;
      const chats = answer.value.conversations.map(async ({ id, lastUpdatedAt }) => ({
        ...{ id, channel: 'chat' as const, title: 'Chat', updatedAtMs: lastUpdatedAt },
        ticket: await ticketOf(id),
      }));
      return { ok: true, value: await Promise.all(chats) };
    },

    async thread(chat) {
      const answer = await call({ path: `${api}/${chat}/messages` }, messagesAnswer);
      return mapResult(answer, ({ messages }) => messages.map(entryOf));
    },

    async start({ text }) {
      const body = { type: 'personal', participants: [{ userExternalId: userId }] };
      const started = await call({ method: 'POST', path: api, body }, chatAnswer);
      if (!started.ok) return started;
      const { id } = started.value.conversation;
      const written = await write(id, text);
      if (!written.ok) return written;
      return { ok: true, value: { id, ticket: await ticketOf(id) } };
    },
  };
}
