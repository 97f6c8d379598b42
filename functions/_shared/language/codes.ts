import { type LanguageTag, undetermined } from '../../../events/language.ts';

/** Target and source codes of Amazon Translate (its "Supported languages" page, 75 codes). */
const translateCodes = new Set(
  'af sq am ar hy az bn bs bg ca zh zh-TW hr cs da fa-AF nl en et fa tl fi fr fr-CA ka de el gu ht ha he hi hu is id ga it ja kn kk ko lv lt mk ms ml mt mr mn no ps pl pt pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ur uz vi cy'.split(
    ' ',
  ),
);

/** Languages in which Amazon Comprehend scores sentiment (its "Languages supported" page). */
const sentimentCodes = new Set('ar de en es fr hi it ja ko pt zh zh-TW'.split(' '));

/** Where a service's code is not BCP 47's, or one code stands for several: ours → Translate's. */
const translateNames: Readonly<Record<string, string>> = { fil: 'tl', nb: 'no', nn: 'no', yue: 'zh-TW' };
/** Regions whose written form Translate knows apart. Everything else of that language is its plain code. */
const translateRegions: Readonly<Record<string, string>> = {
  'fr-CA': 'fr-CA',
  'pt-PT': 'pt-PT',
  'pt-AO': 'pt-PT',
  'pt-MZ': 'pt-PT',
  'es-MX': 'es-MX',
  'es-419': 'es-MX',
  'fa-AF': 'fa-AF',
};

function localeOf(tag: LanguageTag): Intl.Locale | null {
  try {
    return tag === undetermined ? null : new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** Amazon Translate's code for a language, or null if it does not know it: `pt-BR` → `pt`, `zh-Hant` → `zh-TW`, `nb` → `no`. */
export function translateCode(tag: LanguageTag): string | null {
  const locale = localeOf(tag);
  if (locale === null) return null;
  const { language, region } = locale;
  if (language === 'zh') return locale.maximize().script === 'Hant' ? 'zh-TW' : 'zh';
  const byRegion = region === undefined ? undefined : translateRegions[`${language}-${region}`];
  const code = byRegion ?? translateNames[language] ?? language;
  return translateCodes.has(code) ? code : null;
}

/** Comprehend's code for scoring sentiment in a language, or null if it cannot. */
export function sentimentCode(tag: LanguageTag): string | null {
  const locale = localeOf(tag);
  if (locale === null) return null;
  if (locale.language === 'zh') return locale.maximize().script === 'Hant' ? 'zh-TW' : 'zh';
  return sentimentCodes.has(locale.language) ? locale.language : null;
}

/** Every language that Translate knows, in our tags. */
export const translatedTags: readonly LanguageTag[] = [...translateCodes].flatMap((code) => {
  const tag = tagOfServiceCode(code);
  return tag === null ? [] : [tag];
});

/**
 * Our tag for a code that Comprehend, Translate or a helpdesk gave, or null if it is none: `tl` → `fil`, `no` → `nb`. Chinese
 * goes by its script, since that is what a reader needs: `zh` → `zh-Hans`, `zh-TW` → `zh-Hant`. Old and three-letter codes
 * come out as BCP 47 writes them (`iw` → `he`, `in` → `id`, `cmn` → `zh-Hans`), by Unicode's aliases.
 */
export function tagOfServiceCode(code: string): LanguageTag | null {
  if (code === 'no') return 'nb';
  try {
    const tag = Intl.getCanonicalLocales(code)[0];
    if (tag === undefined || tag === undetermined) return null;
    const { language, script } = new Intl.Locale(tag).maximize();
    return language === 'zh' ? `zh-${script}` : tag;
  } catch {
    return null;
  }
}

/** The Lex locale in which a language's intents are deployed, by exact tag or by language; null = none. */
export function lexLocaleFor(tag: LanguageTag, locales: Readonly<Record<string, string>>): string | null {
  const language = localeOf(tag)?.language;
  return locales[tag] ?? (language === undefined ? undefined : locales[language]) ?? null;
}
