import { commonWordShares } from '../../language/common-words.ts';

/** Invented; a few for each language that the demo's customers write in. */
const namesByLanguage = {
  en: ['Alice Brown', 'Owen Clarke', 'Grace Miller'],
  es: ['Marina Ortega', 'Diego Campos', 'Elena Prieto'],
  fr: ['Hugo Lambert', 'Chloé Garnier', 'Nathan Roche'],
  de: ['Anke Schuster', 'Felix Brandt', 'Miriam Vogel'],
  it: ['Marco Gallo', 'Chiara Fontana', 'Paolo Riva'],
  pt: ['Beatriz Lopes', 'Tiago Matos', 'Inês Carvalho'],
  nl: ['Bram Visser', 'Fleur Hendriks', 'Daan Kuipers'],
  pl: ['Marta Zielińska', 'Piotr Wrona', 'Kasia Lis'],
  tr: ['Deniz Aydın', 'Emre Şahin', 'Selin Koç'],
  ja: ['高橋 結衣', '伊藤 蓮', '中村 さくら'],
  ar: ['سارة منصور', 'يوسف حسن', 'مريم خليل'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Language = keyof typeof namesByLanguage;
const latin = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'tr'] as const satisfies readonly Language[];

/** Letters and words that give a language away where no common word does. */
const signs = [
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['pl', /[łąęśćńźż]/iu],
  ['tr', /[şğıİ]/u],
  ['es', /[ñ¿¡]/iu],
  ['pt', /[ãõ]|\b(?:bom|boa|vezes)\b/iu],
  ['de', /[äß]/iu],
] as const satisfies readonly (readonly [Language, RegExp])[];

/** In which language somebody seems to write; a guess that only a name hangs on. */
export function languageGuess(text: string): Language {
  const sign = signs.find(([, pattern]) => pattern.test(text));
  if (sign !== undefined) return sign[0];
  const shares = commonWordShares(text);
  return latin.reduce<Language>(
    (best, language) => ((shares[language] ?? 0) > (shares[best] ?? 0) ? language : best),
    'en',
  );
}

/** A name for whoever wrote the text, as it may sound in their language: the same for the same id and text. */
export function customerNameFor(id: string, text: string): string {
  const names = namesByLanguage[languageGuess(text)];
  const sum = [...id].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return names[sum % names.length] ?? names[0];
}
