import { createTokenScanner, type TokenKind, tokenKindOf } from './slots.ts';

/** Something in a text that is no word: a number, an address, or an element that must not be touched. */
export type Token = Readonly<{ kind: TokenKind; raw: string }>;

/** The form in which the customer's sentence and the book's meet. */
export type Canonical = Readonly<{
  /** Letters only, lower case, without accents; each token is one `slotMark`. */
  key: string;
  tokens: readonly Token[];
  /** Tags and emoji found on the way: they belong to no slot, but must not get lost. */
  loose: readonly string[];
  /** For each UTF-16 unit of the key, where it comes from in the text. */
  offsets: readonly number[];
}>;

export const slotMark = '\u0001';

/** Stand-ins for pieces of markup while sentences are looked up: supplementary private use area A. */
const placeholderBase = 0xf0000;
export const placeholderRange = String.raw`\u{F0000}-\u{FFFFD}`;
export function placeholderOf(index: number): string {
  return String.fromCodePoint(placeholderBase + index);
}
export function placeholderIndex(character: string): number {
  return (character.codePointAt(0) ?? placeholderBase) - placeholderBase;
}

export type PlaceholderKind = 'kept' | 'tag' | 'reference';
/** What a placeholder stands for. */
export type PlaceholderKinds = (character: string) => PlaceholderKind;

export const emojiRun = String.raw`(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u200D\uFE0F\u{1F3FB}-\u{1F3FF}])+`;

/** Letters that Unicode does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
};

/** "order no. 4521", "pedido n.º 4521", "Bestellung Nr. 4521": the word for "number" says nothing that the number does not. */
export const numberWord =
  /(?:(?<!\p{L})(?:numbers?|n[uú]mero|num[eé]ro|nummer|numer|numara(?:sı|lı)?|nr|no|num|n)\.?\s?[º°o]?|№|番号)[\s.:]*(?=[#＃]?\d)/giu;

const word = /\p{L}|[ーゝゞ]/u;
const kana = /[\u3040-\u30ff]/u;

const foldedCharacters = new Map<string, string>();

/** The letters that a character stands for; texts use few different ones, so each is worked out once. */
function foldCharacter(character: string): string {
  let folded = foldedCharacters.get(character);
  if (folded === undefined) {
    const compatible = character.normalize('NFKC');
    const bare = kana.test(compatible) ? compatible : withoutMarks(withoutMarks(character).toLowerCase());
    folded = Array.from(bare, (letter) => plainLetters[letter] ?? letter)
      .filter((letter) => word.test(letter))
      .join('');
    foldedCharacters.set(character, folded);
  }
  return folded;
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

const scanner = new RegExp(
  `(?<mark>[${placeholderRange}])|(?<emoji>${emojiRun})|(?<numberWord>${numberWord.source})|${createTokenScanner().source}`,
  'giu',
);

/** Reduces a sentence to its letters and tokens. `kindOf` tells what its placeholders stand for. */
export function canonicalise(text: string, kindOf: PlaceholderKinds): Canonical {
  let key = '';
  const tokens: Token[] = [];
  const loose: string[] = [];
  const offsets: number[] = [];
  const addToken = (kind: TokenKind, raw: string, offset: number) => {
    tokens.push({ kind, raw });
    key += slotMark;
    offsets.push(offset);
  };
  const addLetters = (from: number, to: number) => {
    let offset = from;
    for (const character of text.slice(from, to)) {
      for (const unit of foldCharacter(character).split('')) {
        key += unit;
        offsets.push(offset);
      }
      offset += character.length;
    }
  };
  let from = 0;
  for (const match of text.matchAll(scanner)) {
    addLetters(from, match.index);
    from = match.index + match[0].length;
    const { mark, emoji, numberWord: dropped } = match.groups ?? {};
    if (mark !== undefined) {
      const kind = kindOf(mark);
      if (kind === 'kept') addToken('kept', mark, match.index);
      else if (kind === 'tag') loose.push(mark);
    } else if (emoji !== undefined) {
      loose.push(emoji);
    } else if (dropped === undefined) {
      addToken(tokenKindOf(match), match[0], match.index);
    }
  }
  addLetters(from, text.length);
  return { key, tokens, loose, offsets };
}
