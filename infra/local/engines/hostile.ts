import { createHash } from 'node:crypto';
import type { TranslateEngine } from '../ports.ts';
import { pseudoTranslate } from './pseudo.ts';

/** Numbers that look like chance and are the same for the same text. */
type Dice = (sides: number) => number;

function diceFor(text: string): Dice {
  const digest = createHash('sha256').update(text).digest();
  let at = 0;
  return (sides) => {
    at += 1;
    return digest.readUInt8(at % digest.length) % sides;
  };
}

const kept = /<span translate="no">(?<inside>.*?)<\/span>/gsu;
const anyTag = /<[^<>]*>/gu;
const inlineTag = /<(?:b|img) id=\d+>|<\/b>/gu;

const eachToken = (change: (token: string) => string) => (wire: string) =>
  wire.replace(kept, (_, inside: string) => `<span translate="no">${change(inside)}</span>`);

/** Puts what was found at the places of a pattern there again in another order. */
function reordered(wire: string, pattern: RegExp, order: (found: string[]) => readonly string[]): string {
  const found = wire.match(pattern) ?? [];
  const put = order([...found]).values();
  return wire.replace(pattern, () => put.next().value ?? '');
}

const rotated = ([first, ...others]: string[]) => (first === undefined ? [] : [...others, first]);
const arabicDigits = '٠١٢٣٤٥٦٧٨٩';
const shifted = (text: string, by: number) =>
  text.replace(/\d/g, (digit) => String((Number(digit) + by) % 10));

/** What machine translation has been seen to do with what it should leave alone, and some more. */
const vandalisms: Readonly<Record<string, (wire: string, dice: Dice) => string>> = {
  'drops a token': (wire, dice) => {
    const gone = dice(3);
    let index = 0;
    return wire.replace(kept, (token) => (index++ % 3 === gone ? '' : token));
  },
  'drops all tokens': (wire) => wire.replace(kept, ''),
  'doubles tokens': (wire) => wire.replace(kept, '$& $&'),
  'says a token once more': (wire) => `${wire} ${firstToken(wire).replace(anyTag, '')}`,
  'swaps tokens': (wire) => reordered(wire, kept, rotated),
  'turns tokens round': (wire) => reordered(wire, kept, (found) => found.toReversed()),
  'changes a digit': (wire, dice) => eachToken((token) => shifted(token, 1 + dice(8)))(wire),
  'localises digits': eachToken((token) =>
    token.replace(/\d/g, (digit) => arabicDigits.charAt(Number(digit))),
  ),
  'localises separators': eachToken((token) => token.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))),
  'spaces tokens out': eachToken((token) => [...token].join(' ')),
  'writes tokens in small letters': eachToken((token) => token.toLowerCase()),
  'writes tokens in capitals': eachToken((token) => token.toUpperCase()),
  'translates tokens': eachToken((token) => `la ${token} cosa`),
  'cuts tokens': eachToken((token) => token.slice(0, -1)),
  'sews words to tokens': (wire) => wire.replace(/\s*(<span translate="no">.*?<\/span>)\s*/gsu, '$1'),
  'sews digits to tokens': (wire) => wire.replace(kept, '7<span translate="no">$<inside></span>7'),
  'sews tokens to each other': (wire) => wire.replace(/<\/span>\s*<span translate="no">/g, ''),
  'strips tags': (wire) => wire.replace(anyTag, ''),
  'breaks tags': (wire) =>
    wire.replace(/<span translate="no">/g, '<span translate="no"').replace(/<\/b>/g, '</b'),
  'translates tags': (wire) => wire.replaceAll('translate="no"', 'traducir="no"').replaceAll('span', 'tramo'),
  'escapes tags': (wire) => wire.replace(anyTag, (tag) => tag.replace('<', '&lt;').replace('>', '&gt;')),
  'spaces and shouts tags': (wire) =>
    wire.replaceAll('<span translate="no">', '< SPAN  translate = "no" >').replaceAll('</span>', '</ Span >'),
  'drops inline tags': (wire) => wire.replace(inlineTag, ''),
  'swaps inline tags': (wire) => reordered(wire, /<b id=\d+>/gu, rotated),
  'crosses inline tags': (wire) => reordered(wire, inlineTag, rotated),
  'empties inline elements': (wire) => wire.replace(/(<b id=\d+>)([^<]*)<\/b>/gu, '$1</b>$2'),
  'undoes escapes': (wire) => wire.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  'escapes twice': (wire) => wire.replaceAll('&', '&amp;'),
  'joins paragraphs': (wire) => wire.replace(/\s*\n\s*/g, ' '),
  'divides paragraphs': (wire) => wire.replace(/ /, '\n\n'),
  'turns paragraphs round': (wire) => wire.split('\n\n').toReversed().join('\n\n'),
  'answers with nothing': () => ' ',
};

function firstToken(wire: string): string {
  return wire.match(kept)?.[0] ?? '';
}

export const vandalismNames: readonly string[] = Object.keys(vandalisms);

/** What an engine that vandalises in this one way answers. */
export function vandalised(wire: string, target: string, name: string): string {
  return vandalisms[name]?.(pseudoTranslate(wire, target), diceFor(wire)) ?? wire;
}

/**
 * An engine that damages what it was told to leave alone, each text in another way, the same text always in the same; one in
 * six it marks like `pseudo` and leaves whole. For tests: nothing that it returns may reach a ticket damaged.
 */
export function createHostileEngine(): TranslateEngine {
  return {
    name: 'hostile',
    translate: async ({ text, target }) => {
      const dice = diceFor(`${target}\u0000${text}`);
      const isBehaving = dice(6) === 0;
      const name = vandalismNames[(dice(256) * 256 + dice(256)) % vandalismNames.length];
      const answer =
        isBehaving || name === undefined ? pseudoTranslate(text, target) : vandalised(text, target, name);
      return { text: answer, engine: 'hostile' };
    },
    stop: async () => {},
  };
}
