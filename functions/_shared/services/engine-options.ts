import type { AccountSettings } from '../../../connectors/account.ts';
import { translateCode } from '../language/codes.ts';
import type { EngineOptions } from './ports.ts';

/** A glossary as it is deployed: its physical name in Amazon Translate, and the languages it has terms in. */
export type DeployedGlossary = Readonly<{ terminology: string; languages: readonly string[] }>;

export type TranslationSettings = Readonly<{
  tone: AccountSettings['tone'];
  glossary: DeployedGlossary | null;
}>;

/** Target languages of `Settings.Formality` (developer guide, "Setting formality"). Brazilian Portuguese is none of them. */
const formalityTargets = new Set('nl fr fr-CA de hi it ja ko pt-PT es es-MX'.split(' '));
/** Brevity goes from anything into these, and from these into English (developer guide, "Using brevity"). */
const brevityLanguages = new Set('fr de it pt es'.split(' '));
/** Targets in which profanity is not masked (developer guide, "Masking profane words"). */
const unmaskedTargets = new Set('bn hi ml pa si vi'.split(' '));

const supportsBrevity = (source: string, target: string) =>
  brevityLanguages.has(target) || (target === 'en' && brevityLanguages.has(source));

/**
 * What to ask of the engine for one pair of its codes (`auto` = not known yet): only what that pair supports. With `auto` what
 * hangs on the source is left out. It is not documented what the service makes of a glossary that lacks one of the languages,
 * so that is never sent. Pure.
 */
export function engineOptionsFor(
  { tone, glossary }: TranslationSettings,
  source: string,
  target: string,
): EngineOptions {
  const { formality, maskProfanity, brief } = toneFor(tone, target);
  const hasTerms = [source, target].every((code) => glossary?.languages.includes(code));
  return {
    ...(glossary !== null && hasTerms ? { terminology: glossary.terminology } : {}),
    ...(formality !== undefined && formalityTargets.has(target) ? { formality } : {}),
    ...(maskProfanity === true && source !== target && !unmaskedTargets.has(target)
      ? { profanity: 'mask' }
      : {}),
    ...(brief === true && supportsBrevity(source, target) ? { brevity: 'on' } : {}),
  };
}

/** Whether the account asks for a tone that the engine has no setting for in this language. */
export function lacksFormality({ tone }: Pick<AccountSettings, 'tone'>, language: string): boolean {
  const target = translateCode(language);
  return target !== null && toneFor(tone, target).formality !== undefined && !formalityTargets.has(target);
}

/** Setting by setting: of the very target, else of its language (`es` for `es-MX`), else of all. */
function toneFor(tone: AccountSettings['tone'], target: string): AccountSettings['tone'][string] {
  const [language = target] = target.split('-');
  const ofCode = (code: string) =>
    Object.entries(tone).find(([tag]) => tag !== '*' && translateCode(tag) === code)?.[1];
  return { ...tone['*'], ...ofCode(language), ...ofCode(target) };
}
