import * as z from 'zod/mini';

/** BCP 47 says `und` for "undetermined"; an empty string is never a language here. */
export const undetermined = 'und';

function isCanonicalTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** ISO 639 has these for no language at all and for several. */
const namesOfNone: ReadonlySet<string> = new Set(['zxx', 'mul']);

/**
 * Whether a tag is canonical and names a language that people know: `english` is well formed and none, and so is `und`.
 * Extensions and private use (`de-u-co-phonebk`) say more than a language, and `Intl.DisplayNames` throws on them. Pure.
 */
export function namesLanguage(tag: string): boolean {
  if (!isCanonicalTag(tag) || tag === undetermined) return false;
  const { baseName, language } = new Intl.Locale(tag);
  if (baseName !== tag || namesOfNone.has(language)) return false;
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined;
}

/** A canonical BCP 47 tag: `es`, `pt-BR`, `zh-Hant`, or `und`. Lower-case language, title-case script, upper-case region. */
export const languageTag = z
  .string()
  .check(z.refine(isCanonicalTag, 'expected a canonical BCP 47 language tag such as "es" or "pt-BR"'));
export type LanguageTag = z.infer<typeof languageTag>;

/** How a language was found, strongest first (docs/what-agents-see.md, "Language"). */
export const languageMethods = [
  'correction',
  'comprehend',
  'translate-auto',
  'local',
  'memory',
  'locale',
  'none',
] as const;
export const languageMethod = z.enum(languageMethods);
export type LanguageMethod = z.infer<typeof languageMethod>;

/** What was concluded about a text's language, and on what ground. `confidence` is 0..1. */
export const languageReading = z.object({
  code: languageTag.check(z.describe('BCP 47, or `und`.')),
  confidence: z.number().check(z.gte(0), z.lte(1), z.describe('0..1.')),
  method: languageMethod.check(
    z.describe(
      'On what ground: an agent’s correction, a service or our own reading of the text, the memory of the conversation, the locale of the requester.',
    ),
  ),
});
export type LanguageReading = z.infer<typeof languageReading>;

/** Norwegian goes by three names, and no reader of one of them needs a translation from another. */
const norwegian: ReadonlySet<string> = new Set(['no', 'nb', 'nn']);

/**
 * True when both tags name the same language for a reader, whatever the region: `pt` and `pt-BR`. Of Chinese the script
 * counts (`zh-Hans` is not `zh-Hant`); other languages with two scripts, as Serbian, are one.
 */
export function sameLanguage(one: LanguageTag, other: LanguageTag): boolean {
  const [a, b] = [new Intl.Locale(one).maximize(), new Intl.Locale(other).maximize()];
  if (norwegian.has(a.language) && norwegian.has(b.language)) return true;
  return a.language === b.language && (a.language !== 'zh' || a.script === b.script);
}

/** True when both languages are written in the same script: `es` and `en`, not `es` and `ja`. */
export function sameScript(one: LanguageTag, other: LanguageTag): boolean {
  return new Intl.Locale(one).maximize().script === new Intl.Locale(other).maximize().script;
}
