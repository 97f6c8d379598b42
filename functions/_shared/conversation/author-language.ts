import type { ConversationMemory } from './memory.ts';
import { isMine, isNewer } from './stamp.ts';

type AuthorLanguage = ConversationMemory['authorLanguages'][string];

/**
 * Whether a reading takes the place of what is known of an author. The newest firm reading counts; a firm one stands above
 * any weak one, whichever is newer. Of weak ones the first by the vendor's time stays, so that no scrap flips what another
 * scrap said. Whatever the order in which readings come, the same one stands in the end.
 */
export function outranks(learned: AuthorLanguage, known: AuthorLanguage | undefined): boolean {
  if (known === undefined) return true;
  if (learned.isWeak !== known.isWeak) return known.isWeak === true;
  if (isMine(learned.stamp, known.stamp)) return true;
  return learned.isWeak === true ? isNewer(known.stamp, learned.stamp) : isNewer(learned.stamp, known.stamp);
}
