import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pseudoTranslate } from '../../../../../infra/local/engines/pseudo.ts';

const unmark = (text: string) => text.replaceAll(/⟦de:|⟧/g, '');
const plain = fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !/[⟦⟧]/.test(text));
const kept = plain.map((text) => `<span translate="no">${text.replaceAll(/[<>&]/g, '')}</span>`);

test('taking the marks away gives the text back, whatever it is', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(unmark(pseudoTranslate(text, 'de'))).toBe(text);
    }),
  );
});

test('no mark ever stands inside an element that must not be touched', () => {
  const safe = plain.map((text) => text.replaceAll(/[<>]/g, ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(safe, kept), { maxLength: 5 }), (parts) => {
      const translated = pseudoTranslate(parts.flat().join(''), 'de');
      for (const [, element] of parts) expect(translated).toContain(element);
    }),
  );
});
