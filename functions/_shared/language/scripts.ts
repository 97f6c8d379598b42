import type { LanguageTag } from '../../../events/language.ts';

/** Scripts in which one language only is written, of those that Translate knows. */
const certainScripts = {
  Hangul: 'ko',
  Thai: 'th',
  Hebrew: 'he',
  Greek: 'el',
  Georgian: 'ka',
  Armenian: 'hy',
  Tamil: 'ta',
  Telugu: 'te',
  Kannada: 'kn',
  Malayalam: 'ml',
  Gujarati: 'gu',
  Gurmukhi: 'pa',
  Sinhala: 'si',
} as const satisfies Readonly<Record<string, LanguageTag>>;

/** Yiddish ligatures, and vowel points that hardly any other Hebrew letter carries in running text. */
const yiddish = /[\u05f0-\u05f2]|\u05d0[\u05b7\u05b8]/u;

/** The language of words in a script that has but one, or null. */
export function languageOfScript(script: string, letters: string): LanguageTag | null {
  if (script === 'Hebrew' && yiddish.test(letters)) return null;
  return Object.entries(certainScripts).find(([name]) => name === script)?.[1] ?? null;
}

const letterOf: readonly (readonly [string, RegExp])[] = [
  ...['Latin', 'Cyrillic', 'Arabic', 'Devanagari', ...Object.keys(certainScripts)].map(
    (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
  ),
  ['Han', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
];

/** The script of a word by its first letter of a known script; `other` = one that nothing is known of. */
export function scriptOf(word: string): string {
  for (const letter of word) {
    const found = letterOf.find(([, pattern]) => pattern.test(letter));
    if (found !== undefined) return found[0];
  }
  return 'other';
}

const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Japanese without kana is rare, and Chinese has none: this much among kana and Han is Japanese. */
const minKanaShare = 0.15;

/** Characters of only one of the two ways to write Chinese, and none of them Japanese. */
const simplifiedOnly = /[们这说对时还吗么为买卖货钱账户运请谢话订单电发问题给让谁过网处换应该务员联]/gu;
const traditionalOnly = /[們這說嗎麼沒對發會錢戶單賣讓應聯國處號實點關學與妳]/gu;
/** Written Cantonese: to be told from the written language of Taiwan by the service. */
const cantonese = /[嘅咗喺冇唔哋嚟啲佢]/u;
/** One character may stand in a name. */
const minDistinct = 2;

const distinct = (text: string, letters: RegExp) => new Set(text.match(letters) ?? []).size;

/** Japanese by its kana; simplified or traditional Chinese by characters that only one of them has. Null = not certain. */
export function languageOfHan(text: string): LanguageTag | null {
  const kanaCount = text.match(kana)?.length ?? 0;
  if (kanaCount > 0) return kanaCount / text.length >= minKanaShare ? 'ja' : null;
  if (cantonese.test(text)) return null;
  const [simplified, traditional] = [distinct(text, simplifiedOnly), distinct(text, traditionalOnly)];
  if (simplified >= minDistinct && traditional === 0) return 'zh-Hans';
  return traditional >= minDistinct && simplified === 0 ? 'zh-Hant' : null;
}
