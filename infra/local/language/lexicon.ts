import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { ComprehendLanguage } from './codes.ts';

/** How strong a word is (1 = plain, 2 = strong, 3 = outrage or delight) → words. `*` at the end stands for any ending. */
const weightedWords = z.partialRecord(z.enum(['1', '2', '3']), z.array(z.string().check(z.minLength(1))));
const lexiconFile = z.object({
  positive: weightedWords,
  negative: weightedWords,
  /** Thanks and greetings: they count for little beside a request. */
  courtesy: z.array(z.string()),
  /** Set phrases whose words do not mean what they say: "good morning". */
  neutral: z.array(z.string()),
  /** They turn the word that follows into its opposite. */
  negators: z.array(z.string()),
  /** The same, for languages that negate after the word. */
  negatorsAfter: z.array(z.string()),
  intensifiers: z.array(z.string()),
});

export type WordKind =
  | 'positive'
  | 'negative'
  | 'courtesy'
  | 'neutral'
  | 'negator'
  | 'negator-after'
  | 'intensifier';
export type WordList = Readonly<{ kind: WordKind; weight: number; pattern: RegExp }>;
export type Lexicon = readonly WordList[];

/** Written without spaces between words, or with endings glued on: words are found anywhere. */
const unspaced: ReadonlySet<string> = new Set(['ja', 'ko', 'zh', 'zh-TW']);

/**
 * The form in which texts and lexicon meet: lower case, and no accents where a language only loses spelling by it. In Hindi
 * and Japanese the marks are vowels and voiced consonants, so they stay.
 */
export function foldForLexicon(text: string, language: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  return unspaced.has(language) || language === 'hi'
    ? folded
    : folded.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

function patternOf(words: readonly string[], language: string): RegExp {
  const alternatives = words
    .map((word) => foldForLexicon(word, language))
    .sort((one, other) => other.length - one.length)
    .map((word) =>
      word.endsWith('*') ? `${RegExp.escape(word.slice(0, -1))}[\\p{L}\\p{M}]*` : RegExp.escape(word),
    )
    .join('|');
  return unspaced.has(language)
    ? new RegExp(alternatives, 'gu')
    : new RegExp(`(?<![\\p{L}\\p{M}])(?:${alternatives})(?![\\p{L}\\p{M}])`, 'gu');
}

function load(language: ComprehendLanguage): Lexicon {
  const file = join(import.meta.dirname, 'lexicon', `${language}.json`);
  const words = z.parse(lexiconFile, JSON.parse(readFileSync(file, 'utf8')));
  const list = (kind: WordKind, weight: number, entries: readonly string[]): WordList[] =>
    entries.length === 0 ? [] : [{ kind, weight, pattern: patternOf(entries, language) }];
  return [
    ...Object.entries(words.positive).flatMap(([weight, entries]) =>
      list('positive', Number(weight), entries),
    ),
    ...Object.entries(words.negative).flatMap(([weight, entries]) =>
      list('negative', Number(weight), entries),
    ),
    ...list('courtesy', 1, words.courtesy),
    ...list('neutral', 0, words.neutral),
    ...list('negator', 0, words.negators),
    ...list('negator-after', 0, words.negatorsAfter),
    ...list('intensifier', 0, words.intensifiers),
  ];
}

const loaded = new Map<ComprehendLanguage, Lexicon>();

/** The word lists of a language, read once from `lexicon/<language>.json`. */
export function lexiconOf(language: ComprehendLanguage): Lexicon {
  let lexicon = loaded.get(language);
  if (lexicon === undefined) {
    lexicon = load(language);
    loaded.set(language, lexicon);
  }
  return lexicon;
}
