import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfHtml } from '../../../../connectors/kit/html-text.ts';
import { splitNoteHtml } from '../../../../connectors/kit/note-html.ts';
import { withDirections } from '../../../../connectors/request-tracker/directions.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';

const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('أين', 'שלום', 'Hola', '#10023456', 'dir="auto"', '<p dir="auto">'),
);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const markup = fc
  .array(
    fc.tuple(fc.constantFrom('p', 'div', 'pre', 'blockquote', 'b', 'li'), fc.array(word, { maxLength: 4 })),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.map(([tag, words]) => `<${tag}>${escaped(words.join(' '))}</${tag}>`).join(''));

describe('directions in a note', () => {
  it(
    'are all said in full, nothing else is changed, and saying them again changes nothing',
    () => {
      fc.assert(
        fc.property(markup, (html) => {
          // Prepare
          const note = splitNoteHtml(html, { maxBytes: 10_000, direction: 'auto' }).join('');

          // Act
          const said = withDirections(note);

          // Assess
          expect(said).not.toMatch(/<[^>"]*dir="auto"/);
          expect(said.replaceAll(/ dir="(?:ltr|rtl)"/g, '')).toBe(
            note.replaceAll(/(<[a-z0-9]+) dir="auto"/g, '$1'),
          );
          expect(textOfHtml(said)).toBe(textOfHtml(note));
          expect(withDirections(said)).toBe(said);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
