import type { LanguageTag } from '../../../events/language.ts';
import { type WordList, wordLists } from './function-words.ts';

type Script = keyof typeof wordLists;

/** Fewer words than these may be a name, a title, a list. */
const minWords = 4;
/** Different words that this language has and the other one lacks, for each other one. */
const minOwnWords = 2;
/** Running text has about half of its words in the list; what only names things has few. */
const minKnownShare = 0.3;
/** So many own words for each one of another language: `die` stands in English texts too. */
const ownWordsPerForeignOne = 4;
/** A name or a borrowed word may have letters of its own. */
const maxForeignShare = 0.05;

const plainLetters: Readonly<Record<Script, string>> = {
  Latin: 'a-z',
  Cyrillic: 'абвгдежзиклмнопрстуфхцчш',
  Arabic: '',
  Devanagari: '',
};

type Entry = Readonly<{ code: LanguageTag; foreignLetter: RegExp | null; never: boolean }>;
type Index = Readonly<{
  entries: readonly Entry[];
  codesOf: ReadonlyMap<string, readonly LanguageTag[]>;
}>;

function buildIndex(script: Script): Index {
  const lists: readonly (readonly [string, WordList])[] = Object.entries(wordLists[script]);
  const codesOf = new Map<string, LanguageTag[]>();
  for (const [code, { words }] of lists) {
    for (const word of new Set(words.split(' '))) codesOf.set(word, [...(codesOf.get(word) ?? []), code]);
  }
  const entries = lists.map(([code, { letters, never = false }]) => ({
    code,
    foreignLetter:
      letters === undefined ? null : new RegExp(`[^${plainLetters[script]}${letters}'\\p{M}]`, 'u'),
    never,
  }));
  return { entries, codesOf };
}

const indexes = new Map<Script, Index>();
function indexOf(script: Script): Index {
  const index = indexes.get(script) ?? buildIndex(script);
  indexes.set(script, index);
  return index;
}

/** The languages whose list has a word; `j'ai` counts by its first part too. */
function codesOf(word: string, lists: Index['codesOf']): readonly LanguageTag[] {
  const known = lists.get(word);
  if (known !== undefined) return known;
  const apostrophe = word.indexOf("'");
  return (apostrophe === -1 ? undefined : lists.get(word.slice(0, apostrophe + 1))) ?? [];
}

/** The different words of a text that each language knows. */
type Tally = Readonly<{ entry: Entry; known: ReadonlySet<string> }>;

function tally(words: readonly string[], { entries, codesOf: lists }: Index): readonly Tally[] {
  const codes = new Map([...new Set(words)].map((word) => [word, codesOf(word, lists)]));
  return entries
    .map((entry) => {
      const known = [...codes].flatMap(([word, of]) => (of.includes(entry.code) ? [word] : []));
      return { entry, known: new Set(known) };
    })
    .sort((one, other) => other.known.size - one.known.size);
}

/** Whether what only `best` knows outweighs by far what only `other` knows. */
function outdoes({ known: best }: Tally, { known: other }: Tally): boolean {
  const own = best.difference(other).size;
  return own >= minOwnWords && own >= other.difference(best).size * ownWordsPerForeignOne;
}

/**
 * The language that the function words of a text in one script leave no doubt about, or null. `words` are in lower case. It
 * is strict rather than clever: it would rather ask the service than be wrong once.
 */
export function languageByWords(script: Script, words: readonly string[]): LanguageTag | null {
  if (words.length < minWords) return null;
  const [best, ...others] = tally(words, indexOf(script));
  if (best === undefined || best.entry.never) return null;
  const { code, foreignLetter } = best.entry;
  if (!others.every((other) => outdoes(best, other))) return null;
  const knownWords = words.filter((word) => codesOf(word, indexOf(script).codesOf).includes(code));
  if (knownWords.length / words.length < minKnownShare) return null;
  const foreign = foreignLetter === null ? 0 : words.filter((word) => foreignLetter.test(word)).length;
  return foreign / words.length > maxForeignShare ? null : code;
}
