import { type LanguageTag, languageTagOf } from '../../../events/language.ts';
import { tagOfServiceCode, translateCode, translatedTags } from './codes.ts';

/** Without case, accents and dashes, so that "Français", "francais" and "FRANCAIS" are one name. */
function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

function tagWritten(word: string): LanguageTag | null {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2}$/.test(word)) return null;
  const tag = tagOfServiceCode(word.replaceAll('_', '-'));
  return tag !== null && translateCode(tag) !== null ? tag : null;
}

/** Tags that people have names for and that the engine's codes do not show. */
const furtherNamed: readonly LanguageTag[] = [
  'pt-BR',
  'zh-Hans',
  'zh-Hant',
  'nn',
  'es-419',
  'en-GB',
  'en-US',
];

/** The language that a person wrote into a field of ours, by tag or as `languageNamed` reads it; null = that says nothing. */
export const languageInField = (written: string, speaker: LanguageTag): LanguageTag | null =>
  languageTagOf(written) ?? languageNamed(written, speaker);

/** "Spanish" in the language of the names, or null where that language has no name for it. */
function nameIn(displayLanguage: string, tag: LanguageTag): string | null {
  const name = new Intl.DisplayNames([displayLanguage], { type: 'language', fallback: 'none' }).of(tag);
  return name === undefined ? null : folded(name);
}

/**
 * The language that a person names by code (`it`, `pt-br`) or by name in their own language, in English or in the language
 * itself; null = none that can be translated.
 */
export function languageNamed(word: string, speaker: LanguageTag): LanguageTag | null {
  const written = tagWritten(word.trim());
  if (written !== null) return written;
  const wanted = folded(word);
  if (wanted === '') return null;
  const isNamed = (tag: LanguageTag) =>
    [speaker, 'en', tag].some((display) => nameIn(display, tag) === wanted);
  return [...translatedTags, ...furtherNamed].find(isNamed) ?? null;
}
