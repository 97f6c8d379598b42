import { background } from './background.ts';
import { sentencesOf } from './sentences.ts';
import { countFeatures } from './text-features.ts';

export type IntentSamples = Readonly<{ name: string; utterances: readonly string[] }>;
export type ClassifiedIntent = Readonly<{ name: string; score: number }>;
/** All intents with their confidence 0..1, best first. */
export type IntentClassifier = (text: string) => readonly ClassifiedIntent[];

/** Feature numbers with their weights, of length 1; `unknown` is the share of it that no sample has. */
type Vector = Readonly<{ features: readonly (readonly [number, number])[]; unknown: number }>;
type Sample = Readonly<{ vector: Vector; name: string | null }>;
type Model = Readonly<{ name: string; bias: number; weights: Float64Array }>;

const epochs = 60;
const learningRate = 4;
const rateHalvesAfterEpochs = 20;
const decay = 0.0004;
const startBias = -1;
/** The bias learns slowly, so that the words have to explain a sample and not its frequency. */
const biasShare = 0.05;
/** Spreads the activations, which are timid after so few samples, over 0..1: 0.4 lies between requests and small talk. */
const calibration = { slope: 0.9, shift: 1.7 };

/** Where somebody goes on in lower case after a full stop, Unicode sees one sentence. */
const carelessSentenceEnd = /(?<=[.!?])\s+/u;

/** Turns texts into vectors over the features of the training texts, rare features weighing more. */
function createVectorizer(texts: readonly string[]): (text: string) => Vector {
  const samplesWith = new Map<string, number>();
  const numbers = new Map<string, number>();
  for (const feature of texts.flatMap((text) => [...countFeatures(text).keys()])) {
    samplesWith.set(feature, (samplesWith.get(feature) ?? 0) + 1);
    if (!numbers.has(feature)) numbers.set(feature, numbers.size);
  }
  const rarity = (feature: string) =>
    Math.log((1 + texts.length) / (1 + (samplesWith.get(feature) ?? 0))) + 0.2;
  return (text) => {
    const weighted = Array.from(
      countFeatures(text),
      ([feature, count]) => [numbers.get(feature), Math.sqrt(count) * rarity(feature)] as const,
    );
    const length = Math.hypot(...weighted.map(([, weight]) => weight)) || 1;
    const features = weighted.flatMap(([number, weight]) =>
      number === undefined ? [] : [[number, weight / length] as const],
    );
    return { features, unknown: 1 - Math.hypot(...features.map(([, weight]) => weight)) };
  };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function activation(bias: number, weights: Float64Array, { features }: Vector): number {
  return features.reduce((total, [number, value]) => total + (weights[number] ?? 0) * value, bias);
}

/** One intent against all others and the background, by logistic regression; nothing is random, so the same bot always scores the same. */
function trainModel(name: string, samples: readonly Sample[], featureCount: number): Model {
  const weights = new Float64Array(featureCount);
  let bias = startBias;
  const positives = samples.filter((sample) => sample.name === name).length;
  const boost = Math.sqrt((samples.length - positives) / Math.max(1, positives));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = learningRate / (1 + epoch / rateHalvesAfterEpochs);
    for (const { vector, name: wanted } of samples) {
      const isPositive = wanted === name;
      const gap = (isPositive ? 1 : 0) - sigmoid(activation(bias, weights, vector));
      const step = rate * gap * (isPositive ? boost : 1);
      bias += step * biasShare;
      for (const [number, value] of vector.features) {
        const weight = weights[number] ?? 0;
        weights[number] = weight + step * value - rate * decay * weight;
      }
    }
  }
  return { name, bias, weights };
}

function scoreOf({ bias, weights }: Model, vector: Vector): number {
  const certainty = sigmoid(calibration.slope * (activation(bias, weights, vector) + calibration.shift));
  return certainty * (1 - vector.unknown);
}

/**
 * Trains a classifier on a bot's sample utterances: word, word-pair and character features weighted by rarity, one
 * logistic regression per intent, with everyday sentences as the counter-example. A message is judged sentence by sentence,
 * because a greeting or a signature must not drown the request; each intent keeps its best sentence.
 */
export function trainIntents(intents: readonly IntentSamples[]): IntentClassifier {
  const texts = [
    ...intents.flatMap(({ name, utterances }) => utterances.map((text) => ({ name, text }))),
    ...background.map((text) => ({ name: null, text })),
  ];
  const vectorOf = createVectorizer(texts.map(({ text }) => text));
  const samples = texts.map(({ name, text }) => ({ name, vector: vectorOf(text) }));
  const featureCount = 1 + Math.max(...samples.flatMap(({ vector }) => vector.features.map(([n]) => n)));
  const models = intents.map(({ name }) => trainModel(name, samples, featureCount));
  return (text) => {
    const vectors = sentencesOf(text, 'en')
      .flatMap((sentence) => sentence.split(carelessSentenceEnd))
      .map(vectorOf);
    return models
      .map((model) => ({
        name: model.name,
        score: Math.round(Math.max(0, ...vectors.map((vector) => scoreOf(model, vector))) * 100) / 100,
      }))
      .sort((one, other) => other.score - one.score);
  };
}
