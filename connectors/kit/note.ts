import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import { inertLine, inertRightToLeft } from './bidi.ts';
import { directionOf } from './direction.ts';
import { inertHtml } from './inert.ts';
import type { NoteLabels } from './labels/note-labels.ts';
import { labelsFor } from './labels.ts';
import { splitNoteHtml } from './note-html.ts';
import { aboutLine, remarks, summaryLine } from './note-lines.ts';
import { splitByHtmlBytes } from './split-html.ts';

export type NoteOptions = Readonly<{
  /** UTF-8 bytes of HTML that one note may have. */
  maxNoteBytes: number;
  /** The note does not stand right under its message, so it says which message it is about. */
  late: boolean;
  /** Whether the small last line stands in it; default yes. */
  summary?: boolean;
}>;

type MainText = Readonly<{
  /** Why there is no translation, in the agent's language. */
  lead: string | null;
  text: string;
  /** The same with the message's markup; null = it has none, or none worth keeping. */
  html: string | null;
  language: string;
}>;

const utf8Bytes = (text: string) => Buffer.byteLength(text, 'utf8');

/** What the agent reads first: the translation, or why there is none together with the original. */
function mainText(event: MessageEnriched, labels: NoteLabels): MainText {
  const { translation, plan, agentLanguage } = event;
  const nothing = { lead: null, text: '', html: null, language: agentLanguage };
  if (plan.note === 'over-budget') return { ...nothing, lead: labels.overBudget };
  if (translation !== null) {
    return {
      lead: null,
      text: translation.text,
      html: event.transcript === undefined ? (translation.html ?? null) : transcriptHtml(event.transcript),
      language: translation.target,
    };
  }
  if (plan.note !== 'failure') return nothing;
  return { lead: labels.originalFollows, text: event.text, html: null, language: event.language.code };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Who said what in the chat. Made inert with the rest of the markup. */
function transcriptHtml(lines: NonNullable<MessageEnriched['transcript']>): string {
  return lines
    .map(({ name, text }) => {
      const speaker = name === null ? '' : `<strong>${escaped(name)}:</strong> `;
      return `<p>${speaker}${withBreaks(escaped(text))}</p>`;
    })
    .join('');
}

const inertIn = (direction: string) => (direction === 'rtl' ? inertRightToLeft : inertHtml);
const block = (html: string, direction: string) => (html === '' ? '' : `<p dir="${direction}">${html}</p>`);
const lineBreaksAround = /^(?:<br>)+|(?:<br>)+$/g;
const withBreaks = (html: string) => html.replaceAll(/\r\n?|\n/g, '<br>');

function footOf(lines: readonly string[], direction: string): string {
  return block(`<small>${lines.map(inertLine).join('<br>')}</small>`, direction);
}

/**
 * The note or notes of one message as HTML, the translation first, the small summary last (docs/what-agents-see.md, "What
 * the note looks like"). Everything that a customer wrote is inert. A text too long for one note goes on in a second, marked
 * 1/2 and 2/2. Where it is cut does not depend on `late`, so that a try that goes on where
 * an earlier one broke off cuts at the same places. Empty when the plan has no note.
 */
export function renderNotes(
  event: MessageEnriched,
  { maxNoteBytes, late, summary = true }: NoteOptions,
): readonly string[] {
  if (event.plan.note === null) return [];
  const labels = labelsFor(event.agentLanguage);
  const agentDirection = directionOf(event.agentLanguage);
  const main = mainText(event, labels);
  const direction = directionOf(main.language);
  // A message of files alone is read by its subject, which then is all there is.
  const subject = event.subjectTranslation === main.text ? null : event.subjectTranslation;
  const head = [
    subject === null ? '' : block(`<strong>${inertIn(agentDirection)(subject)}</strong>`, agentDirection),
    main.lead === null ? '' : block(inertHtml(main.lead), agentDirection),
  ].join('');
  const about = aboutLine(event, labels);
  const lines = [...remarks(event, labels), ...(summary ? [summaryLine(event, labels)] : [])];
  const longestFoot = footOf([about, ...lines], agentDirection);
  const needsAbout = late || event.replaces !== undefined || event.attempt > 1;
  const foot = needsAbout ? longestFoot : footOf(lines, agentDirection);
  const frameBytes = utf8Bytes(head) + utf8Bytes(longestFoot);

  const inert = inertIn(direction);
  const partMark = (part: string) => block(`<small>${part}</small>`, agentDirection);
  const markBytes = utf8Bytes(partMark('10/10')) + utf8Bytes('<p dir="auto"></p>');
  const maxBytes = maxNoteBytes - frameBytes - markBytes;
  const marked = main.html === null ? [] : splitNoteHtml(main.html, { maxBytes, direction, inert });
  const pieces =
    marked.length > 0
      ? marked
      : piecesOf(main.text, maxBytes, inert).map((html) =>
          block(html.replaceAll(lineBreaksAround, ''), direction),
        );
  return pieces.map((html, index) =>
    [
      index === 0 ? head : '',
      html,
      pieces.length > 1 ? partMark(`${index + 1}/${pieces.length}`) : '',
      index === pieces.length - 1 ? foot : '',
    ].join(''),
  );
}

/** The text in pieces for a note each. What direction adds to it must not take more than half of the room. */
function piecesOf(text: string, maxBytes: number, inert: (text: string) => string): readonly string[] {
  const render = (piece: string) => withBreaks(inertHtml(piece));
  const addedBytes = utf8Bytes(inert(text)) - utf8Bytes(inertHtml(text));
  if (addedBytes > maxBytes / 2) return splitByHtmlBytes(text, maxBytes, render);
  return splitByHtmlBytes(text, maxBytes - addedBytes, render, (piece) => withBreaks(inert(piece)));
}
