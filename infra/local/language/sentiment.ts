import type { ComprehendLanguage } from './codes.ts';
import { foldForLexicon, lexiconOf, type WordKind } from './lexicon.ts';
import { sentencesOf } from './sentences.ts';

export type SentimentReading = Readonly<{
  label: 'POSITIVE' | 'NEGATIVE' | 'NEUTRAL' | 'MIXED';
  /** The four add up to 1. */
  scores: Readonly<{ positive: number; negative: number; neutral: number; mixed: number }>;
}>;
export type ReadSentiment = (
  text: string,
  language: ComprehendLanguage,
) => SentimentReading | Promise<SentimentReading>;

/** A word of the lexicon, found in a sentence. */
type Hit = Readonly<{ kind: WordKind; weight: number; start: number; end: number }>;
type Mood = Readonly<{ positive: number; negative: number; courtesy: number }>;

/** How many words may stand between a negator or intensifier and the word it acts on. */
const maxWordsBetween = 2;
/** Languages that negate after the word do it within this many characters. */
const maxCharactersToNegatorAfter = 6;
/** "Not good" is not as bad as "bad". */
const negatedShare = 0.85;
const intensity = 1.5;
/** A thank-you beside a longer request is manners. */
const courtesyBesideRequest = 0.5;
/** What a text without any word of the lexicon weighs: it is neutral. */
const neutralWeight = 0.8;
/** Praise and blame in one text weigh more together than the weaker of the two. */
const mixedFactor = 1.6;

/** All hits in a sentence, longest first where they overlap: "does not work" wins over "work". */
function findHits(sentence: string, language: ComprehendLanguage): readonly Hit[] {
  const all = lexiconOf(language).flatMap(({ kind, weight, pattern }) =>
    Array.from(sentence.matchAll(pattern), (match) => ({
      kind,
      weight,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const taken: Hit[] = [];
  for (const hit of all.sort((one, other) => other.end - other.start - (one.end - one.start))) {
    if (taken.every(({ start, end }) => hit.end <= start || hit.start >= end)) taken.push(hit);
  }
  return taken.sort((one, other) => one.start - other.start);
}

/** Whether `between`, the text from one hit to the next, is short and within one clause. */
function isClose(between: string): boolean {
  return !/[,;:.!?،。、]/u.test(between) && (between.match(/\p{L}+/gu)?.length ?? 0) <= maxWordsBetween;
}

function countBefore(kind: WordKind, hit: Hit, hits: readonly Hit[], sentence: string): number {
  return hits.filter(
    (other) => other.kind === kind && other.end <= hit.start && isClose(sentence.slice(other.end, hit.start)),
  ).length;
}

function countAfter(hit: Hit, hits: readonly Hit[]): number {
  return hits.filter(
    ({ kind, start }) =>
      kind === 'negator-after' && start >= hit.end && start - hit.end <= maxCharactersToNegatorAfter,
  ).length;
}

function moodOfSentence(sentence: string, language: ComprehendLanguage): Mood {
  const folded = foldForLexicon(sentence, language);
  const hits = findHits(folded, language);
  const mood = { positive: 0, negative: 0, courtesy: 0 };
  for (const hit of hits) {
    const intensified = hits.some(({ kind, start, end }) => {
      if (kind !== 'intensifier') return false;
      const between = start < hit.start ? folded.slice(end, hit.start) : folded.slice(hit.end, start);
      return isClose(between);
    });
    const strength = hit.weight * (intensified ? intensity : 1);
    const negations = countBefore('negator', hit, hits, folded) + countAfter(hit, hits);
    const isNegated = negations % 2 === 1;
    if (hit.kind === 'courtesy') mood.courtesy += strength;
    if (hit.kind === 'positive')
      mood[isNegated ? 'negative' : 'positive'] += isNegated ? strength * negatedShare : strength;
    if (hit.kind === 'negative')
      mood[isNegated ? 'positive' : 'negative'] += isNegated ? strength * negatedShare : strength;
  }
  return mood;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Label and scores from how much praise and blame a text holds. */
function readingOf(positive: number, negative: number): SentimentReading {
  const weights = {
    positive: positive ** 2,
    negative: negative ** 2,
    neutral: neutralWeight ** 2,
    mixed: (Math.min(positive, negative) * mixedFactor) ** 2,
  };
  const total = sum(Object.values(weights));
  const scores = {
    positive: weights.positive / total,
    negative: weights.negative / total,
    neutral: weights.neutral / total,
    mixed: weights.mixed / total,
  };
  const labels = [
    ['NEUTRAL', scores.neutral],
    ['NEGATIVE', scores.negative],
    ['POSITIVE', scores.positive],
    ['MIXED', scores.mixed],
  ] as const;
  const [label] = labels.reduce((best, candidate) => (candidate[1] > best[1] ? candidate : best));
  return { label, scores };
}

/** Reads a sentiment from a small list of words, with negation and intensity. Deterministic, and easily fooled by irony. */
export function readSentiment(text: string, language: ComprehendLanguage): SentimentReading {
  const sentences = sentencesOf(text, language).filter((sentence) => /\p{L}/u.test(sentence));
  const moods = sentences.map((sentence) => moodOfSentence(sentence, language));
  const [positive, negative, courtesy] = [
    sum(moods.map((mood) => mood.positive)),
    sum(moods.map((mood) => mood.negative)),
    sum(moods.map((mood) => mood.courtesy)),
  ];
  const isRequest = sentences.length > 1 || /[?？؟]/u.test(text);
  return readingOf(positive + courtesy * (isRequest ? courtesyBesideRequest : 1), negative);
}
