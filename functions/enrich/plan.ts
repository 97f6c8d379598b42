import type { AccountSettings } from '../../connectors/account.ts';
import { undetermined } from '../../events/language.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { ConversationMemory } from '../_shared/conversation/memory.ts';
import { isLatestOf, isMine, type Stamp } from '../_shared/conversation/stamp.ts';
import { labelScore } from './classify/sentiment.ts';
import type { Interpreted } from './interpret.ts';
import { sentimentStamp, settledIntent } from './remember.ts';

export type Plan = MessageEnriched['plan'];

export type PlanInput = Readonly<{
  text: string;
  /** A text of few letters: no remark on its language, no change of language or intent. */
  isShort: boolean;
  author: MessageEnriched['author'];
  stamp: Stamp;
  /** By command or correction, after it was read before. */
  isReadAgain: boolean;
  ticketFacts: TicketFacts;
  interpreted: Interpreted;
  /** What was remembered before this message. */
  memory: ConversationMemory;
  /** An agent has stopped the notes of this conversation. */
  isPaused: boolean;
  settings: Pick<AccountSettings, 'notes' | 'tagPrefix' | 'thresholds' | 'priority'>;
}>;

/** What the helpdesk should show of one message: docs/what-agents-see.md, "When there is a note" and "Fields". Pure. */
export function planFor(input: PlanInput): Plan {
  return {
    note: noteFor(input),
    fields: {
      language: languageField(input),
      sentiment: sentimentField(input),
      intent: intentField(input),
      subject: input.interpreted.subjectTranslation,
    },
    addTags: tagsFor(input),
    priority: priorityFor(input),
  };
}

/** A note only if there is something to read: a translation, a failure that the agent must know, an unsure language. */
function noteFor(input: PlanInput): Plan['note'] {
  const { isShort, interpreted, memory, settings } = input;
  if (settings.notes === 'never' || input.isPaused) return null;
  const { gaps } = interpreted;
  if (gaps.includes('budget')) return memory.budgetNoteAsked ? null : 'over-budget';
  if (hasSomethingToRead(input)) return 'translation';
  if (gaps.includes('translation')) return 'failure';
  if (gaps.includes('language') && !isShort) return 'language-unsure';
  return settings.notes === 'always' ? 'always' : null;
}

const bare = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
const saysSomethingElse = (translation: string, original: string) => bare(translation) !== bare(original);

/** A text of names and numbers may say the same in both languages while the subject does not. */
function hasSomethingToRead({ text, interpreted, ticketFacts }: PlanInput): boolean {
  const { translation, subjectTranslation } = interpreted;
  return (
    (translation !== null && saysSomethingElse(translation.text, text)) ||
    (subjectTranslation !== null && saysSomethingElse(subjectTranslation, ticketFacts.subject ?? ''))
  );
}

/**
 * The ticket's language is its requester's. Neither a locale that nobody chose nor a short text that contradicts what
 * stands there changes it. What an agent has set may be gone already: the first reading of a message may be written between
 * the edit and our hearing of it, so that the reading which the edit causes writes the agent's language once more.
 */
function languageField({
  interpreted,
  author,
  isShort,
  isReadAgain,
  memory,
  stamp,
}: PlanInput): Plan['fields']['language'] {
  const { code, method } = interpreted.language;
  if (author.role !== 'requester' || code === undetermined || method === 'locale') return null;
  const { written, authorLanguages, correction } = memory;
  const isSureToStand = !(isReadAgain && method === 'correction');
  if (isSureToStand && written.language?.value === code) return null;
  if (correction !== null && correction.value !== code) return null;
  if (isShort && written.language !== null && method !== 'correction') return null;
  return isLatestOf(stamp, authorLanguages[author.id]?.stamp ?? null) ? code : null;
}

/** The latest customer's message; below its threshold the old value stays. */
function sentimentField({ interpreted, memory, settings, stamp }: PlanInput): Plan['fields']['sentiment'] {
  const { sentiment } = interpreted;
  if (sentiment === null || memory.locks.sentiment) return null;
  if (labelScore(sentiment) < settings.thresholds.sentiment) return null;
  if (!isLatestOf(stamp, sentimentStamp(memory))) return null;
  return memory.written.sentiment?.value === sentiment.label ? null : sentiment.label;
}

function intentField({ interpreted, isShort, memory, settings, stamp }: PlanInput): Plan['fields']['intent'] {
  if (memory.locks.intent) return null;
  const settled = settledIntent(memory.intent, {
    intent: interpreted.intent,
    isShort,
    stamp,
    changeThreshold: settings.thresholds.intentChange,
  });
  if (settled === null || !isMine(stamp, settled.stamp)) return null;
  return memory.written.intent?.value === settled.name ? null : settled.name;
}

function tagsFor({ interpreted, memory, settings, ticketFacts }: PlanInput): string[] {
  const tag = `${settings.tagPrefix}budget`;
  const isDue =
    interpreted.gaps.includes('budget') && !memory.budgetNoteAsked && !ticketFacts.tags.includes(tag);
  return isDue ? [tag] : [];
}

/** Only raises, only from none or normal. */
const raisableFrom = [null, 'normal'];

/** Off by default; once per ticket, and never after anyone changed the priority, also not before the write gets there. */
function priorityFor({ interpreted, memory, settings, ticketFacts, stamp }: PlanInput): Plan['priority'] {
  const { raise, to, threshold } = settings.priority;
  const { sentiment } = interpreted;
  if (!raise || sentiment?.label !== 'NEGATIVE' || sentiment.scores.negative < threshold) return null;
  const known = memory.priority ?? { firstSeen: ticketFacts.priority, raiseAsked: false };
  if (known.raiseAsked || known.firstSeen !== ticketFacts.priority) return null;
  if (!raisableFrom.includes(ticketFacts.priority)) return null;
  return isLatestOf(stamp, sentimentStamp(memory)) ? { to, onlyFrom: [known.firstSeen] } : null;
}
