/*
 * Ranges for classes of regular expressions. They are written out, and hold what helpdesks' languages use: with Unicode's
 * properties in each of two dozen patterns, compiling them took a third of a second of a function's cold start.
 */

/** Decimal digits: European, Arabic, Persian, of India's scripts, Thai, full-width. */
export const digits =
  '0-9\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\u09e6-\\u09ef\\u0a66-\\u0a6f\\u0ae6-\\u0aef\\u0b66-\\u0b6f\\u0be6-\\u0bef\\u0c66-\\u0c6f\\u0ce6-\\u0cef\\u0d66-\\u0d6f\\u0e50-\\u0e59\\uff10-\\uff19';
/** Latin, Greek and Cyrillic. */
export const capitals = 'A-Z\\u00c0-\\u00d6\\u00d8-\\u00de\\u0391-\\u03a9\\u0400-\\u042f';
export const smallLetters = 'a-z\\u00df-\\u00f6\\u00f8-\\u00ff\\u03ac-\\u03ce\\u0430-\\u045f';
/**
 * What makes a number longer or a word another one if it stands beside it: digits, and letters and marks of Latin, Greek,
 * Cyrillic, Armenian, Georgian and India's scripts. Letters of scripts that write no spaces (`注文10023456の件`), of Hangul
 * (particles) and of Arabic and Hebrew (prefixes) may touch a token.
 */
export const wordCharacters = `${digits}A-Z_a-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0300-\\u037d\\u037f-\\u0386\\u0388-\\u052f\\u0531-\\u0556\\u0561-\\u0587\\u0900-\\u0963\\u0970-\\u09f1\\u0a00-\\u0af0\\u0b00-\\u0dff\\u10a0-\\u10fa\\u10fc-\\u10ff\\u1e00-\\u1fff\\uff21-\\uff3a\\uff41-\\uff5a`;
export const wordCharacter = `[${wordCharacters}]`;

/** Languages in which two things of one kind are mostly named in the same order as in the others. */
const alikeInOrder = new Set(
  'bg bs ca cs da de el en es et fi fr gl hr id is it lt lv mk ms mt nl no nb nn pl pt ro ru sk sl sq sr sv uk vi'.split(
    ' ',
  ),
);

/** Whether sentences of these two languages name things in about the same order: Japanese, Turkish, Hindi … turn them round. */
export function areAlikeInOrder(source: string, target: string): boolean {
  return [source, target].every((code) => alikeInOrder.has(code.split('-')[0] ?? ''));
}

const unspacedLanguages = new Set(['ja', 'zh', 'th', 'lo', 'km', 'my']);

/** Whether a language puts spaces between words; takes BCP 47 tags and the services' codes. */
export function writesSpaces(language: string): boolean {
  return !unspacedLanguages.has(language.split('-')[0] ?? '');
}
