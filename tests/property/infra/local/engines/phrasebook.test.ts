import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPhrasebookEngine } from '../../../../../infra/local/engines/phrasebook/engine.ts';

const engine = createPhrasebookEngine();
const languages = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'ja', 'tr', 'ar'];
const pair = fc
  .tuple(fc.constantFrom(...languages), fc.constantFrom(...languages))
  .filter(([a, b]) => a !== b);
const sentence = fc.constantFrom(
  'Hola',
  '¿Dónde está mi pedido?',
  'Mi pedido #1 no ha llegado.',
  'Where is my order 55?',
  'Das Wetter ist schlecht.',
  'Merci d’avance',
  '注文がまだ届きません。',
  'a < b & c',
);
const element = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 })
  .map((text) => `<span translate="no">${text.replaceAll(/[<>&]/g, '')}</span>`);
const separator = fc.constantFrom(' ', '\n', '\r\n', '\n\n', ', ', ' – ', '<br>', '</p>');

async function translate(text: string, [source, target]: [string, string]): Promise<string> {
  return (await engine.translate({ text, source, target }))?.text ?? '';
}
const countOf = (text: string, part: string) => text.split(part).length - 1;

test('every untouchable element comes back as it is, exactly as often', async () => {
  await fc.assert(
    fc.asyncProperty(
      pair,
      fc.array(fc.tuple(fc.oneof(sentence, element), separator), { maxLength: 8 }),
      async (languagePair, parts) => {
        const text = parts.flat().join('');
        const translated = await translate(text, languagePair);
        for (const [part] of parts.filter(([candidate]) => candidate.startsWith('<span'))) {
          expect(countOf(translated, part)).toBe(countOf(text, part));
        }
      },
    ),
  );
});

test('tags and line breaks are neither lost nor added', async () => {
  await fc.assert(
    fc.asyncProperty(
      pair,
      fc.array(fc.tuple(sentence, separator), { maxLength: 8 }),
      async (languagePair, parts) => {
        const text = parts.flat().join('');
        const translated = await translate(text, languagePair);
        for (const mark of ['\n', '<br>', '</p>'])
          expect(countOf(translated, mark)).toBe(countOf(text, mark));
      },
    ),
  );
});

test('any text is translated without a failure, and the same text always the same', async () => {
  await fc.assert(
    fc.asyncProperty(pair, fc.string({ unit: 'binary', maxLength: 200 }), async (languagePair, text) => {
      expect(await translate(text, languagePair)).toBe(await translate(text, languagePair));
    }),
  );
});
