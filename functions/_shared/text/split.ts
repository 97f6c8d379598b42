import { segmentsOf } from './segments.ts';

/** A range that must not be cut: UTF-16 offsets, `end` excluded. */
export type Atom = Readonly<{ start: number; end: number }>;

export type SplitOptions = Readonly<{
  /** What a piece may cost at most. */
  maxBytes: number;
  /** What a range of the text costs; must add up over ranges that cut no atom. */
  bytesOf: (start: number, end: number) => number;
  atoms: readonly Atom[];
  /** BCP 47, for the ends of sentences and words. */
  language: string;
}>;

type Level = (text: string, language: string) => Iterable<number>;

function* segmentEnds(text: string, language: string, granularity: 'sentence' | 'word' | 'grapheme') {
  for (const { segment, index } of segmentsOf(text, language, granularity)) {
    yield index + segment.length;
  }
}

/** Where a text may be cut, best place first. The ends are offsets in the text they were asked of. */
const levels: readonly Level[] = [
  (text) => [...text.matchAll(/\n\s*\n/g)].map((match) => match.index + match[0].length),
  (text) => [...text.matchAll(/\n/g)].map((match) => match.index + 1),
  (text, language) => segmentEnds(text, language, 'sentence'),
  (text, language) => segmentEnds(text, language, 'word'),
  (text, language) => segmentEnds(text, language, 'grapheme'),
];

/**
 * Cuts a text into pieces that cost at most `maxBytes`: between paragraphs or lines, else sentences, else words, else
 * graphemes, never inside an atom or a grapheme. Joined, the pieces are the text. A single atom or grapheme that costs
 * more stands alone in its piece.
 */
export function splitByBytes(text: string, options: SplitOptions): readonly string[] {
  if (options.bytesOf(0, text.length) <= options.maxBytes) return text === '' ? [] : [text];
  const cuts = new Set(segmentEnds(text, options.language, 'grapheme'));
  for (const { start, end } of options.atoms) {
    for (let inside = start + 1; inside < end; inside += 1) cuts.delete(inside);
  }
  const pieces: string[] = [];
  let pieceStart = 0;
  let pieceEnd = 0;
  let pieceBytes = 0;

  const flush = () => {
    if (pieceEnd > pieceStart) pieces.push(text.slice(pieceStart, pieceEnd));
    pieceStart = pieceEnd;
    pieceBytes = 0;
  };

  const add = (start: number, end: number, level: number): void => {
    const bytes = options.bytesOf(start, end);
    if (pieceBytes + bytes > options.maxBytes) {
      const finer = levels[level];
      if (bytes > options.maxBytes && finer) {
        addParts(start, end, level, finer);
        return;
      }
      flush();
    }
    pieceEnd = end;
    pieceBytes += bytes;
  };

  const addParts = (start: number, end: number, level: number, ends: Level): void => {
    let partStart = start;
    for (const offset of ends(text.slice(start, end), options.language)) {
      const partEnd = start + offset;
      if (partEnd <= partStart || partEnd >= end || !cuts.has(partEnd)) continue;
      add(partStart, partEnd, level + 1);
      partStart = partEnd;
    }
    add(partStart, end, level + 1);
  };

  add(0, text.length, 0);
  flush();
  return pieces;
}
