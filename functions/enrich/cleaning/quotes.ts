import EmailReplyParser from 'email-reply-parser';
import {
  hasDateOrAddress,
  headerLength,
  isAttributionLine,
  isForwardLine,
  isOriginalLine,
  isPreciseAttributionLine,
} from './attribution.ts';

/** A plain-text mail without the history that its author's program put under it. */
export type QuoteCut = Readonly<{
  own: string;
  quotedLines: number;
  /** What stands under a "Forwarded message" line, without the header; null = nothing was forwarded. */
  forwarded: string | null;
}>;

const isQuotedLine = (line: string) => /^\s*>/.test(line);
const isBlank = (line: string) => line.trim() === '';

/** How many lines a wrapped attribution may have. */
const maxAttributionLines = 3;

function nextWritten(lines: readonly string[], from: number): number {
  let index = from;
  while (index < lines.length && isBlank(lines[index] ?? '')) index += 1;
  return index;
}

/** How many lines from `start` are one attribution that passes `test`; 0 = none. */
function attributionLength(lines: readonly string[], start: number, test: (line: string) => boolean): number {
  for (let length = 1; length <= maxAttributionLines; length += 1) {
    const candidate = lines.slice(start, start + length);
    if (candidate.some(isBlank) || candidate.some(isQuotedLine)) return 0;
    if (test(candidate.join(' '))) return length;
  }
  return 0;
}

/** The lines that are marked by `>`, each block together with the attribution above it. */
function markedLines(lines: readonly string[]): Set<number> {
  const marked = new Set<number>();
  lines.forEach((line, index) => {
    if (isQuotedLine(line)) marked.add(index);
    const length = attributionLength(lines, index, isAttributionLine);
    if (length === 0 || !isQuotedLine(lines[nextWritten(lines, index + length)] ?? '')) return;
    for (let at = index; at < index + length; at += 1) marked.add(at);
  });
  return marked;
}

/** Whether unmarked history begins at a line: everything below it was written by someone else. */
function beginsHistory(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (isOriginalLine(line)) {
    return hasDateOrAddress(lines.slice(index + 1, index + 8).join(' '));
  }
  if (headerLength(lines.slice(index, index + 8)) > 0) return true;
  const length = attributionLength(lines, index, isPreciseAttributionLine);
  // Over lines marked by `>` it speaks for these alone: the answer may stand below them.
  return length > 0 && !isQuotedLine(lines[nextWritten(lines, index + length)] ?? '');
}

/** The parser's patterns take time with the square of what they are given: neither long lines nor long texts. */
const maxParsedLineCharacters = 1_000;
const maxParsedCharacters = 16_000;

const isParsable = (text: string) =>
  text.length <= maxParsedCharacters &&
  text.split('\n').every((line) => line.length <= maxParsedLineCharacters);

/**
 * Line numbers at which email-reply-parser sees quoted history. It rewrites white space and may join lines, so its
 * fragments are found again by counting the other characters; if these differ, its opinion is not used.
 */
function parserStarts(text: string): readonly number[] {
  if (!isParsable(text)) return [];
  const written = (part: string) => part.replace(/\s+/g, '');
  const fragments = new EmailReplyParser().read(text).getFragments();
  const whole = written(text);
  if (fragments.map((fragment) => written(fragment.getContent())).join('') !== whole) return [];
  const starts: number[] = [];
  let before = 0;
  for (const fragment of fragments) {
    if (fragment.isQuoted() && fragment.isHidden()) starts.push(lineOfCharacter(text, before));
    before += written(fragment.getContent()).length;
  }
  return starts;
}

/** The line of the n-th character that is not white space, counted from 0. */
function lineOfCharacter(text: string, nth: number): number {
  let seen = 0;
  let line = 0;
  for (const character of text) {
    if (character === '\n') line += 1;
    if (/\s/.test(character)) continue;
    if (seen >= nth) return line;
    seen += character.length;
  }
  return line;
}

/** The parser also cuts at a customer's own "the shop wrote:"; only a start that names a precise time or address counts. */
function acceptedParserStart(lines: readonly string[], index: number): boolean {
  const head = lines.slice(index, index + maxAttributionLines).join(' ');
  const address = /<[^<>\s]+@[^<>\s]+>/.test(head);
  return address && lines.slice(index, index + maxAttributionLines).some((line) => /[:：]\s*$/.test(line));
}

/** The first line from which on everything is history; the number of lines if there is none. */
function historyStart(lines: readonly string[], text: string): number {
  const byParser = parserStarts(text).filter((index) => acceptedParserStart(lines, index));
  const ours = lines.findIndex((_, index) => beginsHistory(lines, index));
  // A start inside a marked block says nothing about the lines after that block.
  const unmarked = byParser.filter((index) => !lines.slice(index).some(isQuotedLine));
  return Math.min(...unmarked, ours === -1 ? lines.length : ours);
}

function forwardedBody(lines: readonly string[], markIndex: number): string {
  const start = nextWritten(lines, markIndex + 1);
  const header = headerLength(lines.slice(start));
  return lines
    .slice(start + header)
    .join('\n')
    .trim();
}

const countWritten = (lines: readonly string[]) => lines.filter((line) => !isBlank(line)).length;

/**
 * Takes quoted history off a plain-text mail. A cut is made only where what is removed is marked by `>` or begins with
 * an attribution or header that has a date or an address: losing a customer's sentence is worse than paying for a quote.
 * `isForwarded`: the subject already says that the mail was forwarded.
 */
export function cutQuotes(text: string, isForwarded = false): QuoteCut {
  const lines = text.split('\n');
  const forwardAt = lines.findIndex((line) => isForwardLine(line));
  const historyAt = historyStart(lines, text);
  const announced = forwardAt !== -1 && forwardAt <= historyAt;
  const end = announced ? forwardAt : historyAt;
  const marked = markedLines(lines);
  const kept = lines.slice(0, end).filter((_, index) => !marked.has(index));
  const removed = lines.filter((_, index) => index >= end || marked.has(index));
  const forwarded = announced
    ? forwardedBody(lines, forwardAt)
    : isForwarded && end < lines.length
      ? forwardedBody(lines, end - 1)
      : null;
  return { own: kept.join('\n').trim(), quotedLines: countWritten(removed), forwarded: forwarded || null };
}
