import {
  type LanguageReading,
  type LanguageTag,
  sameLanguage,
  sameScript,
  undetermined,
} from '../../../events/language.ts';
import type { CertainPart, LocalReading } from './local.ts';

/** A language that a service found, in our words, with its score from 0 to 1. */
export type Candidate = Readonly<{ code: LanguageTag; score: number }>;

/** Everything that speaks for a language, strongest first in the rules below. */
export type Evidence = Readonly<{
  /** What an agent said of this author's language. */
  correction: LanguageTag | null;
  /** What the text says without a service being asked. */
  local: LocalReading;
  /** Comprehend's answer, best first; null = not asked, or it did not answer. */
  detected: readonly Candidate[] | null;
  /** What this author wrote in before, in this conversation. */
  memory: LanguageReading | null;
  /** The requester's locale, as far as the helpdesk knows it. */
  locale: LanguageTag | null;
  /** Letters of the cleaned text. */
  letters: number;
  /** What the agents read: of a mixed text, the rest is what they need. */
  agentLanguage: LanguageTag;
}>;

export type LanguageLimits = Readonly<{
  /** A reading counts from this score on. */
  confident: number;
  /** A shorter text never changes what is remembered. */
  shortTextLetters: number;
}>;

/** What was concluded, and everything that was weighed, in the order of the rules. */
export type Decision = Readonly<{ reading: LanguageReading; weighed: readonly LanguageReading[] }>;

/** A local reading is strict, but a name or a quotation may still outweigh the rest. */
const localConfidence = 0.99;
/** Many helpdesks fill in a locale that nobody chose. */
const localeConfidence = 0.3;
/** Of what a service found, the rest is noise. */
const maxWeighedCandidates = 3;

export const notSure: LanguageReading = { code: undetermined, confidence: 0, method: 'none' };

/** What the requester's locale says. */
export function localeReading(locale: LanguageTag): LanguageReading {
  return { code: locale, confidence: localeConfidence, method: 'locale' };
}

/** Whether Comprehend has to be asked at all: not if a stronger word has been spoken, nor for a short text that could not outweigh memory. */
export function needsDetection(
  { correction, local, memory, letters }: Omit<Evidence, 'detected'>,
  { shortTextLetters }: LanguageLimits,
): boolean {
  if (correction !== null || local.kind !== 'unsure') return false;
  return letters >= shortTextLetters || memory === null;
}

/**
 * The language of a text, from the evidence: the agent's correction, a confident reading, memory, locale, else `und`. For
 * a short text memory stands before the reading, so that "Thanks!" never turns a Spanish conversation English. Pure.
 */
export function decideLanguage(evidence: Evidence, limits: LanguageLimits): Decision {
  const { correction, memory, locale } = evidence;
  const text = textReading(evidence, limits);
  const reading =
    correction !== null
      ? correctionReading(correction)
      : (text ?? (memory === null ? null : rememberedReading(memory)) ?? placeReading(evidence, limits));
  return {
    reading: reading ?? notSure,
    weighed: [
      ...(correction === null ? [] : [correctionReading(correction)]),
      ...localReadings(evidence.local),
      ...(evidence.detected ?? []).slice(0, maxWeighedCandidates).map(detectedReading),
      ...(memory === null ? [] : [rememberedReading(memory)]),
      ...(locale === null ? [] : [localeReading(locale)]),
    ],
  };
}

/** The same weighed readings with the one that decided in front: the answer to "why this language?". */
export function withDecisiveFirst(
  decisive: LanguageReading,
  weighed: readonly LanguageReading[],
): LanguageReading[] {
  const others = weighed.filter(({ code, method }) => code !== decisive.code || method !== decisive.method);
  return [decisive, ...others];
}

const correctionReading = (code: LanguageTag): LanguageReading => ({
  code,
  confidence: 1,
  method: 'correction',
});
const detectedReading = ({ code, score }: Candidate): LanguageReading => ({
  code,
  confidence: score,
  method: 'comprehend',
});
const rememberedReading = (memory: LanguageReading): LanguageReading => ({ ...memory, method: 'memory' });
const partReading = ({ code, share }: CertainPart): LanguageReading => ({
  code,
  confidence: share,
  method: 'local',
});

function localReadings(local: LocalReading): readonly LanguageReading[] {
  switch (local.kind) {
    case 'certain':
      return [{ code: local.code, confidence: localConfidence, method: 'local' }];
    case 'mixed':
      return local.parts.map(partReading);
    case 'unsure':
      return [];
  }
}

/**
 * What the text itself says with confidence, or null. A short text says nothing against what is remembered, unless it is
 * in another script: `ありがとう` is no Spanish.
 */
function textReading(evidence: Evidence, { confident, shortTextLetters }: LanguageLimits) {
  const { local, detected, memory, letters } = evidence;
  const reading = local.kind === 'mixed' ? mixedReading(local.parts, evidence) : localReadings(local)[0];
  const best = detected?.[0];
  const found = best !== undefined && best.score >= confident ? detectedReading(best) : null;
  const said = reading ?? found;
  const isOutweighed =
    said !== null && memory !== null && letters < shortTextLetters && sameScript(said.code, memory.code);
  return isOutweighed ? null : said;
}

/**
 * Of a mixed text the agents can read their own part, so what counts is the rest; of that, the language which the author
 * is known by, else the larger part.
 */
function mixedReading(
  parts: readonly CertainPart[],
  { memory, agentLanguage }: Pick<Evidence, 'memory' | 'agentLanguage'>,
): LanguageReading | undefined {
  const foreign = parts.filter(({ code }) => !sameLanguage(code, agentLanguage));
  const known = foreign.find(({ code }) => memory !== null && sameLanguage(code, memory.code));
  const part = known ?? foreign[0];
  return part && partReading(part);
}

/** The locale, unless the text's own weak reading speaks against it. */
function placeReading({ detected, locale, letters }: Evidence, { shortTextLetters }: LanguageLimits) {
  const best = detected?.[0];
  if (locale === null) return null;
  const isDenied = letters >= shortTextLetters && best !== undefined && !sameLanguage(best.code, locale);
  return isDenied ? null : localeReading(locale);
}

/**
 * How much a reading is worth remembering. `firm`: a confident reading of a text that is long enough. `weak`: one of a
 * scrap, of a mixed text, or by Translate, which does not say how sure it is. Null: not found in the text at all.
 */
export function memorability(
  { method, confidence }: LanguageReading,
  letters: number,
  { confident, shortTextLetters }: LanguageLimits,
): 'firm' | 'weak' | null {
  switch (method) {
    case 'comprehend':
    case 'local':
      return letters >= shortTextLetters && confidence >= confident ? 'firm' : 'weak';
    case 'translate-auto':
      return 'weak';
    case 'correction':
    case 'memory':
    case 'locale':
    case 'none':
      return null;
  }
}
