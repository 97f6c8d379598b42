import type { LanguageTag } from '../../../events/language.ts';
import { languageByWords } from './by-words.ts';
import { languageOfHan, languageOfScript, scriptOf } from './scripts.ts';

/** A part of a text whose language is certain, and how much of the text's letters it holds, in hundredths. */
export type CertainPart = Readonly<{ code: LanguageTag; share: number }>;

/** What can be said of a text without asking a service. */
export type LocalReading = Readonly<
  | { kind: 'certain'; code: LanguageTag }
  /** Two languages or more, each certain and each a good part of the text, the larger first. */
  | { kind: 'mixed'; parts: readonly CertainPart[] }
  /** Says nothing: the service decides. */
  | { kind: 'unsure' }
>;

/** A script with so much of the letters is the text's; brand and product names are often Latin and long. */
const minMainScriptShare = 0.6;
/** A part in a second language counts from here on; below, it is a quoted sentence or a product's name. */
const minPartShare = 0.3;
/** Sentences that are certain one by one decide for the text if they are this much of it. */
const minSentencesShare = 0.75;

/** What is written alike in every language, or was not written by hand. ASCII only: Japanese has no spaces. */
const notWords = /(?:https?:\/\/|www\.)[!-~]+|[!-~]+@[!-~]+|[@#][!-~]+|[!-~]*\d[!-~]*|\{\{.*?\}\}/gu;
const anyWord = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*['’]?/gu;
const sentenceEnd = /[\n.!?;:…。！？；：।۔؟]+/u;
/** These say about as much as two letters of an alphabet. */
const denseScripts: ReadonlySet<string> = new Set(['Han', 'Hangul']);

/** Words in lower case with a straight apostrophe; the dot that `İ` leaves behind goes. */
function wordsOf(text: string): string[] {
  const found = text.normalize('NFC').replace(notWords, ' ').match(anyWord) ?? [];
  return found.map((word) => word.toLowerCase().replaceAll('’', "'").replaceAll('\u0307', ''));
}

type Stretch = Readonly<{ code: LanguageTag | null; letters: number }>;

/** The words of each script, and what they say. */
function stretchesOf(words: readonly string[]): readonly Stretch[] {
  return [...Map.groupBy(words, scriptOf)].map(([script, ofScript]) => ({
    code: certainLanguage(script, ofScript),
    letters: ofScript.join('').length * (denseScripts.has(script) ? 2 : 1),
  }));
}

function certainLanguage(script: string, words: readonly string[]): LanguageTag | null {
  switch (script) {
    case 'Latin':
    case 'Cyrillic':
    case 'Arabic':
    case 'Devanagari':
      return languageByWords(script, words);
    case 'Han':
      return languageOfHan(words.join(''));
    default:
      return languageOfScript(script, words.join(''));
  }
}

const sum = (stretches: readonly Stretch[]) => stretches.reduce((letters, each) => letters + each.letters, 0);

/** The certain languages of a text's stretches with their shares, the larger first. */
function partsOf(stretches: readonly Stretch[]): readonly CertainPart[] {
  const all = sum(stretches);
  return [...Map.groupBy(stretches, ({ code }) => code)]
    .flatMap(([code, ofCode]) =>
      code === null ? [] : [{ code, share: Math.round((sum(ofCode) / all) * 100) / 100 }],
    )
    .sort((one, other) => other.share - one.share);
}

function readParts(parts: readonly CertainPart[], minShare: number): LocalReading {
  const [main, next] = parts;
  if (main === undefined) return { kind: 'unsure' };
  if (next !== undefined && next.share >= minPartShare) {
    return { kind: 'mixed', parts: parts.filter(({ share }) => share >= minPartShare) };
  }
  return main.share >= minShare ? { kind: 'certain', code: main.code } : { kind: 'unsure' };
}

/**
 * Reads a text's language on the spot where that is certain: by its script, else by words and letters that only one
 * language has. A text that this cannot tell for certain (short, mixed, close relatives, a list of names) is `unsure`.
 */
export function readLocally(text: string): LocalReading {
  const whole = readParts(partsOf(stretchesOf(wordsOf(text))), minMainScriptShare);
  if (whole.kind !== 'unsure') return whole;
  const sentences = text.split(sentenceEnd).flatMap((sentence) => stretchesOf(wordsOf(sentence)));
  return readParts(partsOf(sentences), minSentencesShare);
}
