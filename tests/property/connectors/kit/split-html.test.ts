import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertHtml } from '../../../../connectors/kit/inert.ts';
import { splitByHtmlBytes } from '../../../../connectors/kit/split-html.ts';

const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe('splitByHtmlBytes', () => {
  it('loses and doubles nothing, whatever the text and the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 40, max: 200 }),
        (text, max) => {
          const pieces = splitByHtmlBytes(text, max, (piece) => piece);
          expect(pieces.join('')).toBe(text);
        },
      ),
    );
  });

  it('keeps the limit also where what makes text inert needs both sides of a cut', () => {
    const hostile = fc.array(
      fc.constantFrom('{', '{{', '{%', '@', 'a@', '@bob', ' ', '. ', 'word', '\r', '\n', '\u{1f600}'),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 40, max: 80 }), (parts, max) => {
        for (const piece of splitByHtmlBytes(parts.join(''), max, inertHtml)) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  it('keeps every piece within the limit unless a single grapheme is larger', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 40, max: 200 }),
        (text, max) => {
          for (const piece of splitByHtmlBytes(text, max, inertHtml)) {
            expect(Buffer.byteLength(piece) <= max || graphemes(piece).length === 1).toBe(true);
          }
        },
      ),
    );
  });
});

describe('inertHtml', () => {
  it('never leaves markup, a placeholder or a mention alive', () => {
    const hostile = fc.array(
      fc.constantFrom('{', '{{', '{%', '@', '@bob', '<', '>', '"', "'", '&', ' ', 'a', 'é', '\u2060', '}}'),
    );
    fc.assert(
      fc.property(hostile, (parts) => {
        const html = inertHtml(parts.join(''));
        expect(html).not.toMatch(/[<>"']|\{\{|\{%|(?:^|\s)@[\p{L}\p{N}_]/u);
      }),
    );
  });
});
