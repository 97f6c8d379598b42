import type { LanguageReading, LanguageTag } from '../../../events/language.ts';
import type { Services } from '../services/ports.ts';
import { beginningOf } from '../text/letters.ts';
import { tagOfServiceCode } from './codes.ts';
import {
  type Candidate,
  type Decision,
  decideLanguage,
  type LanguageLimits,
  needsDetection,
  notSure,
} from './decide.ts';
import { readLocally } from './local.ts';

/** The first screens of a text tell its language; Comprehend bills by the character. */
const maxReadCharacters = 1_000;

export type KnownLanguages = Readonly<{
  correction: LanguageTag | null;
  memory: LanguageReading | null;
  locale: LanguageTag | null;
}>;

/** What the text itself told; `detectionAnswered` false = Comprehend was asked and did not answer. */
export type TextReading = Decision & Readonly<{ detectionAnswered: boolean }>;

/** Finds a text's language with as few calls as the evidence allows: one or none. */
export async function readLanguage(
  { text, letters, agentLanguage }: Readonly<{ text: string; letters: number; agentLanguage: LanguageTag }>,
  known: KnownLanguages,
  limits: LanguageLimits,
  detectLanguage: Services['detectLanguage'],
): Promise<TextReading> {
  const beginning = beginningOf(text, maxReadCharacters);
  const evidence = { ...known, local: readLocally(beginning), letters, agentLanguage };
  if (!needsDetection(evidence, limits)) {
    return { ...decideLanguage({ ...evidence, detected: null }, limits), detectionAnswered: true };
  }
  const answer = await detectLanguage(beginning);
  if (!answer.ok) {
    // Translate finds the language itself then; what is remembered is older than this text.
    const { weighed } = decideLanguage({ ...evidence, detected: null }, limits);
    return { reading: notSure, weighed, detectionAnswered: false };
  }
  const detected = answer.value.flatMap(({ code, score }): Candidate[] => {
    const tag = tagOfServiceCode(code);
    return tag === null ? [] : [{ code: tag, score }];
  });
  return { ...decideLanguage({ ...evidence, detected }, limits), detectionAnswered: true };
}
