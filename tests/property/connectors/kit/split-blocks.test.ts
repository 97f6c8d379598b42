import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../../../connectors/kit/split-blocks.ts';

const maxBytes = 200;
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
/** Blocks that fit into a note by themselves, told apart by their ends. */
const blocks = fc.array(
  fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .map((text) => `<p>${text.slice(0, 40)}</p>`)
    .filter((block) => bytes(block) < 180),
  { maxLength: 30 },
);

describe('Blocks put into notes', () => {
  it('stay whole, in order, and within the limit', () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const notes = splitBlocks(all, maxBytes);

        const unmarked = notes.map((note, index) =>
          notes.length === 1 ? note : note.slice(0, -`<p>${index + 1}/${notes.length}</p>`.length),
        );
        expect(unmarked.join('')).toBe(all.join(''));
        for (const note of notes) expect(bytes(note)).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it('are marked 1/2, 2/2 only where there are several', () => {
    const long = `<p>${'x'.repeat(150)}</p>`;

    expect(splitBlocks(['<p>a</p>', '<p>b</p>'], maxBytes)).toEqual(['<p>a</p><p>b</p>']);
    expect(splitBlocks([long, long], maxBytes)).toEqual([`${long}<p>1/2</p>`, `${long}<p>2/2</p>`]);
    expect(splitBlocks([], maxBytes)).toEqual([]);
  });
});
