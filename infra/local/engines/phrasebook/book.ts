import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { canonicalise, slotMark } from './canonical.ts';
import { type SlotKind, slotKinds, slotPattern } from './slots.ts';

/** Every sentence of the book exists in these; Arabic has a part of them. */
export const requiredLanguages = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ja', 'tr'] as const;
export const bookLanguages = [...requiredLanguages, 'ar'] as const;
export type BookLanguage = (typeof bookLanguages)[number];

const wording = z.string().check(z.minLength(1));
/** The first wording is what is written; the others are understood as well. */
const wordings = z.union([wording, z.array(wording).check(z.minLength(1))]);
const topicFile = z.object({
  topic: z.string(),
  sentences: z.array(
    z.object({
      id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/)),
      text: z.object({
        en: wordings,
        es: wordings,
        fr: wordings,
        de: wordings,
        it: wordings,
        pt: wordings,
        nl: wordings,
        pl: wordings,
        ja: wordings,
        tr: wordings,
        ar: z.optional(wordings),
      }),
    }),
  ),
});

export type BookSentence = Readonly<{
  id: string;
  topic: string;
  wordings: ReadonlyMap<BookLanguage, readonly string[]>;
}>;

const folder = join(import.meta.dirname, 'topics');

/** All sentences of `topics/*.json`, by topic and in the order of the files. */
export function readBook(): readonly BookSentence[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const { topic, sentences } = z.parse(topicFile, JSON.parse(readFileSync(join(folder, name), 'utf8')));
      return sentences.map(({ id, text }) => ({
        id,
        topic,
        wordings: new Map(
          bookLanguages.flatMap((language) => {
            const written = text[language];
            return written === undefined ? [] : [[language, [written].flat()] as const];
          }),
        ),
      }));
    });
}

/** A slot as a sentence names it: `order`, `number2`. */
export type Slot = Readonly<{ name: string; kind: SlotKind }>;

/** The slots of a wording, in the order in which they stand in it. */
export function slotsOf(text: string): readonly Slot[] {
  return Array.from(text.matchAll(slotPattern), ({ groups }) => {
    const kind = slotKinds.find((candidate) => candidate === groups?.kind) ?? 'number';
    return { name: `${kind}${groups?.ordinal ?? ''}`, kind };
  });
}

/** One way to say a sentence, ready to be found. */
export type Entry = Readonly<{ sentence: BookSentence; slots: readonly Slot[] }>;
export type NameEntry = Entry & Readonly<{ pattern: RegExp }>;
export type LanguageIndex = Readonly<{
  /** Letters and slot marks → what it says. */
  byKey: ReadonlyMap<string, readonly Entry[]>;
  /** Sentences with a name in them, which no pattern can tell from words: tried one by one. */
  withName: readonly NameEntry[];
}>;

/** Slots become numbers while the wording is reduced to letters, so that both sides are reduced by the same rules. */
function keyOf(text: string): string {
  return canonicalise(text.replaceAll(slotPattern, ' #1 '), () => 'kept').key;
}

/** German is also written without umlauts: `fuer`. */
function spellings(text: string, language: BookLanguage): readonly string[] {
  return language === 'de' ? [...new Set([text, text.replaceAll(/[äöüÄÖÜ]/gu, '$&e')])] : [text];
}

function namePattern(text: string): RegExp {
  const marked = text.replaceAll(slotPattern, (slot) => (slot.startsWith('{name') ? 'ǃ' : slot));
  const key = keyOf(marked);
  return new RegExp(`^${key.replaceAll('ǃ', `(?<name>(?:[^${slotMark}]{2,40}|${slotMark}))`)}$`, 'du');
}

/** Everything the book can understand in one language. */
export function indexLanguage(book: readonly BookSentence[], language: BookLanguage): LanguageIndex {
  const byKey = new Map<string, Entry[]>();
  const withName: NameEntry[] = [];
  for (const sentence of book) {
    for (const text of sentence.wordings.get(language) ?? []) {
      const slots = slotsOf(text);
      for (const spelling of spellings(text, language)) {
        const key = keyOf(spelling);
        byKey.set(key, [...(byKey.get(key) ?? []), { sentence, slots }]);
        if (slots.some(({ kind }) => kind === 'name')) {
          withName.push({ sentence, slots, pattern: namePattern(spelling) });
        }
      }
    }
  }
  return { byKey, withName };
}
