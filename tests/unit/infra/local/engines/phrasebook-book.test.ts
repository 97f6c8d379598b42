import { describe, expect, test } from 'vitest';
import {
  type BookLanguage,
  bookLanguages,
  indexLanguage,
  readBook,
  requiredLanguages,
  slotsOf,
} from '../../../../../infra/local/engines/phrasebook/book.ts';
import { createPhrasebookEngine } from '../../../../../infra/local/engines/phrasebook/engine.ts';

const book = readBook();
const values: Readonly<Record<string, string>> = {
  order: '#10023456',
  number: '5',
  amount: '49,90 €',
  amount2: '39,90 €',
  date: '12/03/2026',
  time: '9:00',
  time2: '18:00',
  email: 'ana@example.com',
  url: 'https://example.com/t/1',
  name: 'Ana',
};
const filled = (wording: string) => wording.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);
const slotNames = (wording: string) =>
  slotsOf(wording)
    .map(({ name }) => name)
    .sort();

test('the book has at least 64 sentences, each with an id of its own, in each of the ten languages', () => {
  expect(book.length).toBeGreaterThanOrEqual(64);
  expect(new Set(book.map(({ id }) => id)).size).toBe(book.length);
  for (const { id, wordings } of book) {
    const missing = requiredLanguages.filter((language) => !wordings.has(language));
    expect({ id, missing }).toEqual({ id, missing: [] });
  }
});

test('at least 25 sentences are in Arabic too', () => {
  expect(book.filter(({ wordings }) => wordings.has('ar')).length).toBeGreaterThanOrEqual(25);
});

describe.each(book)('$id', ({ wordings }) => {
  const all = [...wordings.values()].flat();

  test('has the same slots in every wording of every language', () => {
    const expected = slotNames(wordings.get('en')?.[0] ?? '');
    expect(all.filter((wording) => slotNames(wording).join() !== expected.join())).toEqual([]);
  });

  test('has no number outside a slot and no brace that is not a slot', () => {
    const outside = all.map((wording) => wording.replaceAll(/\{[a-z]+\d?\}/g, ''));
    expect(outside.filter((text) => /[\d{}]/.test(text))).toEqual([]);
  });
});

test.each(bookLanguages)('no two sentences say the same in %s, and none says it twice', (language) => {
  const { byKey } = indexLanguage(book, language);
  const repeated = [...byKey.values()]
    .filter((entries) => entries.length > 1)
    .map((entries) => entries.map(({ sentence }) => sentence.id));

  expect(repeated).toEqual([]);
});

describe('every wording', () => {
  const engine = createPhrasebookEngine();
  const pairs = bookLanguages.flatMap((source) =>
    bookLanguages.filter((target) => target !== source).map((target) => [source, target] as const),
  );

  test.each(pairs)(
    'of %s is translated into the first wording of %s',
    async (source: BookLanguage, target) => {
      for (const { wordings } of book) {
        const expected = wordings.get(target)?.[0];
        if (expected === undefined) continue;
        for (const wording of wordings.get(source) ?? []) {
          const text = filled(wording).replace(/(?<![.!?。！？؟])$/u, '.');
          const result = await engine.translate({ text, source, target });
          expect(result).toEqual({ text: filled(expected), engine: 'phrasebook' });
        }
      }
    },
  );
});
