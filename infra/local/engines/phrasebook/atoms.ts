import { sentencesOf } from '../../language/sentences.ts';
import { numberWord } from './canonical.ts';
import { address } from './slots.ts';

/** The smallest stretch that may be a sentence of the book by itself; `separator` is what stands behind it. */
export type Atom = Readonly<{
  text: string;
  separator: string;
  /** Number of the sentence it is part of. */
  sentence: number;
}>;

const lineBreak = /\r?\n/gu;
/** A comma, colon or dash after which another sentence of the book may begin; or a line break. */
const clauseEnd = /((?<!\s)\s*\r?\n\s*|[,;:،؛]\s+|[、，；]\s*|\s[–—-]\s)/u;

/**
 * Splits into sentences without minding line breaks, since mail programs break lines inside sentences, nor the full stops of
 * addresses and of "Nr. 4521".
 */
function sentencesOverLines(paragraph: string, language: string): readonly string[] {
  const flat = paragraph
    .replaceAll(lineBreak, (found) => ' '.repeat(found.length))
    .replaceAll(address, (found) => 'x'.repeat(found.length))
    .replaceAll(numberWord, (found) => 'x'.repeat(found.length));
  let from = 0;
  return sentencesOf(flat, language).map((sentence) => {
    from += sentence.length;
    return paragraph.slice(from - sentence.length, from);
  });
}

/** Splits a paragraph into atoms; their texts and separators, joined, give it back. */
export function splitAtoms(paragraph: string, language: string): readonly Atom[] {
  return sentencesOverLines(paragraph, language).flatMap((text, sentence) => {
    const core = text.trimEnd();
    const parts = [...core.split(clauseEnd), text.slice(core.length)];
    return Array.from({ length: parts.length / 2 }, (_, index) => ({
      text: parts[2 * index] ?? '',
      separator: parts[2 * index + 1] ?? '',
      sentence,
    }));
  });
}

/** Several atoms as one candidate sentence: line breaks inside it count as spaces. */
export function joinAtoms(atoms: readonly Atom[]): {
  text: string;
  lineBreaks: readonly string[];
  raw: string;
} {
  const raw = atoms
    .map(({ text, separator }, index) => (index === atoms.length - 1 ? text : text + separator))
    .join('');
  return { text: raw.replaceAll(lineBreak, ' '), lineBreaks: raw.match(lineBreak) ?? [], raw };
}
