import type { CutLines } from '../../../events/message-enriched.v1.ts';
import { letterCount } from '../../_shared/text/letters.ts';
import { isForwardSubject } from './attribution.ts';
import { canBeSignature, footerLabels } from './footers.ts';
import { keptHtml } from './html-kept.ts';
import { type Attributes, type HtmlMail, readHtml, textOfLines } from './html-lines.ts';
import {
  countWritten,
  isBlank,
  type Label,
  linesOfText,
  type MailLine,
  withoutCommonQuote,
} from './mail-line.ts';
import { readQuotes } from './quotes.ts';

export type Uncleaned = Readonly<{
  text: string;
  html: string | null;
  /** The mail's own subject; null where this message has none (a comment on a ticket). */
  subject: string | null;
}>;

/** What the customer wrote, and how many lines were left out. */
export type Cleaned = Readonly<{
  text: string;
  /**
   * The same with the mail's own markup, for a note that keeps it; `text` is the plain text of it. Null where there is none
   * worth keeping (emphasis, lists, tables, links with a text of their own, described images). It is cut, not sanitised: all
   * that was dangerous in the mail is still in it. The cap on characters is applied to `text` alone, so use it only
   * where nothing is over the cap.
   */
  html: string | null;
  cut: CutLines;
}>;

/** A forwarded mail whose sender wrote fewer letters of their own is about what is forwarded. */
const minOwnLetters = 20;
/** Forwards of forwards are opened so far. */
const maxForwards = 5;

type Labelled = Readonly<{ lines: readonly MailLine[]; labels: readonly Label[] }>;

const ownText = ({ lines, labels }: Labelled) =>
  lines
    .filter((_, index) => labels[index] === 'own')
    .map(({ text }) => text)
    .join('\n');
/** Letters, numbers, emoji: whether a line says anything. */
const saysSomething = (text: string) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);

/** Names every line. A forwarded mail without a letter of its sender's own is read as the mail that it holds. */
function label(mail: readonly MailLine[], isForwarded: boolean, forwardsLeft = maxForwards): Labelled {
  const { quoted, forwardedBodyAt } = readQuotes(mail, isForwarded);
  const outer = { lines: mail, labels: ownLabels(mail, quoted) };
  if (forwardedBodyAt === null || forwardsLeft === 0 || letterCount(ownText(outer)) >= minOwnLetters)
    return outer;
  const body = withoutCommonQuote(mail.slice(forwardedBodyAt));
  const inner = label(body, false, forwardsLeft - 1);
  const innerLabels = saysSomething(ownText(inner)) ? inner.labels : body.map((): Label => 'own');
  const lines = [...mail.slice(0, forwardedBodyAt), ...(innerLabels === inner.labels ? inner.lines : body)];
  const forwarded = {
    lines,
    labels: [...mail.slice(0, forwardedBodyAt).map((): Label => 'quoted'), ...innerLabels],
  };
  return letterCount(ownText(forwarded)) > 0 ? forwarded : outer;
}

/** Of the lines that are no history: what the author wrote, and what stands under every mail of theirs. */
function ownLabels(lines: readonly MailLine[], quoted: readonly boolean[]): readonly Label[] {
  const labels = lines.map((_, index): Label => (quoted[index] ? 'quoted' : 'own'));
  for (const { from, to } of runs(lines, (line, index) => line.isSignature && !quoted[index])) {
    if (canBeSignature(lines.slice(from, to).map(({ text }) => text))) labels.fill('signature', from, to);
  }
  const own = lines.flatMap((_, index) => (labels[index] === 'own' ? [index] : []));
  const footers = footerLabels(own.map((index) => lines[index]?.text ?? ''));
  own.forEach((index, at) => {
    labels[index] = footers[at] ?? 'own';
  });
  return labels;
}

function runs<Item>(items: readonly Item[], test: (item: Item, index: number) => boolean) {
  const found: { from: number; to: number }[] = [];
  items.forEach((item, index) => {
    if (!test(item, index)) return;
    const last = found.at(-1);
    if (last?.to === index) last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  });
  return found;
}

/** Blank lines are counted nowhere. */
function countCut({ lines, labels }: Labelled): CutLines {
  const count = (kind: Label) =>
    countWritten(lines.filter((_, index) => labels[index] === kind).map(({ text }) => text));
  return {
    quotedLines: count('quoted'),
    signatureLines: count('signature'),
    disclaimerLines: count('disclaimer'),
  };
}

/** The own lines without those at either end that show nothing. */
function shownLines({ lines, labels }: Labelled, hasImage: (line: number) => boolean): ReadonlySet<number> {
  const own = lines.flatMap((_, index) => (labels[index] === 'own' ? [index] : []));
  const shows = (index: number) => !isBlank(lines[index]?.text ?? '') || hasImage(index);
  return new Set(own.slice(own.findIndex(shows), own.findLastIndex(shows) + 1));
}

function cleanText(text: string, isForwarded: boolean): Cleaned {
  const lines = linesOfText(text);
  const labelled = label(lines, isForwarded);
  const own = ownText(labelled).trim();
  if (saysSomething(own)) return { text: own, html: null, cut: countCut(labelled) };
  return wholeOf(lines.map((line) => line.text).join('\n'));
}

function wholeOf(text: string): Cleaned {
  return { text: text.trim(), html: null, cut: { quotedLines: 0, signatureLines: 0, disclaimerLines: 0 } };
}

/** Counting pixels show nothing. */
const isPicture = ({ width = '', height = '' }: Attributes) =>
  !/^[012](?:px)?$/.test(width) && !/^[012](?:px)?$/.test(height);

/** Null = the author wrote nothing in it, and sent no picture either. */
function cleanHtml(mail: HtmlMail, isForwarded: boolean): Cleaned | null {
  const labelled = label(mail.lines, isForwarded);
  const pictures = new Set(
    mail.pieces.flatMap((piece) =>
      piece.kind === 'image' && isPicture(piece.attributes) ? [piece.line] : [],
    ),
  );
  const shown = shownLines(labelled, (line) => pictures.has(line));
  if (!saysSomething(ownText(labelled)) && !pictures.values().some((line) => shown.has(line))) return null;
  const marksOf = (line: number) => (mail.lines[line]?.marks ?? 0) - (labelled.lines[line]?.marks ?? 0);
  const { html, hasMarkup } = keptHtml(mail.pieces, (line) => shown.has(line), marksOf);
  return { text: textOfLines(readHtml(html).lines), html: hasMarkup ? html : null, cut: countCut(labelled) };
}

/**
 * Leaves what the customer wrote in this message: without quoted history, signature, legal notice and mobile footer. HTML is
 * cut by its structure first, then line by line like a plain mail. Every written line is either in the text or counted
 * as cut. If nothing would be left, the whole text is the message.
 */
export function clean({ text, html, subject }: Uncleaned): Cleaned {
  const isForwarded = subject !== null && isForwardSubject(subject);
  const mail = html === null ? null : readHtml(html);
  const cleaned = mail === null ? null : cleanHtml(mail, isForwarded);
  if (cleaned !== null) return cleaned;
  if (mail === null || textOfLines(mail.lines) === '') return cleanText(text, isForwarded);
  return wholeOf(isBlank(text) ? textOfLines(mail.lines) : textOfLines(linesOfText(text)));
}
