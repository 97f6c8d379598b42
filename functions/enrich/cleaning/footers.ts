import { isRuleLine } from './attribution.ts';
import { disclaimers, mobileFooters, noticeHeading, scannerNotes } from './footer-words.ts';
import { countWritten, isBlank, type Label } from './mail-line.ts';

/** Below "-- " nobody writes more than this; a longer rest is part of the letter. */
const maxSignatureLines = 10;
/** A line of a signature is a name, a job, an address, a number. */
const maxSignatureLineCharacters = 90;
const minDisclaimerCharacters = 80;
const minDenseDisclaimerCharacters = 30;
const maxDisclaimerCharacters = 6_000;
const maxFooterCharacters = 160;
/** No mail has more of them one below the other; hostile ones shall not cost the square of their length. */
const maxFooters = 20;
/** The mark of a question in Latin, Chinese, Arabic and Greek; links have "?" inside. */
const question = /[?？؟;](?=["'”»)\]]*(?:\s|$))|[？؟]/u;
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
/** "Wir warten seit Montag." is a sentence, "Example Ltd." and "Tel. 030" are not. */
const sentenceEnd = /\p{L}{4,}\s?[.!…。！]$/u;
const minSentenceWords = 4;

/** What stands in signatures: an address, a site, a number that one can call. */
const contact =
  /[\p{L}\p{N}]@[\p{L}\p{N}-]{1,63}\.\p{L}|https?:\/\/|www\.|\+?\p{Nd}[\p{Nd}\s()/.-]{6,}\p{Nd}/u;
/** "Max Muster", "Dr. Eva von Beispiel". */
const personName = /^(?:\p{Lu}[\p{L}'’.-]{0,30}\s){1,2}(?:\p{Ll}{1,4}\s){0,2}\p{Lu}[\p{L}'’-]{1,30}$/u;

const asksSomething = (texts: readonly string[]) => texts.some((text) => question.test(text));

const isSentence = (text: string) =>
  sentenceEnd.test(text) &&
  (text.split(/\s+/, minSentenceWords).length >= minSentenceWords || dense.test(text));

/**
 * Whether these lines can be a signature at all: few, and nothing asked. Programs that mark a signature sometimes have
 * what was typed below it inside the mark.
 */
export function canBeSignature(texts: readonly string[]): boolean {
  return countWritten(texts) <= maxSignatureLines && !asksSomething(texts);
}

type Cut = Readonly<{ from: number; label: Label }>;

/** Short lines, no sentence, and a person's name first or something to reach them by. */
function looksLikeSignature(texts: readonly string[]): boolean {
  const written = texts.map((text) => text.trim()).filter((text) => text !== '');
  const isShort = written.every((text) => text.length <= maxSignatureLineCharacters && !isSentence(text));
  return isShort && (written.some((text) => contact.test(text)) || personName.test(written[0] ?? ''));
}

/**
 * "-- " on a line of its own opens a signature (RFC 3676, 4.3). The space is often lost on the way, and people draw "--" between
 * two thoughts: then the rest must look like a signature.
 */
function signatureAt(lines: readonly string[]): Cut | null {
  let written = 0;
  for (let index = lines.length - 1; index > 0 && written <= maxSignatureLines + 1; index -= 1) {
    const line = lines[index] ?? '';
    if (!isBlank(line)) written += 1;
    if (!/^--\s*$/.test(line)) continue;
    const rest = lines.slice(index + 1);
    const accepted = canBeSignature(rest) && (line === '-- ' || looksLikeSignature(rest));
    return accepted ? { from: index, label: 'signature' } : null;
  }
  return null;
}

/** "Sent from my iPhone", as the last line. */
function mobileFooterAt(lines: readonly string[]): Cut | null {
  const last = (lines.at(-1) ?? '').trim();
  if (last.length > maxFooterCharacters || asksSomething([last])) return null;
  return mobileFooters.some((footer) => footer.test(last))
    ? { from: lines.length - 1, label: 'signature' }
    : null;
}

/** A paragraph that speaks of the mail, of secrecy and of the wrong reader, and in which nobody speaks of themselves. */
function isDisclaimer(paragraph: string): boolean {
  const text = paragraph.trim();
  if (text.length > maxDisclaimerCharacters) return false;
  if (scannerNotes.some((note) => note.test(text)) && !asksSomething([text])) return true;
  const least = dense.test(text) ? minDenseDisclaimerCharacters : minDisclaimerCharacters;
  if (text.length < least || asksSomething([text])) return false;
  return disclaimers.some(
    ({ signs, person }) => signs.every((sign) => sign.test(text)) && !person.test(text),
  );
}

/** The last line, or the last paragraph, if it is a notice; with a heading or a drawn line above it. */
function disclaimerAt(lines: readonly string[]): Cut | null {
  const isNotice = (from: number) => isDisclaimer(lines.slice(from).join(' '));
  let from = lines.length - 1;
  if (!isNotice(from)) {
    let characters = 0;
    for (; from > 0 && !isBlank(lines[from - 1] ?? '') && characters <= maxDisclaimerCharacters; from -= 1) {
      characters += lines[from]?.length ?? 0;
    }
    while (from < lines.length - 1 && isHeading(lines[from] ?? '')) from += 1;
    if (from === lines.length - 1 || !isNotice(from)) return null;
  }
  for (let above = from - 1; above > 0; above -= 1) {
    const line = lines[above] ?? '';
    if (isHeading(line)) from = above;
    else if (!isBlank(line)) break;
  }
  return from > 0 ? { from, label: 'disclaimer' } : null;
}

const isHeading = (line: string) =>
  line.length <= maxFooterCharacters && (isRuleLine(line.trim()) || noticeHeading.test(line));

/**
 * Names the lines that stand under every mail of their author: from the bottom up, as far as each is recognised for
 * certain. A text that is nothing else keeps its first line.
 */
export function footerLabels(lines: readonly string[]): readonly Label[] {
  const labels = lines.map((): Label => 'own');
  const rest = [...lines];
  for (let footer = 0; footer < maxFooters; footer += 1) {
    while (rest.length > 0 && isBlank(rest.at(-1) ?? '')) rest.pop();
    const cut = mobileFooterAt(rest) ?? disclaimerAt(rest) ?? signatureAt(rest);
    if (cut === null) break;
    labels.fill(cut.label, cut.from, rest.length);
    rest.length = cut.from;
  }
  return labels;
}
