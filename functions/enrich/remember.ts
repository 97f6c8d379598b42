import type { AgentCommand } from '../../events/agent-command.v1.ts';
import { type LanguageReading, languageTag, sameLanguage, undetermined } from '../../events/language.ts';
import { type Intent, type MessageEnriched, sentimentLabels } from '../../events/message-enriched.v1.ts';
import { outranks } from '../_shared/author-language.ts';
import { type LanguageLimits, memorability } from '../_shared/language/decide.ts';
import type { ConversationMemory } from '../_shared/memory.ts';
import { isMine, isNewer, type Stamp } from '../_shared/stamp.ts';

/** Whether nothing newer is known: newer than what was, or the same message once more. */
export function isLatestOf(stamp: Stamp, known: Stamp | null): boolean {
  return known === null || isMine(stamp, known) || isNewer(stamp, known);
}

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
  return { stamp, attempt, correlationId, customerKey, note };
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
    intent: memory.locks.intent
      ? memory.intent
      : settledIntent(memory.intent, { intent: event.intent, isShort, stamp, changeThreshold }),
    sentiments: sentimentsAfter(memory, enriched),
    budgetNoteAsked: memory.budgetNoteAsked || overBudget,
    priority: { firstSeen, raiseAsked: raiseAsked || event.plan.priority !== null },
  };
}

/** An edit of one of our fields, and who made it. */
export type Edit = Readonly<{
  command: AgentCommand['command'];
  stamp: Stamp;
  /** By the user that Dragoman writes as. Where that user is a person's too, only stamps tell an edit from our own write. */
  byRuntimeUser: boolean;
}>;

/**
 * The memory after an agent's edit of one of our fields: sentiment and intent are locked, a language becomes the
 * correction. It counts however late it is told, for a person's word stands above every reading; only a newer edit
 * stands above it. Null = nothing changes: the value is what we wrote ourselves, or a newer edit is known.
 */
export function rememberEdit(memory: ConversationMemory, edit: Edit): ConversationMemory | null {
  const { field, value } = edit.command;
  const written = memory.written[field];
  if (written?.value === value) return field === 'language' ? withSameLanguage(memory, edit) : null;
  if (edit.byRuntimeUser && written !== null && isNewer(written.stamp, edit.stamp)) return null;
  switch (field) {
    case 'language':
      return withLanguageEdit(memory, value, edit.stamp);
    case 'sentiment':
      return {
        ...memory,
        locks: { ...memory.locks, sentiment: true },
        written: { ...memory.written, sentiment: stampedLabel(value, edit.stamp) },
      };
    case 'intent':
      return {
        ...memory,
        locks: { ...memory.locks, intent: true },
        written: { ...memory.written, intent: value === null ? null : { value, stamp: edit.stamp } },
      };
  }
}

function stampedLabel(value: string | null, stamp: Stamp) {
  const label = sentimentLabels.find((known) => known === value);
  return label === undefined ? null : { value: label, stamp };
}

/**
 * A cleared language, or "undetermined", takes the correction back; a value that is no language says nothing. What we
 * wrote after the edit stands in the field, so the correction has to be written over it.
 */
function withLanguageEdit(
  memory: ConversationMemory,
  value: string | null,
  stamp: Stamp,
): ConversationMemory | null {
  const { written } = memory;
  const lastEdit = memory.languageEdit ?? memory.correction?.stamp ?? null;
  if (lastEdit !== null && isNewer(lastEdit, stamp)) return null;
  const tag = value === null || value === undetermined ? null : languageTag.safeParse(value);
  if (tag?.success === false) return null;
  const correction = tag === null ? null : { value: tag.data, stamp };
  const isOverwritten = written.language !== null && isNewer(written.language.stamp, stamp);
  return {
    ...memory,
    correction,
    languageEdit: stamp,
    written: { ...written, language: isOverwritten ? written.language : correction },
  };
}

/**
 * A person set the language to what is known to stand there. That corrects nothing, but another value that was set before
 * and is told later must not replace it.
 */
function withSameLanguage(memory: ConversationMemory, edit: Edit): ConversationMemory | null {
  const isLater = isNewer(edit.stamp, memory.languageEdit ?? memory.correction?.stamp ?? null);
  return edit.byRuntimeUser || !isLater ? null : { ...memory, languageEdit: edit.stamp };
}

/** Whether an edit is the correction that stands. True also when it has been remembered already and is told again. */
export function isStandingCorrection({ correction }: ConversationMemory, { command, stamp }: Edit): boolean {
  return command.field === 'language' && correction !== null && isMine(correction.stamp, stamp);
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
