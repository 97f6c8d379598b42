import type { LanguageReading, LanguageTag } from '../../../events/language.ts';
import type { Services } from '../services/ports.ts';
import { beginningOf } from '../text/letters.ts';
import { tagOfServiceCode } from './codes.ts';
import { type Candidate, decideLanguage, type LanguageLimits, needsDetection, notSure } from './decide.ts';
import { languageByScript } from './evidence.ts';

/** The first screens of a text tell its language; Comprehend bills by the character. */
const maxDetectedCharacters = 1_000;

export type KnownLanguages = Readonly<{
  correction: LanguageTag | null;
  memory: LanguageReading | null;
  locale: LanguageTag | null;
}>;

/** What the text itself told; `detectionAnswered` false = Comprehend was asked and did not answer. */
export type TextReading = Readonly<{ reading: LanguageReading; detectionAnswered: boolean }>;

/** Finds a text's language with as few calls as the evidence allows: one or none. */
export async function readLanguage(
  text: string,
  letters: number,
  known: KnownLanguages,
  limits: LanguageLimits,
  detectLanguage: Services['detectLanguage'],
): Promise<TextReading> {
  const evidence = { ...known, script: languageByScript(text), letters };
  if (!needsDetection(evidence, limits)) {
    return { reading: decideLanguage({ ...evidence, detected: null }, limits), detectionAnswered: true };
  }
  const answer = await detectLanguage(beginningOf(text, maxDetectedCharacters));
  if (!answer.ok) {
    // Translate finds the language itself then; what is remembered is older than this text.
    return { reading: notSure, detectionAnswered: false };
  }
  const detected = answer.value.flatMap(({ code, score }): Candidate[] => {
    const tag = tagOfServiceCode(code);
    return tag === null ? [] : [{ code: tag, score }];
  });
  return { reading: decideLanguage({ ...evidence, detected }, limits), detectionAnswered: true };
}
