import { undetermined } from '../../events/language.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { directionOf } from './direction.ts';
import { inertHtml } from './inert.ts';
import { fill, labelsFor, type NoteLabels } from './labels.ts';
import { splitByHtmlBytes } from './split-html.ts';

export type NoteOptions = Readonly<{
  /** UTF-8 bytes of HTML that one note may have. */
  maxNoteBytes: number;
  /** The note does not stand right under its message, so it says which message it is about. */
  late: boolean;
}>;

/** How much of the original a late note quotes. */
const lateExcerptCharacters = 80;
const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

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

function summaryLine(event: MessageEnriched, labels: NoteLabels): string {
  const name = (tag: string) => languageName(tag, event.agentLanguage, labels);
  const { translation, sentiment, intent } = event;
  const parts = [
    translation === null
      ? name(event.language.code)
      : `${name(translation.source)} → ${name(translation.target)}`,
    ...(translation === null ? [] : [labels.machineTranslation]),
    ...(sentiment === null ? [] : [labels[sentimentLabel[sentiment.label]]]),
    ...(intent === null ? [] : [spokenIntent(intent.name)]),
  ];
  return parts.join(' · ');
}
const sentimentLabel = {
  POSITIVE: 'positive',
  NEGATIVE: 'negative',
  NEUTRAL: 'neutral',
  MIXED: 'mixed',
} as const;

function cutRemarks({ cut }: MessageEnriched, labels: NoteLabels): string[] {
  const counted: readonly (readonly [number, string])[] = [
    [cut.quotedLines, labels.quotedHistory],
    [cut.signatureLines, labels.signature],
    [cut.disclaimerLines, labels.disclaimer],
  ];
  return counted
    .filter(([lines]) => lines > 0)
    .map(([lines, template]) => fill(template, { count: String(lines) }));
}

function gapRemarks(event: MessageEnriched, labels: NoteLabels): string[] {
  const spokenElsewhere = new Set(['translation', 'language', 'budget']);
  return event.gaps
    .filter((gap) => !spokenElsewhere.has(gap))
    .map((gap) => fill(labels.unavailable, { gap: labels.gaps[gap] }));
}

function remarks(event: MessageEnriched, labels: NoteLabels): string[] {
  const terms = event.translation?.terms.map((term) => `${term.source} → ${term.target}`) ?? [];
  const unsure = event.plan.note === 'language-unsure' || event.gaps.includes('language');
  return [
    ...cutRemarks(event, labels),
    ...gapRemarks(event, labels),
    ...(terms.length > 0 ? [fill(labels.glossary, { terms: terms.join(', ') })] : []),
    ...(event.charactersOverCap > 0
      ? [fill(labels.overCap, { count: String(event.charactersOverCap) })]
      : []),
    ...(unsure ? [labels.languageUnsure] : []),
    ...((event.attachmentCount ?? 0) > 0
      ? [fill(labels.attachments, { count: String(event.attachmentCount) })]
      : []),
  ];
}

/** What the agent reads first: the translation, or why there is none together with the original. */
function mainText(
  event: MessageEnriched,
  labels: NoteLabels,
): { lead: string | null; text: string; language: string } {
  if (event.plan.note === 'over-budget')
    return { lead: labels.overBudget, text: '', language: event.agentLanguage };
  if (event.translation !== null)
    return { lead: null, text: event.translation.text, language: event.translation.target };
  if (event.plan.note === 'failure') {
    return { lead: labels.originalFollows, text: event.text, language: event.language.code };
  }
  return { lead: null, text: '', language: event.agentLanguage };
}

/** The message that a note is about, where the note does not stand right under it; null = it does. */
function aboutLine(event: MessageEnriched, isLate: boolean, labels: NoteLabels): string | null {
  const { replaces, attempt } = event;
  const template = replaces === undefined ? labels.late : labels.replaces;
  const language = replaces === undefined ? '' : languageName(replaces.language, event.agentLanguage, labels);
  return isLate || replaces !== undefined || attempt > 1
    ? fill(template, { language, time: spokenTime(event), excerpt: excerpt(event.text) })
    : null;
}

function excerpt(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text.replaceAll(/\s+/g, ' ').trim())];
  const shown = characters.slice(0, lateExcerptCharacters).map(({ segment }) => segment);
  return characters.length > lateExcerptCharacters ? `${shown.join('')}…` : shown.join('');
}

function spokenTime({ agentLanguage, occurredAt }: MessageEnriched): string {
  const time = new Intl.DateTimeFormat(agentLanguage, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(occurredAt));
  return `${time} UTC`;
}

const block = (html: string, direction: string) => (html === '' ? '' : `<p dir="${direction}">${html}</p>`);
const withBreaks = (html: string) => html.replaceAll(/\r?\n/g, '<br>');

/**
 * The note or notes of one message as HTML, the translation first, the small summary last (see README, "What the note
 * looks like"). Everything that a customer wrote is inert. A text too long for one note goes on in a second, marked
 * 1/2 and 2/2. Empty when the plan has no note.
 */
export function renderNotes(event: MessageEnriched, options: NoteOptions): readonly string[] {
  if (event.plan.note === null) return [];
  const labels = labelsFor(event.agentLanguage);
  const agentDirection = directionOf(event.agentLanguage);
  const main = mainText(event, labels);
  const head = [
    ...(event.subjectTranslation === null
      ? []
      : [block(`<strong>${inertHtml(event.subjectTranslation)}</strong>`, agentDirection)]),
    ...(main.lead === null ? [] : [block(inertHtml(main.lead), agentDirection)]),
  ].join('');
  const about = aboutLine(event, options.late, labels);
  const small = [
    ...(about === null ? [] : [about]),
    ...remarks(event, labels),
    summaryLine(event, labels),
  ].map(inertHtml);
  const foot = block(`<small>${small.join('<br>')}</small>`, agentDirection);
  const frameBytes = utf8Bytes(head) + utf8Bytes(foot) + utf8Bytes('<p dir="auto"></p><p>10/10</p>');
  const pieces = splitByHtmlBytes(main.text, options.maxNoteBytes - frameBytes, (text) =>
    withBreaks(inertHtml(text)),
  );
  return pieces.map((html, index) =>
    [
      index === 0 ? head : '',
      block(html, directionOf(main.language)),
      pieces.length > 1 ? `<p>${index + 1}/${pieces.length}</p>` : '',
      index === pieces.length - 1 ? foot : '',
    ].join(''),
  );
}
