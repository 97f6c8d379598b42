import type { LanguageReading } from '../../../events/language.ts';
import type { MessageEnriched } from '../../../events/message-enriched.v1.ts';
import type { ConversationMemory } from './memory.ts';
import { isMine, isNewer, type Stamp } from './stamp.ts';

/**
 * What was known of an author's language before a message. A correction is about the requester, whose language the ticket's
 * field holds. What an earlier try at this very message found is no memory: the next try shall come to the same.
 */
export function knownLanguages(
  memory: ConversationMemory,
  author: MessageEnriched['author'],
  message: Stamp,
): Readonly<{ correction: string | null; memory: LanguageReading | null }> {
  const known = memory.authorLanguages[author.id];
  return {
    correction: author.role === 'requester' ? (memory.correction?.value ?? null) : null,
    memory: known === undefined || isMine(message, known.stamp) ? null : known.reading,
  };
}

/**
 * The memory that counts for one of the requester's `messages`, which are in any order: an agent corrects the language of
 * the last one that stands there, and of all to come. One that another had followed by then keeps its own.
 */
export function memoryFor(
  message: Stamp,
  messages: readonly Stamp[],
  memory: ConversationMemory,
): ConversationMemory {
  const { correction } = memory;
  if (correction === null) return memory;
  const isOlder = messages.some((other) => isNewer(other, message) && !isNewer(other, correction.stamp));
  return isOlder ? { ...memory, correction: null } : memory;
}
