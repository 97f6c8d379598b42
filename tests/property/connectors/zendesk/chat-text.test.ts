import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatTexts } from '../../../../connectors/zendesk/chat-text.ts';

const bare = (text: string) => text.replaceAll(/\s/g, '');
const longText = fc
  .array(
    fc.oneof(
      fc.constantFrom('word ', 'A sentence. ', 'Absatz.\n\n', '👩🏽‍🚒', '長い文。', ' ', '\n'),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join('').repeat(12));

describe('A text as messages of a chat', () => {
  it('loses nothing but blanks, and no message is empty or longer than 4096 characters', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const texts = chatTexts(text);

        expect(bare(texts.join(''))).toBe(bare(text));
        for (const piece of texts) {
          expect([...piece].length).toBeLessThanOrEqual(4096);
          expect(piece.trim()).not.toBe('');
        }
      }),
    );
  });

  it('is one message up to 4096 characters, counted as people see code points', () => {
    expect(chatTexts('😀'.repeat(4096))).toHaveLength(1);
    expect(chatTexts('😀'.repeat(4097))).toHaveLength(2);
  });

  it('is cut at the end of a paragraph where there is one in the latter half', () => {
    const first = `${'a '.repeat(1500)}end.`;

    expect(chatTexts(`${first}\n\n${'b '.repeat(1000)}`)).toEqual([first, 'b '.repeat(1000).trim()]);
  });
});
