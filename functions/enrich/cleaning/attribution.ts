import {
  forwardMarks,
  forwardSubjects,
  originalMarks,
  personalWords,
  wroteWords,
} from './attribution-words.ts';
import { fromLabels, otherLabels, subjectLabels } from './header-words.ts';

const anyOf = (words: readonly string[]) => [...new Set(words)].sort((a, b) => b.length - a.length).join('|');

/** Longer lines are nobody's attribution or header; what is looked at is bounded, so that hostile lines cost nothing. */
const maxLineCharacters = 300;

/**
 * A line as the patterns want it: without the invisible marks that programs put around addresses in right-to-left mails,
 * with the entities that some Chinese programs leave in plain text resolved.
 */
export function comparable(line: string): string {
  return line
    .slice(0, maxLineCharacters + 1)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .trim();
}

const address = /[\p{L}\p{N}_%+-]@[\p{L}\p{N}-]{1,63}\.\p{L}/u;
/** In brackets, as programs write it: "<a@example.com>", "[mailto:a@example.com]", "(a@example.com)". */
const bracketedAddress = /[<([](?:mailto:)?[^<>()[\]\s@]{1,64}@[^<>()[\]\s@]{3,190}[>)\]]/u;
const numericDate =
  /\p{Nd}{4}\s?[-/.年년]\s?\p{Nd}{1,2}\s?[-/.月월]\s?\p{Nd}{1,2}|\p{Nd}{1,2}[-/.]\s?\p{Nd}{1,2}[-/.]\s?\p{Nd}{2,4}/u;
/** "5 Jan 2026", "5. januar 2026", "5 de enero de 2026", "5 января 2026", "5 ม.ค. 2026", "5 בינו׳ 2026". */
const dayFirst =
  /\p{Nd}{1,2}(?:\.|,|º|°|er|st|nd|rd|th|-го)?\s(?:de\s|d[’'])?[\p{L}\p{M}][\p{L}\p{M}.׳'’॰]{1,15},?\s(?:de\s|del\s)?\p{Nd}{4}/u;
/** "Jan 5, 2026", "January 5th, 2026", "5 thg 1, 2026". */
const monthFirst = /\p{L}{3,15}\.?\s\p{Nd}{1,2}(?:st|nd|rd|th)?,?\s\p{Nd}{4}/u;
/** "10:12", "10.12" (but not of "5.10.2026"), "10h12", "10時12分". */
const clock = /(?<![\p{Nd}.])\p{Nd}{1,2}\s?[:.時时시h]\s?\p{Nd}{2}(?![\p{Nd}.]\p{Nd})(?!\p{Nd})/u;

const hasDate = (text: string) => numericDate.test(text) || dayFirst.test(text) || monthFirst.test(text);

/** Whether the text names an e-mail address or a date: what a mail program's line has and a customer's sentence mostly has not. */
export function hasDateOrAddress(text: string): boolean {
  return address.test(text) || hasDate(text);
}

const wrote = new RegExp(`(?:^|[\\s,>)"”»，。]|님이|さん)(?:${anyOf(wroteWords)})(?![\\p{L}])`, 'iu');
/** A colon; Zoho draws a line instead ("---- On … wrote ----"). */
const endsAsAttribution = /[:：]$|\s-{3,}$/;
/** Korean, Japanese, Chinese and Thai programs write the verb straight after the name. */
const wroteWithoutSpace = /(?:写道|寫道|작성|のメッセージ|のメール|書きました|書いた|เขียนว่า)\s*[:：]$/;
/** With its case, since Ben and Mia have names that are small words elsewhere. */
const personal = new RegExp(`(?<![\\p{L}])(?:${anyOf(personalWords)})(?![\\p{L}])`, 'u');

/** The verb of a language that is not in the list. */
const endsInAddress = new RegExp(`${bracketedAddress.source}[^<>@]{0,25}[:：]$`, 'u');

/**
 * Whether a line (or several that a mail program has wrapped) says who wrote what follows: it ends in a colon, and has a
 * date with an address in brackets at its end (any language), or "wrote" in one of many languages with a date or an address.
 */
export function isAttributionLine(text: string): boolean {
  if (text.length > maxLineCharacters || !endsAsAttribution.test(text)) return false;
  if (endsInAddress.test(text) && hasDate(text)) return true;
  return hasDateOrAddress(text) && (wrote.test(text) || wroteWithoutSpace.test(text));
}

/** Whether an attribution line names the day: then the lines above it are no part of it. */
export const isDatedAttributionLine = (text: string) => isAttributionLine(text) && hasDate(text);

/**
 * Whether an attribution line is precise enough to stand for history that nothing marks: a date with an address or a time of
 * day, and nobody says "I" or "you" in it. People tell of a letter, too.
 */
export function isPreciseAttributionLine(text: string): boolean {
  if (!isDatedAttributionLine(text) || personal.test(text)) return false;
  return bracketedAddress.test(text) || clock.test(text);
}

const rule = '[-_*=\\s—–:：]*';
const forwardLine = new RegExp(`^${rule}(?:${anyOf(forwardMarks)})${rule}$`, 'iu');
const originalLine = new RegExp(`^[-_*=\\s]{2,}(?:${anyOf(originalMarks)})[-_*=\\s]*$`, 'iu');
const forwardSubject = new RegExp(`^\\s*(?:${anyOf(forwardSubjects)})\\s?[:：]`, 'iu');
/** Labels may be bold ("*From:*"); NetEase draws a table with bars instead of colons. */
const labelled = (labels: readonly string[]) =>
  new RegExp(`^[*|\\s]{0,4}(?:${anyOf(labels)})\\s{0,2}\\*?\\s?[:：|]`, 'iu');
const fromLine = labelled(fromLabels);
const subjectLine = labelled(subjectLabels);
const otherLine = labelled(otherLabels);

export const isForwardLine = (text: string) => text.length <= maxLineCharacters && forwardLine.test(text);
export const isOriginalLine = (text: string) => text.length <= maxLineCharacters && originalLine.test(text);
export const isForwardSubject = (subject: string) => forwardSubject.test(subject);
/** A line that is only drawn: Outlook puts one above its header. */
export const isRuleLine = (text: string) => /^[-_=*–—]{5,}$/.test(text);
export const isHeaderLine = (text: string) =>
  fromLine.test(text) || subjectLine.test(text) || otherLine.test(text);

/** Programs name the second; a form that a customer fills in has a day at most. */
const isPrecise = (text: string) => address.test(text) || (hasDate(text) && clock.test(text));

/** A header of fewer lines, or without a sender and a subject, could be a customer's list ("From: Paris, To: Lyon"). */
const minHeaderLines = 3;
export const maxHeaderLines = 12;

/**
 * How many of these comparable lines, from the first, are a mail header (From, Sent, To, Subject in many languages) that
 * names an address, or a date and a time; 0 = none. Long values may be wrapped. Blank lines stand between all of its lines or none, and
 * there is one sender: so a customer's own "To: me" right above is no part of it.
 */
export function headerLength(lines: readonly string[]): number {
  const found = { labelled: 0, from: 0, subject: 0 };
  let gap = false;
  let length = 0;
  for (let index = 0; index < Math.min(lines.length, maxHeaderLines); index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const isGap = index > length;
    if (!isHeaderLine(line)) {
      if (found.labelled === 0 || isGap || !address.test(line)) break;
    } else {
      if (found.labelled === 1) gap = isGap;
      if (found.labelled > 1 && gap !== isGap) break;
      if (fromLine.test(line)) found.from += 1;
      if (subjectLine.test(line)) found.subject += 1;
      if (found.from > 1 || found.subject > 1) break;
      found.labelled += 1;
    }
    length = index + 1;
  }
  const isComplete = found.labelled >= minHeaderLines && found.from > 0 && found.subject > 0;
  return isComplete && isPrecise(lines.slice(0, length).join(' ')) ? length : 0;
}
