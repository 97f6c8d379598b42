import { background } from './background.ts';
import { sentencesOf } from './sentences.ts';

export type IntentSamples = Readonly<{ name: string; utterances: readonly string[] }>;
export type ClassifiedIntent = Readonly<{ name: string; score: number }>;
/** All intents with their confidence 0..1, best first. */
export type IntentClassifier = (text: string) => readonly ClassifiedIntent[];

/** Feature → weight, of length 1. */
type Vector = ReadonlyMap<string, number>;
type Model = Readonly<{ name: string; bias: number; weights: ReadonlyMap<string, number> }>;
type Sample = Readonly<{ vector: Vector; name: string | null }>;

/** Words too common to tell intents apart count for less, but their order still does ("how do i"). */
const wordGramShare = { word: 1, pair: 0.6, characters: 0.35 };
const characterGram = 4;
const epochs = 160;
const learningRate = 4;
const decay = 0.0004;

/** Lower case, no accents, no numbers or addresses: those say nothing about the intent. */
function wordsOf(text: string): readonly string[] {
  const folded = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/\b(?:https?:\/\/|www\.)\S+|\S+@\S+|#?\b\w*\d\w*\b/gu, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
  return (folded.match(/[\p{L}']+/gu) ?? []).map(expand).join(' ').split(' ').filter(Boolean);
}

/** "can't" and "cannot" are the same request. */
function expand(word: string): string {
  if (word === 'cannot' || word === "can't") return 'can not';
  if (word === "won't") return 'will not';
  return word
    .replace(/n't$/u, ' not')
    .replace(/'(?:s|m|ve|d|re|ll)$/u, '')
    .replaceAll("'", '');
}

/** A light stem, so that "charged", "charges" and "charge" meet. */
function stem(word: string): string {
  if (word.length <= 4) return word;
  const cut = word.replace(/(?:ations?|ing|ed|es|s|e|ly)$/u, '');
  return cut.length >= 3 ? cut.replace(/(.)\1$/u, '$1') : word;
}

function countFeatures(text: string): ReadonlyMap<string, number> {
  const words = wordsOf(text).map(stem);
  const counts = new Map<string, number>();
  const add = (feature: string, share: number) => counts.set(feature, (counts.get(feature) ?? 0) + share);
  for (const [index, word] of words.entries()) {
    add(`w:${word}`, wordGramShare.word);
    const next = words[index + 1];
    if (next !== undefined) add(`p:${word} ${next}`, wordGramShare.pair);
    const padded = `_${word}_`;
    for (let from = 0; from + characterGram <= padded.length; from += 1) {
      add(`c:${padded.slice(from, from + characterGram)}`, wordGramShare.characters);
    }
  }
  return counts;
}

/** How much a feature tells, from how few of the samples have it. */
function rarityOf(texts: readonly string[]): (feature: string) => number {
  const samplesWith = new Map<string, number>();
  for (const text of texts) {
    for (const feature of countFeatures(text).keys()) {
      samplesWith.set(feature, (samplesWith.get(feature) ?? 0) + 1);
    }
  }
  return (feature) => Math.log((1 + texts.length) / (1 + (samplesWith.get(feature) ?? 0))) + 0.2;
}

function vectorOf(text: string, rarity: (feature: string) => number): Vector {
  const weighted = Array.from(
    countFeatures(text),
    ([feature, count]) => [feature, Math.sqrt(count) * rarity(feature)] as const,
  );
  const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
  return new Map(weighted.map(([feature, weight]) => [feature, weight / length]));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function activation(model: Omit<Model, 'name'>, vector: Vector): number {
  let total = model.bias;
  for (const [feature, value] of vector) total += (model.weights.get(feature) ?? 0) * value;
  return total;
}

/** One intent against all others and the background, by logistic regression; no random, so the same bot gives the same scores. */
function trainModel(name: string, samples: readonly Sample[]): Model {
  const weights = new Map<string, number>();
  let bias = -1;
  const positives = samples.filter((sample) => sample.name === name).length;
  const boost = Math.sqrt((samples.length - positives) / Math.max(1, positives));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = learningRate / (1 + epoch / 20);
    for (const sample of samples) {
      const isPositive = sample.name === name;
      const gap = (isPositive ? 1 : 0) - sigmoid(activation({ bias, weights }, sample.vector));
      const step = rate * gap * (isPositive ? boost : 1);
      bias += step * 0.05;
      for (const [feature, value] of sample.vector) {
        const weight = weights.get(feature) ?? 0;
        weights.set(feature, weight + step * value - rate * decay * weight);
      }
    }
  }
  return { name, bias, weights };
}

/**
 * Trains a classifier on a bot's sample utterances: word, word-pair and character features weighted by rarity, one
 * logistic regression per intent, with everyday sentences as the counter-example. A message is judged sentence by sentence,
 * because a greeting or a signature must not drown the request; each intent keeps its best sentence.
 */
export function trainIntents(intents: readonly IntentSamples[]): IntentClassifier {
  const named = intents.flatMap(({ name, utterances }) => utterances.map((text) => ({ name, text })));
  const all = [...named, ...background.map((text) => ({ name: null, text }))];
  const rarity = rarityOf(all.map(({ text }) => text));
  const samples = all.map(({ name, text }) => ({ name, vector: vectorOf(text, rarity) }));
  const models = intents.map(({ name }) => trainModel(name, samples));
  const known = new Set(samples.flatMap(({ vector }) => [...vector.keys()]));

  const scoresOf = (text: string): readonly number[] => {
    const vector = vectorOf(text, rarity);
    const familiar = Math.hypot(
      ...Array.from(vector, ([feature, value]) => (known.has(feature) ? value : 0)),
    );
    return models.map((model) => sigmoid(activation(model, vector)) * familiar);
  };
  return (text) => {
    const parts = sentencesOf(text, 'en').map(scoresOf);
    return models
      .map(({ name }, index) => ({
        name,
        score: Math.round(Math.max(0, ...parts.map((scores) => scores[index] ?? 0)) * 100) / 100,
      }))
      .sort((one, other) => other.score - one.score);
  };
}
