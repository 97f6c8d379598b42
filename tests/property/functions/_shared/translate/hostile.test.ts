import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translateText } from '../../../../../functions/_shared/translate/translate.ts';
import { translateHtml } from '../../../../../functions/_shared/translate/translate-html.ts';
import { vandalised, vandalismNames } from '../../../../../infra/local/engines/hostile.ts';
import { answering } from '../../../../support/fake-engine.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../../support/property-runs.ts';

const references = [
  '#10023456',
  'XJ-900/2',
  '1Z999AA10123456784',
  'FR-2024-00017',
  'ord-4521',
  '302-1234567-1234567',
];
const others = [
  'https://example.com/a?b=1&c=2',
  'ana@example.com',
  '1.234,56 €',
  '12.03.2024',
  '14:30',
  '{{ticket.id}}',
  '%s',
  '@bob',
  '#hashtag',
  '👨‍👩‍👧‍👦',
  '🇪🇸',
  '`rm -rf`',
  '<br/>',
  '&lt;',
];
const word = fc.constantFrom(
  'mi',
  'pedido',
  'no',
  'llega',
  'привет',
  'R & D',
  'a < b',
  '¿qué',
  'über',
  'más',
  'שלום',
  'مرحبا',
);

/** Sentences, each with words and some of the tokens; no token twice. */
const sentences = fc
  .tuple(
    fc.shuffledSubarray([...references, ...others], { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .chain(([tokens, count]) =>
    fc.tuple(
      fc.constant(tokens),
      fc.array(fc.array(word, { minLength: 2, maxLength: 5 }), { minLength: count, maxLength: count }),
    ),
  )
  .map(([tokens, words]) =>
    words.map((some, index) => {
      const own = tokens.filter((_, place) => place % words.length === index);
      return { own, words: some.join(' '), text: `Aquí ${[...some, own.join(' y ')].join(' ').trim()} fin.` };
    }),
  );

/** Where a token stands, letter for letter, and not grown together with a letter or digit; null = not once. */
function placeOf(token: string, text: string): number | null {
  const [before = '', after = '', ...more] = text.split(token);
  if (after === undefined || more.length > 0 || !text.includes(token)) return null;
  const isGlued =
    (/[A-Za-zа-я\d]$/.test(before) && /^[A-Za-z\d]/.test(token)) ||
    (/^[A-Za-zа-я\d]/.test(after) && /[A-Za-z\d]$/.test(token));
  return isGlued ? null : before.length;
}

/** Every token once, the tokens of a sentence before those of the next, and numbers of a kind in their order. */
function expectInPlace(written: readonly { own: readonly string[] }[], text: string) {
  let end = -1;
  for (const { own } of written) {
    const places = own.map((token) => placeOf(token, text));
    expect([own, text, places.includes(null)]).toEqual([own, text, false]);
    for (const place of places) expect(place).toBeGreaterThan(end);
    const numbers = own.flatMap((token, index) => (references.includes(token) ? [places[index] ?? -1] : []));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    end = Math.max(end, ...places.map((place) => place ?? -1));
  }
}

const translate = (text: string, name: string) =>
  translateText(
    { text, source: 'es', target: 'en', language: 'es' },
    answering((wire, target) => vandalised(wire, target, name)),
  );

describe('Whatever an engine does to what it should leave alone', () => {
  it(
    'every guarded token comes out once, unchanged and in place, or the text is not translated at all',
    async () => {
      await fc.assert(
        fc.asyncProperty(sentences, fc.constantFrom(...vandalismNames), async (written, name) => {
          // Act
          const outcome = await translate(written.map(({ text }) => text).join(' '), name);

          // Assess
          if (outcome.kind === 'translated') expectInPlace(written, outcome.text);
          else expect(outcome).toEqual({ kind: 'failed', failure: 'damaged' });
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it.each(vandalismNames.filter((name) => name !== 'answers with nothing'))(
    'a text with a few tokens is translated all the same when the engine %s',
    async (name) => {
      // Act
      const outcome = await translate(
        'Hola, el pedido #10023456 no llega. La factura FR-2024-00017 está mal.',
        name,
      );

      // Assess
      expect(outcome.kind).toBe('translated');
      expectInPlace(
        [{ own: ['#10023456'] }, { own: ['FR-2024-00017'] }],
        outcome.kind === 'translated' ? outcome.text : '',
      );
    },
  );

  it('an engine that answers with nothing gives no empty translation', async () => {
    expect(await translate('Hola, el pedido #10023456 no llega.', 'answers with nothing')).toEqual({
      kind: 'failed',
      failure: 'damaged',
    });
  });
});

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const inlineTags = [
  ['<b>', '</b>'],
  ['<em>', '</em>'],
  ['<a href="https://example.com/1?a=1&amp;b=2">', '</a>'],
  ['<u><i>', '</i></u>'],
  ['', ''],
] as const;

/** A sentence as HTML, its tokens in elements of their own. */
const paragraphs = fc
  .tuple(sentences, fc.array(fc.constantFrom(...inlineTags), { minLength: 4, maxLength: 4 }))
  .map(([written, tags]) => ({
    written,
    html: written
      .map(({ own, words }, index) => {
        const [open, close] = tags[index] ?? ['', ''];
        const marked = ['palabra', own.join(' y ')].join(' ').trim();
        return `<p>Aquí ${escaped(words)} ${open}${escaped(marked)}${close} fin.</p>`;
      })
      .join(''),
  }));
const tagsOf = (html: string) => (html.match(/<[^<>]*>/g) ?? []).join('');
const textOf = (html: string) =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('Whatever an engine does to markup', () => {
  it(
    'every tag and every token is where it was, and nothing is escaped twice',
    async () => {
      await fc.assert(
        fc.asyncProperty(paragraphs, fc.constantFrom(...vandalismNames), async ({ written, html }, name) => {
          // Act
          const outcome = await translateHtml(
            { html, source: 'es', target: 'en', language: 'es' },
            answering((wire, target) => vandalised(wire, target, name)),
          );

          // Assess
          if (outcome.kind !== 'translated') {
            expect(outcome).toEqual({ kind: 'failed', failure: 'damaged' });
            return;
          }
          expect(tagsOf(outcome.html ?? '')).toBe(tagsOf(html));
          expectInPlace(written, textOf(outcome.html ?? ''));
          const isWritten = written.some(({ own }) => own.includes('&lt;'));
          expect(/&amp;(?:amp|gt|quot|#\d+);/.test(outcome.html ?? '')).toBe(false);
          expect(/&amp;lt;/.test(outcome.html ?? '')).toBe(isWritten);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  it(
    'an engine that changes nothing gives the same HTML back',
    async () => {
      await fc.assert(
        fc.asyncProperty(paragraphs, async ({ html }) => {
          const outcome = await translateHtml(
            { html, source: 'es', target: 'en', language: 'es' },
            answering((wire) => wire),
          );

          expect(outcome).toMatchObject({ kind: 'translated', html });
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
