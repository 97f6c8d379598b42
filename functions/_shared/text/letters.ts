const letter = /\p{L}/gu;
/** One of these says about as much as two letters of an alphabet. */
const denseLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * How many letters a text has, for rules about short texts. A Han, kana or hangul letter counts as two, so that a whole
 * Japanese sentence is not taken for a scrap.
 */
export function letterCount(text: string): number {
  return (text.match(letter)?.length ?? 0) + (text.match(denseLetter)?.length ?? 0);
}

/** Whether there is anything to read: emoji, digits and punctuation alone are not. */
export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

/** Characters as Amazon Translate bills them: Unicode code points. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The longest beginning of a text with at most `maxCharacters` code points that ends between two graphemes. */
export function beginningOf(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  let characters = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    characters += characterCount(segment);
    if (characters > maxCharacters) return text.slice(0, index);
  }
  return text;
}
