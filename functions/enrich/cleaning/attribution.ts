import {
  forwardMarks,
  forwardSubjects,
  fromLabels,
  headerLabels,
  originalMarks,
  wroteWords,
} from './attribution-words.ts';

const anyOf = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');

const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const numericDate = /\d{4}\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{2,4}/;
/** "5 Jan 2026", "Jan 5, 2026", "5 de enero de 2026", "5. januar 2026", "5 января 2026". */
const wordDate =
  /\d{1,2}(?:\.|,|º|°|er)?\s(?:de\s|d[’'])?\p{L}{3,}\.?,?\s(?:de\s)?\d{4}|\p{L}{3,}\.?\s\d{1,2},?\s\d{4}/u;
const clock = /\d{1,2}[:.]\d{2}/;

/** Whether the text names an e-mail address or a date: what a mail program's line has and a customer's sentence mostly has not. */
export function hasDateOrAddress(text: string): boolean {
  return address.test(text) || numericDate.test(text) || wordDate.test(text);
}

/** An address, or a date together with a time of day. Programs write both; people who tell of a letter hardly do. */
function isPrecise(text: string): boolean {
  return address.test(text) || ((numericDate.test(text) || wordDate.test(text)) && clock.test(text));
}

const wrote = new RegExp(`(?:^|[\\s,>)"”»，。]|님이|さん)(?:${anyOf(wroteWords)})(?![\\p{L}])`, 'iu');
const endsAsAttribution = /[:：]\s*$/;
/** Korean, Japanese and Chinese programs write the verb straight after the name. */
const wroteWithoutSpace = /(?:写道|寫道|작성|のメッセージ|書きました|書いた|เขียนว่า)\s*[:：]\s*$/;
/** Russian, Japanese and other Gmail: date, name and address in brackets, but no verb. */
const bracketedAddress = /<[^<>\s]+@[^<>\s]+>\s*[:：]\s*$/;
const hasDate = (text: string) => numericDate.test(text) || wordDate.test(text);
const maxAttributionCharacters = 300;

/**
 * Whether a line (or two that a mail program has wrapped, joined by a space) says who wrote what follows: it ends in a
 * colon, has "wrote" in one of many languages, and a date or an address.
 */
export function isAttributionLine(line: string): boolean {
  const text = line.trim();
  if (text.length > maxAttributionCharacters || !endsAsAttribution.test(text) || !hasDateOrAddress(text))
    return false;
  return wrote.test(text) || wroteWithoutSpace.test(text) || (bracketedAddress.test(text) && hasDate(text));
}

/** Whether an attribution line is precise enough to stand for history that is not marked by `>`. */
export function isPreciseAttributionLine(line: string): boolean {
  return isAttributionLine(line) && isPrecise(line);
}

const rule = '[-_*=\\s—–:：]*';
const forwardLine = new RegExp(`^${rule}(?:${anyOf(forwardMarks)})${rule}$`, 'iu');
const originalLine = new RegExp(`^[-_*\\s]{2,}(?:${anyOf(originalMarks)})[-_*\\s]*$`, 'iu');
const fromLine = new RegExp(`^[*\\s]*(?:${anyOf(fromLabels)})\\s?[*]?\\s?[:：][*]?\\s*\\S`, 'iu');
const headerLine = new RegExp(
  `^[*\\s]*(?:${anyOf([...fromLabels, ...headerLabels])})\\s?[*]?\\s?[:：]`,
  'iu',
);
const forwardSubject = new RegExp(`^\\s*(?:${anyOf(forwardSubjects)})\\s?[:：]`, 'iu');

export const isForwardLine = (line: string) => forwardLine.test(line.trim());
export const isOriginalLine = (line: string) => originalLine.test(line.trim());
export const isForwardSubject = (subject: string) => forwardSubject.test(subject);

/** Whether a text's first line announces a forwarded message. */
export function beginsWithForwardMark(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '');
  return first !== undefined && isForwardLine(first);
}

/** A header of fewer lines could be a customer's list. */
const minHeaderLines = 3;
const maxHeaderLines = 8;

/**
 * How many lines at the beginning are a mail header (From, Sent, To, Subject in many languages) that names a date or an
 * address; 0 = none. Long values may be wrapped.
 */
export function headerLength(lines: readonly string[]): number {
  const first = lines[0];
  if (first === undefined || !fromLine.test(first)) return 0;
  let labelled = 0;
  let length = 0;
  for (const line of lines.slice(0, maxHeaderLines)) {
    if (headerLine.test(line)) labelled += 1;
    else if (line.trim() === '' || labelled === 0) break;
    else if (!address.test(line)) break;
    length += 1;
  }
  return labelled >= minHeaderLines && hasDateOrAddress(lines.slice(0, length).join(' ')) ? length : 0;
}

/** Whether a text begins as quoted history does: an attribution, or a mail header. */
export function isAttribution(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    headerLength(lines) > 0 ||
    isAttributionLine(lines[0] ?? '') ||
    isAttributionLine(lines.slice(0, 2).join(' '))
  );
}
