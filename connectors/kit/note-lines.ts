import { undetermined } from '../../events/language.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { isolatedIn } from './bidi.ts';
import { directionOf } from './direction.ts';
import type { CountedLabel, NoteLabels } from './labels/note-labels.ts';
import { fill, fillCount } from './labels.ts';

/** How much of the original a note quotes that does not stand right under it. */
const excerptCharacters = 80;
/** A glossary may apply hundreds of terms to a long mail; the rest is counted. */
const maxTerms = 40;

const isolatorFor = (language: string) => (text: string) => isolatedIn(directionOf(language), text);

/** The arrow that points on from what stands before it. */
const arrowFor = (language: string) => (directionOf(language) === 'rtl' ? '←' : '→');

function languageName(tag: string, displayLanguage: string, labels: NoteLabels): string {
  if (tag === undetermined) return labels.unknownLanguage;
  const name = new Intl.DisplayNames([displayLanguage], { type: 'language' }).of(tag);
  return name ?? tag;
}

/** `OrderStatus` → `order status`: intent names are the company's own, so they are only taken apart. */
function spokenIntent(name: string): string {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase();
}

const sentimentLabel = {
  POSITIVE: 'positive',
  NEGATIVE: 'negative',
  NEUTRAL: 'neutral',
  MIXED: 'mixed',
} as const;

/** The small last line: `Spanish → English · machine translation · negative · refund`. */
export function summaryLine(event: MessageEnriched, labels: NoteLabels): string {
  const { agentLanguage, translation, sentiment, intent } = event;
  const name = (tag: string) => languageName(tag, agentLanguage, labels);
  const isolated = isolatorFor(agentLanguage);
  const parts = [
    translation === null
      ? name(event.language.code)
      : `${name(translation.source)} ${arrowFor(agentLanguage)} ${name(translation.target)}`,
    ...(translation === null ? [] : [labels.machineTranslation]),
    ...(sentiment === null ? [] : [labels[sentimentLabel[sentiment.label]]]),
    ...(intent === null ? [] : [isolated(spokenIntent(intent.name))]),
  ];
  return parts.join(' · ');
}

function cutRemarks({ cut, agentLanguage }: MessageEnriched, labels: NoteLabels): string[] {
  const counted: readonly (readonly [number, CountedLabel])[] = [
    [cut.quotedLines, labels.quotedHistory],
    [cut.signatureLines, labels.signature],
    [cut.disclaimerLines, labels.disclaimer],
  ];
  const cuts = counted
    .filter(([lines]) => lines > 0)
    .map(([lines, label]) => fillCount(label, lines, agentLanguage));
  return joined(cuts);
}

/** Parts of one line, if there are any. */
const joined = (parts: readonly string[]) => (parts.length === 0 ? [] : [parts.join(' · ')]);

function glossaryRemark({ translation, agentLanguage }: MessageEnriched, labels: NoteLabels): string[] {
  const terms = translation?.terms ?? [];
  if (terms.length === 0) return [];
  const arrow = arrowFor(agentLanguage);
  const isolated = isolatorFor(agentLanguage);
  const shown = terms
    .slice(0, maxTerms)
    .map(({ source, target }) => `${isolated(source)} ${arrow} ${isolated(target)}`);
  const further = terms.length > maxTerms ? [`… +${terms.length - maxTerms}`] : [];
  return [fill(labels.glossary, { terms: [...shown, ...further].join(', ') })];
}

/** Replies go in the requester's language; whom that does not serve is offered theirs, by the command for it. */
function replyRemark(
  { replyLanguage, language, translation, agentLanguage }: MessageEnriched,
  labels: NoteLabels,
): string[] {
  if (replyLanguage === undefined) return [];
  const other = translation?.source ?? language.code;
  const name = (tag: string) => languageName(tag, agentLanguage, labels);
  const command = isolatorFor(agentLanguage)(`#translate:${other}`);
  return [
    fill(labels.replyLanguage, { language: name(replyLanguage) }),
    `${name(other)} ${arrowFor(agentLanguage)} ${command}`,
  ];
}

/** That the end is missing, where the rest stands in the note: translated, or as it was written. */
function capRemark(event: MessageEnriched, labels: NoteLabels): string[] {
  const { charactersOverCap, translation, plan, agentLanguage } = event;
  const standsInNote = translation !== null || plan.note === 'failure';
  if (charactersOverCap === 0 || !standsInNote) return [];
  return [fillCount(labels.overCap, charactersOverCap, agentLanguage)];
}

/** What the agent has to know besides the text, a line each. Only if needed: mostly there is none. */
export function remarks(event: MessageEnriched, labels: NoteLabels): string[] {
  const { gaps, agentLanguage, attachmentCount } = event;
  const unsure = event.plan.note === 'language-unsure' || gaps.includes('language');
  const command = isolatorFor(agentLanguage)('#lang xx');
  const files = attachmentCount ?? 0;
  return [
    ...cutRemarks(event, labels),
    ...(gaps.includes('sentiment') ? [labels.sentimentUnavailable] : []),
    ...(gaps.includes('intent') ? [labels.intentUnavailable] : []),
    ...glossaryRemark(event, labels),
    ...capRemark(event, labels),
    ...(unsure ? [fill(labels.languageUnsure, { arrow: arrowFor(agentLanguage), command })] : []),
    ...joined(replyRemark(event, labels)),
    ...(files > 0 ? [fillCount(labels.attachments, files, agentLanguage)] : []),
  ];
}

/** The message that a note is about, by its time and first words; and the note that it replaces, if it does. */
export function aboutLine(event: MessageEnriched, labels: NoteLabels): string {
  const { replaces, agentLanguage } = event;
  const isolated = isolatorFor(agentLanguage);
  const facts = { time: isolated(spokenTime(event)), excerpt: isolated(excerpt(event.text)) };
  if (replaces === undefined) return fill(labels.late, facts);
  const language = languageName(replaces.language, agentLanguage, labels);
  return fill(labels.replaces, { ...facts, language });
}

function excerpt(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text.replaceAll(/\s+/g, ' ').trim())];
  const shown = characters.slice(0, excerptCharacters).map(({ segment }) => segment);
  return characters.length > excerptCharacters ? `${shown.join('')}…` : shown.join('');
}

function spokenTime({ agentLanguage, occurredAt }: MessageEnriched): string {
  const time = new Intl.DateTimeFormat(agentLanguage, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(occurredAt));
  return `${time} UTC`;
}
