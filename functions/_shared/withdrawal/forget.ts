import { type ConversationMemory, emptyMemory, type MemoryStore } from '../conversation/memory.ts';
import type { TranslationMemory } from '../translate/translation-memory.ts';
import type { MessagePlace, Traces, Withdrawn } from './traces.ts';

export type ForgetPorts = Readonly<{
  traces: Pick<Traces, 'of' | 'messagesOf'>;
  memory: MemoryStore;
  translations: Pick<TranslationMemory, 'forget'>;
}>;

/**
 * The memory without what a withdrawn message told of its customer. A language is no text, and what stands in the fields
 * was not redacted there. Null = nothing changes. Pure.
 */
export function withoutMessage(memory: ConversationMemory, message: string): ConversationMemory | null {
  const { lastOfRequester, sentiments, intent } = memory;
  const left = {
    lastOfRequester: lastOfRequester?.stamp.message === message ? null : lastOfRequester,
    sentiments: sentiments.filter(({ stamp }) => stamp.message !== message),
    intent: intent?.stamp.message === message ? null : intent,
  };
  const isSame =
    left.lastOfRequester === lastOfRequester &&
    left.sentiments.length === sentiments.length &&
    left.intent === intent;
  return isSame ? null : { ...memory, ...left };
}

/**
 * Takes away what our tables know of a withdrawn message, or of its whole conversation: translations and memory. The item of
 * a deleted conversation is emptied rather than deleted, so that whoever changes it at the same time notices. May be done
 * again at any time; throws if a table does not do it.
 */
export async function forget(
  { conversationKey, message }: Pick<MessagePlace, 'conversationKey' | 'message'>,
  by: Withdrawn,
  { traces, memory, translations }: ForgetPorts,
): Promise<void> {
  const messages = by === 'message' ? [message] : await traces.messagesOf(conversationKey);
  for (const one of messages) {
    const { translationKeys } = await traces.of({ conversationKey, message: one });
    await Promise.all(translationKeys.map((key) => translations.forget(key)));
  }
  await memory.update(conversationKey, (known) => ({
    memory: by === 'message' ? withoutMessage(known, message) : known === emptyMemory ? null : emptyMemory,
    result: undefined,
  }));
}
