import type { Traces } from '../../functions/_shared/withdrawal/traces.ts';

/** Traces in maps. */
export function mapTraces(): Traces {
  const messages = new Map<string, { keys: Set<string>; copies: Map<string, any>; withdrawn: boolean }>();
  const conversations = new Map<string, { messages: Set<string>; until: string | null }>();
  const conversationOf = (key: string) => {
    const known = conversations.get(key) ?? { messages: new Set(), until: null };
    conversations.set(key, known);
    return known;
  };
  const messageOf = ({ conversationKey, message }: { conversationKey: string; message: string }) => {
    const key = `${conversationKey}#${message}`;
    const known = messages.get(key) ?? { keys: new Set(), copies: new Map(), withdrawn: false };
    messages.set(key, known);
    return known;
  };
  const withdrawnBy: Traces['withdrawnBy'] = async (place) => {
    const { until } = conversationOf(place.conversationKey);
    if (until !== null && Date.parse(place.occurredAt) <= Date.parse(until)) return 'conversation';
    return messageOf(place).withdrawn ? 'message' : null;
  };
  return {
    withdrawnBy,
    add: async (place, { translationKeys = [], copies = [] }) => {
      const known = messageOf(place);
      for (const key of translationKeys) known.keys.add(key);
      for (const copy of copies) known.copies.set(JSON.stringify(copy), copy);
      conversationOf(place.conversationKey).messages.add(place.message);
      return (await withdrawnBy(place)) !== null;
    },
    of: async (place) => {
      const { keys, copies } = messageOf(place);
      return { translationKeys: [...keys], copies: [...copies.values()] };
    },
    messagesOf: async (key) => [...conversationOf(key).messages],
    withdraw: async (place) => {
      messageOf(place).withdrawn = true;
    },
    withdrawConversation: async (key, until) => {
      conversationOf(key).until = until;
    },
  };
}
