import {
  type LanguageReading,
  type LanguageTag,
  sameLanguage,
  undetermined,
} from '../../../events/language.ts';

/** A language that a service found, in our words, with its score from 0 to 1. */
export type Candidate = Readonly<{ code: LanguageTag; score: number }>;

/** Everything that speaks for a language, strongest first in the rules below. */
export type Evidence = Readonly<{
  /** What an agent said of this author's language. */
  correction: LanguageTag | null;
  /** What the script alone decides. */
  script: LanguageTag | null;
  /** Comprehend's answer, best first; null = not asked, or it did not answer. */
  detected: readonly Candidate[] | null;
  /** What this author wrote in before, in this conversation. */
  memory: LanguageReading | null;
  /** The requester's locale, as far as the helpdesk knows it. */
  locale: LanguageTag | null;
  /** Letters of the cleaned text. */
  letters: number;
}>;

export type LanguageLimits = Readonly<{
  /** A reading counts from this score on. */
  confident: number;
  /** A shorter text never changes what is remembered. */
  shortTextLetters: number;
}>;

/** The script leaves no doubt, but a name in another script may stand in the text. */
const scriptConfidence = 0.99;
/** Many helpdesks fill in a locale that nobody chose. */
const localeConfidence = 0.3;

export const notSure: LanguageReading = { code: undetermined, confidence: 0, method: 'none' };

/** Whether Comprehend has to be asked at all: not if a stronger word has been spoken, nor for a short text that could not outweigh memory. */
export function needsDetection(
  evidence: Omit<Evidence, 'detected'>,
  { shortTextLetters }: LanguageLimits,
): boolean {
  if (evidence.correction !== null || evidence.script !== null) return false;
  return evidence.letters >= shortTextLetters || evidence.memory === null;
}

/**
 * The language of a text, from the evidence: the agent's correction, a confident reading, memory, locale, else `und`. For
 * a short text memory stands before the reading, so that "Thanks!" never turns a Spanish conversation English.
 */
export function decideLanguage(evidence: Evidence, limits: LanguageLimits): LanguageReading {
  const { correction, script, detected, memory, locale, letters } = evidence;
  if (correction !== null) return { code: correction, confidence: 1, method: 'correction' };
  if (script !== null) return { code: script, confidence: scriptConfidence, method: 'local' };
  const best = detected?.[0];
  const reading: LanguageReading | null =
    best !== undefined && best.score >= limits.confident
      ? { code: best.code, confidence: best.score, method: 'comprehend' }
      : null;
  const remembered: LanguageReading | null = memory === null ? null : { ...memory, method: 'memory' };
  const isShort = letters < limits.shortTextLetters;
  const decided = isShort ? (remembered ?? reading) : (reading ?? remembered);
  if (decided !== null) return decided;
  const localeIsDenied =
    !isShort && best !== undefined && locale !== null && !sameLanguage(best.code, locale);
  if (locale === null || localeIsDenied) return notSure;
  return { code: locale, confidence: localeConfidence, method: 'locale' };
}

/** Whether a reading is worth remembering: found in this very text, and not in a scrap that contradicts what is known. */
export function isMemorable(
  reading: LanguageReading,
  known: LanguageReading | null,
  letters: number,
  { shortTextLetters }: LanguageLimits,
): boolean {
  switch (reading.method) {
    case 'comprehend':
    case 'local':
      return letters >= shortTextLetters || known === null;
    case 'translate-auto':
      return known === null;
    case 'correction':
    case 'memory':
    case 'locale':
    case 'none':
      return false;
  }
}
