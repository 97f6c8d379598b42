import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitNoteHtml } from '../../../../connectors/kit/note-html.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';

const pieces = [
  '<p>',
  '</p>',
  '<b>',
  '</b>',
  '<ul>',
  '<li>',
  '</li>',
  '</ul>',
  '<ol start="4">',
  '</ol>',
  '<table>',
  '<tr>',
  '<td>',
  '</table>',
  '<a href="https://example.com/{{x}}">',
  '</a>',
  '<br>',
  '<img alt="box">',
  '<pre>',
  '</pre>',
  '<script>',
  '</script>',
  '<!--',
  '-->',
  'Hola. ',
  'pedido ',
  '{',
  '{{',
  '%',
  '@',
  'bob',
  '&amp;',
  '&lt;',
  '<',
  '>',
  '"',
  '👨‍👩‍👧‍👦',
  'é',
  'שלום',
  '\n',
];
const soup = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 8 })), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));
const textOf = (html: string) => html.replace(/<[^<>]*>/g, '').replaceAll('\u2060', '');

/** Whether every tag that opens closes, in order. */
function isBalanced(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>/g)) {
    if (name === 'br' || name === 'hr') continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

/** What stands outside of every element that has a `dir`. */
function wordsWithoutDirection(html: string): string {
  const open: boolean[] = [];
  let words = '';
  for (const [, text, slash, attributes] of html.matchAll(/([^<>]+)|<(\/?)[a-z0-9]+([^<>]*)>/g)) {
    if (text !== undefined) words += open.includes(true) ? '' : text;
    else if (slash === '/') open.pop();
    else open.push(/ dir="/.test(attributes!));
  }
  return words;
}

describe('Markup in notes, whatever comes in', () => {
  it('is balanced in each note, harmless, and joined says the same as uncut', {
    timeout: propertyTimeoutMs,
  }, () => {
    fc.assert(
      fc.property(soup, fc.integer({ min: 300, max: 600 }), (html, maxBytes) => {
        // Act
        const notes = splitNoteHtml(html, { maxBytes, direction: 'auto' });
        const [uncut = ''] = splitNoteHtml(html, { maxBytes: 1_000_000, direction: 'auto' });

        // Assess
        for (const note of notes) {
          expect(isBalanced(note)).toBe(true);
          expect(note).not.toMatch(
            /<(?!\/?(?:p|b|div|ul|ol|li|table|tr|td|a|br|pre)\b)|\{\{|\{%|(?:^|[\s>])@[\p{L}\p{N}]/u,
          );
          expect(note.replace(/<[^<>]*>/g, '')).not.toMatch(/\{\{|\{%/);
        }
        expect(notes.map(textOf).join('')).toBe(textOf(uncut));
      }),
      { numRuns: propertyRuns },
    );
  });

  it('nothing of it stands without a direction', { timeout: propertyTimeoutMs }, () => {
    fc.assert(
      fc.property(soup, fc.integer({ min: 300, max: 600 }), (html, maxBytes) => {
        const notes = splitNoteHtml(html, { maxBytes, direction: 'rtl' });

        expect(
          notes
            .map((note) => wordsWithoutDirection(note.replaceAll('<br>', '')))
            .join('')
            .replaceAll('\u2060', '')
            .trim(),
        ).toBe('');
      }),
      { numRuns: propertyRuns },
    );
  });

  it('no note is longer than it may be', { timeout: propertyTimeoutMs }, () => {
    const paragraphs = fc.array(
      fc.tuple(fc.constantFrom('p', 'li', 'td'), fc.string({ unit: 'grapheme', maxLength: 120 })),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 200, max: 400 }), (blocks, maxBytes) => {
        const html = blocks
          .map(([name, text]) => `<${name}>a <b>${text.replace(/[<&]/g, '+')}</b></${name}>`)
          .join('');

        for (const note of splitNoteHtml(html, { maxBytes, direction: 'ltr' })) {
          expect(Buffer.byteLength(note)).toBeLessThanOrEqual(maxBytes);
        }
      }),
      { numRuns: propertyRuns },
    );
  });
});
