/** The languages of Amazon Translate: any of them to any other (developer guide, "Supported languages"; 75 codes). */
export const translateLanguages: ReadonlySet<string> = new Set(
  (
    'af sq am ar hy az bn bs bg ca zh zh-TW hr cs da fa-AF nl en et fa tl fi fr fr-CA ka de el gu ht ha he hi hu is id ' +
    'ga it ja kn kk ko lv lt mk ms ml mt mr mn no ps pl pt pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ' +
    'ur uz vi cy'
  ).split(' '),
);

/** Targets for which Translate honours `Settings.Formality`; for any other it is ignored without a word. */
export const formalityTargets: ReadonlySet<string> = new Set(
  'nl fr fr-CA de hi it ja ko pt-PT es es-MX'.split(' '),
);

const brevityLanguages: ReadonlySet<string> = new Set('fr de it pt es'.split(' '));

/** Brevity works into fr, de, it, pt and es from anywhere, and from those five into English. */
export function supportsBrevity(source: string, target: string): boolean {
  return brevityLanguages.has(target) || (target === 'en' && brevityLanguages.has(source));
}

/** Targets in which Translate cannot mask profanity. */
const profanityUnsupported: ReadonlySet<string> = new Set('bn hi ml pa si vi'.split(' '));

export function supportsProfanityMask(source: string, target: string): boolean {
  return source !== target && !profanityUnsupported.has(target);
}

/** `LanguageCode` of Comprehend's sentiment operations. */
export const comprehendLanguages = [
  'ar',
  'de',
  'en',
  'es',
  'fr',
  'hi',
  'it',
  'ja',
  'ko',
  'pt',
  'zh',
  'zh-TW',
] as const;
export type ComprehendLanguage = (typeof comprehendLanguages)[number];
