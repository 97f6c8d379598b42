import { sameLanguage, undetermined } from '../../events/language.ts';
import type { Intent, MessageEnriched } from '../../events/message-enriched.v1.ts';
import { outranks } from '../_shared/conversation/author-language.ts';
import type { ConversationMemory } from '../_shared/conversation/memory.ts';
import { isLatestOf, isMine, isNewer, type Stamp } from '../_shared/conversation/stamp.ts';
import { type LanguageLimits, memorability } from '../_shared/language/decide.ts';

/** The message whose sentiment counts now; null = none yet. */
export function sentimentStamp(memory: ConversationMemory): Stamp | null {
  return memory.sentiments.at(-1)?.stamp ?? null;
}

export type NewIntent = Readonly<{
  intent: Intent | null;
  isShort: boolean;
  stamp: Stamp;
  /** What a later intent has to reach to replace the first. */
  changeThreshold: number;
}>;

/**
 * The intent that stands after a message: the first confident one sticks, only a later one above the higher threshold
 * changes it, never a short text. A short text may be the first ("Cancel my order"), but only above that threshold.
 */
export function settledIntent(
  standing: ConversationMemory['intent'],
  { intent, isShort, stamp, changeThreshold }: NewIntent,
): ConversationMemory['intent'] {
  if (intent === null) return standing;
  const isStrong = intent.confidence > changeThreshold;
  if (standing === null || isMine(stamp, standing.stamp)) {
    return isStrong || !isShort ? { ...intent, stamp } : standing;
  }
  const changes = isStrong && !isShort && intent.name !== standing.name;
  return changes && isNewer(stamp, standing.stamp) ? { ...intent, stamp } : standing;
}

export type Enriched = Readonly<{
  stamp: Stamp;
  letters: number;
  limits: LanguageLimits;
  changeThreshold: number;
  event: Pick<
    MessageEnriched,
    | 'author'
    | 'attempt'
    | 'correlationId'
    | 'customerKey'
    | 'language'
    | 'sentiment'
    | 'intent'
    | 'translation'
    | 'plan'
    | 'conversation'
  >;
  ticketPriority: string | null;
  overBudget: boolean;
}>;

function languagesAfter(memory: ConversationMemory, { stamp, letters, limits, event }: Enriched) {
  const author = event.author.id;
  const worth = memorability(event.language, letters, limits);
  if (worth === null) return memory.authorLanguages;
  const learned: ConversationMemory['authorLanguages'][string] = {
    reading: event.language,
    stamp,
    ...(worth === 'weak' ? { isWeak: true } : {}),
  };
  if (!outranks(learned, memory.authorLanguages[author])) return memory.authorLanguages;
  return { ...memory.authorLanguages, [author]: learned };
}

/** The last two customers' messages that showed a sentiment, the older first. */
function sentimentsAfter(memory: ConversationMemory, { stamp, event }: Enriched) {
  if (event.sentiment === null) return memory.sentiments;
  const others = memory.sentiments.filter((known) => !isMine(stamp, known.stamp));
  return [...others, { label: event.sentiment.label, stamp }]
    .sort((one, other) => (isNewer(one.stamp, other.stamp) ? 1 : -1))
    .slice(-2);
}

/** The requester's last message. One that was read again without a note leaves the earlier note standing. */
function lastOfRequesterAfter(memory: ConversationMemory, { stamp, event }: Enriched) {
  const { lastOfRequester: known } = memory;
  const { author, attempt, correlationId, customerKey, plan, translation, language } = event;
  if (author.role !== 'requester' || !isLatestOf(stamp, known?.stamp ?? null)) return known;
  if (known !== null && isMine(stamp, known.stamp) && attempt < known.attempt) return known;
  const standing = known !== null && isMine(stamp, known.stamp) ? known.note : null;
  const note = plan.note === null ? standing : { attempt, language: translation?.source ?? language.code };
  const inChat = event.conversation === undefined ? {} : { conversation: event.conversation };
  return { stamp, attempt, correlationId, customerKey, note, ...inChat };
}

/** The chat of the newest message that was said in one. Pure. */
export function chatAfter(
  { chat }: ConversationMemory,
  stamp: Stamp,
  conversation: string | undefined,
): Pick<ConversationMemory, 'chat'> {
  if (conversation === undefined || !isLatestOf(stamp, chat?.stamp ?? null)) return {};
  return { chat: { conversation, stamp } };
}

/** The memory after a message. An older message never overwrites what a newer one has told. Pure. */
export function remember(memory: ConversationMemory, enriched: Enriched): ConversationMemory {
  const { stamp, event, letters, limits, changeThreshold, ticketPriority, overBudget } = enriched;
  const isShort = letters < limits.shortTextLetters;
  const { firstSeen, raiseAsked } = memory.priority ?? { firstSeen: ticketPriority, raiseAsked: false };
  return {
    ...memory,
    authorLanguages: languagesAfter(memory, enriched),
    lastOfRequester: lastOfRequesterAfter(memory, enriched),
    ...chatAfter(memory, stamp, event.conversation),
    intent: memory.locks.intent
      ? memory.intent
      : settledIntent(memory.intent, { intent: event.intent, isShort, stamp, changeThreshold }),
    sentiments: sentimentsAfter(memory, enriched),
    budgetNoteAsked: memory.budgetNoteAsked || overBudget,
    priority: { firstSeen, raiseAsked: raiseAsked || event.plan.priority !== null },
  };
}

/**
 * Whether an agent corrected the language while this message, the requester's last, was being read: it was read in another,
 * and the correction found no message to have read once more.
 */
export function isOvertakenByCorrection(
  { author, language, message, occurredAt }: MessageEnriched,
  { correction, lastOfRequester }: ConversationMemory,
): boolean {
  if (author.role !== 'requester' || correction === null) return false;
  const isLast = lastOfRequester !== null && isMine(lastOfRequester.stamp, { at: occurredAt, message });
  return isLast && correction.value !== language.code;
}

/** The language that replies go in, if another participant wrote in a different one. Nothing is known of a silent requester. */
export function replyLanguageFor(
  { authorLanguages, correction }: ConversationMemory,
  {
    author,
    language,
    requester,
  }: Readonly<Pick<MessageEnriched, 'author' | 'language'> & { requester: string | null }>,
): string | null {
  if (author.role === 'requester' || language.code === undetermined) return null;
  const known = requester === null ? undefined : authorLanguages[requester]?.reading.code;
  const ofRequester = correction?.value ?? known;
  return ofRequester === undefined || sameLanguage(ofRequester, language.code) ? null : ofRequester;
}
