import {
  comparable,
  hasDateOrAddress,
  headerLength,
  isAttributionLine,
  isDatedAttributionLine,
  isForwardLine,
  isHeaderLine,
  isOriginalLine,
  isPreciseAttributionLine,
  isRuleLine,
  maxHeaderLines,
} from './attribution.ts';
import type { MailLine } from './mail-line.ts';

/** Which lines are history, and where the body of a forwarded message begins (null = nothing was forwarded). */
export type QuoteReading = Readonly<{ quoted: readonly boolean[]; forwardedBodyAt: number | null }>;

/** A line with the text that patterns are tried on, without marks of quoting. */
type Read = MailLine & Readonly<{ bare: string }>;

const quoteMarks = /^[ \t]*(?:>[ \t]?)+/;
const readLine = (line: MailLine): Read => ({
  ...line,
  bare: comparable(line.marks === 0 ? line.text : line.text.slice(0, 500).replace(quoteMarks, '')),
});

/** How many lines a wrapped attribution may have. */
const maxAttributionLines = 3;

function nextWritten(lines: readonly Read[], from: number): number {
  let index = from;
  while (index < lines.length && lines[index]?.bare === '') index += 1;
  return index;
}

/** Programs wrap between "<" and the address, too. */
const joined = (lines: readonly Read[]) =>
  lines
    .map(({ bare }) => bare)
    .join(' ')
    .replace(/<\s+/g, '<');

/**
 * How many lines from `start` are one attribution that passes `test`; 0 = none. A customer's line right above an
 * attribution is no part of it: what is joined must begin with a number or an address, and what follows the first line
 * must not be complete without it.
 */
function attributionLength(lines: readonly Read[], start: number, test: (text: string) => boolean): number {
  for (let length = 1; length <= maxAttributionLines; length += 1) {
    const candidate = lines.slice(start, start + length);
    if (candidate.length < length || candidate.some(({ bare, depth }) => bare === '' || depth > 0)) return 0;
    if (!test(joined(candidate))) continue;
    if (length === 1) return 1;
    const rest = joined(candidate.slice(1));
    const isComplete =
      isDatedAttributionLine(rest) || (isAttributionLine(rest) && !isDatedAttributionLine(joined(candidate)));
    return isComplete || !/[\p{Nd}@]/u.test(candidate[0]?.bare ?? '') ? 0 : length;
  }
  return 0;
}

const isQuoted = (line: Read | undefined) => line !== undefined && (line.depth > 0 || line.isIndented);

/** Marks what stands in quotes, each block together with the attribution above it. */
function markedLines(lines: readonly Read[]): boolean[] {
  const marked = lines.map(({ depth }) => depth > 0);
  lines.forEach((_, index) => {
    const length = attributionLength(lines, index, isAttributionLine);
    if (length === 0) return;
    const below = nextWritten(lines, index + length);
    if (!isQuoted(lines[below])) return;
    marked.fill(true, index, below);
    for (let at = below; isQuoted(lines[at]) || lines[at]?.bare === ''; at += 1) {
      if (lines[at]?.isIndented) marked[at] = true;
    }
  });
  return marked;
}

const headerAt = (lines: readonly Read[], index: number) =>
  headerLength(lines.slice(index, index + maxHeaderLines).map(({ bare }) => bare));

/** Whether unmarked history begins at a line: everything below it was written by someone else. */
function beginsHistory(lines: readonly Read[], index: number): boolean {
  const line = lines[index];
  if (line === undefined || line.depth > 0) return false;
  if (line.history === 'sure') return true;
  if (line.history === 'if-header' && isHistoryHead(lines, index)) return true;
  if (isOriginalLine(line.bare)) return isHistoryHead(lines, index + 1);
  if (headerAt(lines, index) > 0) return true;
  const length = attributionLength(lines, index, isPreciseAttributionLine);
  // Over marked lines it speaks for these alone: the answer may stand below them.
  return length > 0 && !isQuoted(lines[nextWritten(lines, index + length)]);
}

/** How far down a header's date or address may stand. */
const maxProofLines = 7;

/**
 * Whether, after blank lines, a header line or an attribution stands, and a date or an address in it: what a cut needs. Below
 * a program's own mark ("Original message", Outlook's elements) a shorter header is enough.
 */
function isHistoryHead(lines: readonly Read[], index: number): boolean {
  const start = nextWritten(lines, index);
  const head = lines.slice(start, start + maxProofLines);
  const isHeader = isHeaderLine(head[0]?.bare ?? '') && hasDateOrAddress(joined(head));
  return isHeader || attributionLength(lines, start, isAttributionLine) > 0;
}

/**
 * The first line from which on everything is history. A drawn line above it belongs to it, with the header lines that
 * stand between the two; header lines without one could be the customer's own.
 */
function historyStart(lines: readonly Read[]): number {
  const found = lines.findIndex((_, index) => beginsHistory(lines, index));
  if (found === -1) return lines.length;
  let start = found;
  for (let index = found - 1; index >= 0; index -= 1) {
    const bare = lines[index]?.bare ?? '';
    if (isRuleLine(bare) || isOriginalLine(bare)) start = index;
    else if (bare !== '' && !(isHeaderLine(bare) && index >= found - 4)) break;
  }
  return start;
}

/** The line that announces a forwarded message; -1 = none. Below it must stand a header. */
function forwardMark(lines: readonly Read[], marked: readonly boolean[]): number {
  return lines.findIndex((line, index) => {
    if ((line.depth > 0 && !line.startsQuote) || !isForwardLine(line.bare)) return false;
    const above = lines.findLastIndex(({ bare }, at) => at < index && bare !== '');
    const answersIt = above !== -1 && marked[above] === true && lines[above]?.depth === 0;
    return !answersIt && isHistoryHead(lines, index + 1);
  });
}

/** Where the forwarded text itself begins: below drawn lines, announcement and header. */
function bodyStart(lines: readonly Read[], from: number): number {
  let start = nextWritten(lines, from);
  while (
    isRuleLine(lines[start]?.bare ?? '') ||
    isOriginalLine(lines[start]?.bare ?? '') ||
    isForwardLine(lines[start]?.bare ?? '')
  ) {
    start = nextWritten(lines, start + 1);
  }
  return nextWritten(lines, start + headerAt(lines, start));
}

/**
 * Tells history from what the author wrote. A line counts as history only if it is marked as a quote (by `>` or by an
 * element that a mail program made for it), or stands below an attribution or header that has a date or an address:
 * losing a customer's sentence is worse than paying for a quote. `isForwarded`: the subject already says so.
 */
export function readQuotes(mailLines: readonly MailLine[], isForwarded: boolean): QuoteReading {
  const lines = mailLines.map(readLine);
  const marked = markedLines(lines);
  const historyAt = historyStart(lines);
  const forwardAt = forwardMark(lines, marked);
  const isAnnounced = forwardAt !== -1 && forwardAt <= historyAt;
  const end = isAnnounced ? forwardAt : historyAt;
  const quoted = lines.map((_, index) => index >= end || marked[index] === true);
  const forwardedAt = isAnnounced ? forwardAt : isForwarded ? quoted.indexOf(true) : -1;
  return { quoted, forwardedBodyAt: forwardedAt === -1 ? null : bodyStart(lines, forwardedAt) };
}
