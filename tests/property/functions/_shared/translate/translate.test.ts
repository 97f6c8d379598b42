import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../../functions/_shared/services/ports.ts';
import { guard, plainOf } from '../../../../../functions/_shared/text/guard.ts';
import { findTokens } from '../../../../../functions/_shared/text/tokens.ts';
import { fromWire, toWire } from '../../../../../functions/_shared/text/wire.ts';
import { maxEngineBytes, translateText } from '../../../../../functions/_shared/translate/translate.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../../support/property-runs.ts';

const tokens = [
  '#10023456',
  'XJ-900/2',
  '1Z999AA10123456784',
  'FR-2024-00017',
  'https://example.com/a?b=1&c=<2>',
  'ana@example.com',
  '+34 612 345 678',
  '1.234,56 €',
  '12.03.2024',
  '{{ticket.id}}',
  '%s',
  '@bob',
  '👍🏽',
  '`rm -rf`',
];
/** How often each token stands in a text, letter for letter, and not grown together with a Latin letter or digit. */
const countOfEach = (text: string) =>
  tokens.map((token) => {
    const stretches = text.split(token);
    const alone = stretches.slice(1).filter((after, index) => {
      const left = `${(stretches[index] ?? '').slice(-1)}${token.at(0)}`;
      const right = `${token.at(-1)}${after.slice(0, 1)}`;
      return !/^[A-Za-z0-9]{2}$/.test(left) && !/^[A-Za-z0-9]{2}$/.test(right);
    });
    return `${token} ×${alone.length}`;
  });

const word = fc.constantFrom(
  'mi',
  'pedido',
  'no',
  'ha',
  'llegado',
  '注文',
  'привет',
  'a < b',
  'R&D',
  '&amp;',
  '¿qué?',
);
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom(...tokens) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join(' '));

const answering =
  (change: (wire: string) => string): Engine =>
  async ({ text: wire, source }) => ({
    ok: true,
    value: { text: change(wire), source, terms: [] },
    attempts: 1,
  });
const translate = (original: string, engine: Engine) =>
  translateText({ text: original, source: 'es', target: 'en', language: 'es' }, engine);

const span = /<span translate="no">(.*?)<\/span>/gs;
/** What machine translation does to tokens when it does not respect them. */
const vandals: readonly (readonly [string, (wire: string) => string])[] = [
  ['drops them', (wire) => wire.replace(span, '')],
  [
    'doubles them',
    (wire) => wire.replace(span, '<span translate="no">$1</span> <span translate="no">$1</span>'),
  ],
  ['spaces them out', (wire) => wire.replace(span, (_, inner: string) => inner.split('').join(' '))],
  ['changes a digit', (wire) => wire.replace(span, (_, inner: string) => inner.replace(/\d/, '7'))],
  ['writes them in small letters', (wire) => wire.replace(span, (_, inner: string) => inner.toLowerCase())],
  ['sews them to each other', (wire) => wire.replace(/<\/span> ?<span translate="no">/g, '')],
];

describe('Guarded translation', () => {
  it(
    'gives the text back unchanged from an engine that changes nothing',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 200 })),
          async (original) => {
            const outcome = await translate(
              original,
              answering((wire) => wire),
            );

            expect(outcome).toMatchObject({ kind: 'translated', text: original });
          },
        ),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'undoes its own markup, whatever an engine does to the case and spacing of tags',
    () => {
      fc.assert(
        fc.property(text, (original) => {
          const wire = toWire(guard(original).parts);
          const untidy = wire
            .replaceAll('<span translate="no">', '< SPAN translate = no >')
            .replaceAll('</span>', '</ Span >');

          expect(plainOf(fromWire(untidy, /[&<]/.test(wire)) ?? [])).toBe(original);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it.each(vandals)(
    'never posts a damaged token when the engine %s',
    async (_, vandal) => {
      await fc.assert(
        fc.asyncProperty(text, async (original) => {
          // Act
          const outcome = await translate(original, answering(vandal));

          // Assess
          if (outcome.kind === 'translated') expect(countOfEach(outcome.text)).toEqual(countOfEach(original));
          else expect(outcome).toEqual({ kind: 'failed', failure: 'damaged' });
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'never shows a token to the engine outside a protected element',
    async () => {
      await fc.assert(
        fc.asyncProperty(text, async (original) => {
          const seen: string[] = [];
          await translate(
            original,
            answering((wire) => {
              seen.push(wire.replace(span, '|'));
              return wire;
            }),
          );

          for (const exposed of seen) expect(findTokens(plainOf(fromWire(exposed, true) ?? []))).toEqual([]);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it('sends no piece above the service’s limit in bytes, and loses nothing of a long text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 40, maxLength: 120 }), async (paragraphs) => {
        // Prepare
        const original = Array.from({ length: 5 }, () => paragraphs.join('. ')).join('\n\n');
        const sizes: number[] = [];

        // Act
        const outcome = await translate(
          original,
          answering((wire) => {
            sizes.push(Buffer.byteLength(wire, 'utf8'));
            return wire;
          }),
        );

        // Assess
        expect(Math.max(...sizes)).toBeLessThanOrEqual(maxEngineBytes);
        expect(outcome).toMatchObject({ kind: 'translated', text: original });
      }),
      { numRuns: 25 },
    );
  });
});
