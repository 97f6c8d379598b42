import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByBytes } from '../../../../../functions/_shared/text/split.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../../support/property-runs.ts';

const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');
const graphemes = (text: string) =>
  [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment);

/** Text as people write it: words, sentences, lines, emoji with skin tones, right-to-left and unspaced scripts. */
const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '. ',
        '! ',
        '\n',
        '\n\n',
        '\r\n',
        '。',
        '👍🏽',
        '👨‍👩‍👧‍👦',
        'é',
        'e\u0301',
        'क्षि',
        'שלום',
        'مرحبا',
        '注文',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('pedido', 'Lieferung', 'a'.repeat(60)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const split = (text: string, maxBytes: number, atoms: readonly { start: number; end: number }[] = []) =>
  splitByBytes(text, {
    maxBytes,
    bytesOf: (start, end) => utf8(text.slice(start, end)),
    atoms,
    language: 'und',
  });

describe('splitByBytes', () => {
  it(
    'loses and doubles nothing',
    () => {
      fc.assert(
        fc.property(prose, fc.integer({ min: 8, max: 120 }), (text, maxBytes) => {
          expect(split(text, maxBytes).join('')).toBe(text);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'keeps every piece within the limit unless it is a single grapheme',
    () => {
      fc.assert(
        fc.property(prose, fc.integer({ min: 8, max: 120 }), (text, maxBytes) => {
          for (const piece of split(text, maxBytes)) {
            expect(utf8(piece) <= maxBytes || graphemes(piece).length === 1).toBe(true);
          }
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'never cuts inside a grapheme',
    () => {
      fc.assert(
        fc.property(prose, fc.integer({ min: 8, max: 120 }), (text, maxBytes) => {
          expect(split(text, maxBytes).flatMap(graphemes)).toEqual(graphemes(text));
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'never cuts inside an atom',
    () => {
      fc.assert(
        fc.property(prose, prose, fc.integer({ min: 8, max: 60 }), (left, right, maxBytes) => {
          // Prepare
          const atom = 'XJ-900/2 1Z999AA10123456784';
          const text = `${left} ${atom} ${right}`;
          const start = left.length + 1;

          // Act
          const pieces = split(text, maxBytes, [{ start, end: start + atom.length }]);

          // Assess
          let end = 0;
          const ends = pieces.map((piece) => {
            end += piece.length;
            return end;
          });
          expect(ends.filter((at) => at > start && at < start + atom.length)).toEqual([]);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it('prefers the end of a paragraph, then of a sentence, then of a word', () => {
    expect(split('One two. Three.\n\nFour five.', 20)).toEqual(['One two. Three.\n\n', 'Four five.']);
    expect(split('One two. Three four.', 12)).toEqual(['One two. ', 'Three four.']);
    expect(split('Onetwo threefour', 10)).toEqual(['Onetwo ', 'threefour']);
  });
});
