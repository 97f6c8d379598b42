import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfHtml } from '../../../../connectors/kit/html-text.ts';
import { renderNotes } from '../../../../connectors/kit/note.ts';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';

const words = fc.constantFrom(
  ...[
    'word',
    'הזמנה',
    'طلب',
    '#10023456',
    '+49 30 123456',
    '€12.50',
    'https://example.com/a/',
    '{{ticket.id}}',
    '{%',
  ],
  ...['@maria', '<b>', '&amp;', '"', '. ', '\n', '\u{1f469}\u200d\u{1f680}', '日本語', '\u202e'],
);
const texts = fc.array(words, { minLength: 1, maxLength: 150 }).map((parts) => parts.join(' ').trim());
const languages = fc.constantFrom('en', 'ar', 'he', 'ja');
const bare = (text: string) => text.replaceAll(/[\s\u2060]+/g, '');

describe('renderNotes', () => {
  it('whatever the text, the language and the limit: within the limit, inert, and nothing lost or doubled', () => {
    fc.assert(
      fc.property(
        texts,
        languages,
        fc.integer({ min: 900, max: 3_000 }),
        (text, agentLanguage, maxNoteBytes) => {
          const event = {
            ...messageEnriched.examples[0],
            agentLanguage,
            text: 'Hola',
            translation: { text, source: 'es', target: agentLanguage, terms: [] },
          };

          const notes = renderNotes(event, { maxNoteBytes, late: false });

          const shown = notes
            .map((note) => note.replaceAll(/<p dir="\w+"><small>.*?<\/small><\/p>/g, ''))
            .join('');
          expect(bare(textOfHtml(shown))).toBe(bare(text));
          for (const note of notes) {
            expect(Buffer.byteLength(note)).toBeLessThanOrEqual(maxNoteBytes);
            expect(note).not.toMatch(/\{\{|\{%|<b>|(?:^|\s)@maria/);
          }
        },
      ),
    );
  });
});
