import type { LanguageTag } from '../../../events/language.ts';

/** Scripts that only one language of those we translate is written in. */
const certainScripts: readonly (readonly [RegExp, LanguageTag])[] = [
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Tamil}/gu, 'ta'],
  [/\p{Script=Telugu}/gu, 'te'],
  [/\p{Script=Kannada}/gu, 'kn'],
  [/\p{Script=Malayalam}/gu, 'ml'],
  [/\p{Script=Gujarati}/gu, 'gu'],
  [/\p{Script=Gurmukhi}/gu, 'pa'],
  [/\p{Script=Sinhala}/gu, 'si'],
];
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const han = /\p{Script=Han}/gu;

/** Brand and product names are often Latin and have many letters, so half of the script is most of the text. */
const minScriptShare = 0.5;
/** Japanese without kana is rare, and Chinese has none: this much among kana and Han is Japanese. */
const minKanaShare = 0.15;

const count = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0;

/** The language that the script alone decides, or null. No call is needed then. */
export function languageByScript(text: string): LanguageTag | null {
  const letters = count(text, /\p{L}/gu);
  if (letters === 0) return null;
  for (const [script, tag] of certainScripts) {
    if (count(text, script) / letters >= minScriptShare) return tag;
  }
  const japanese = count(text, kana) + count(text, han);
  const isJapanese = japanese / letters >= minScriptShare && count(text, kana) / japanese >= minKanaShare;
  return isJapanese ? 'ja' : null;
}
