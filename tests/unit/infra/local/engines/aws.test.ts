import { expect, test } from 'vitest';
import {
  type AwsServices,
  createAwsClassifier,
  createAwsEngine,
  createAwsReaders,
} from '../../../../../infra/local/engines/aws.ts';

const $metadata = { httpStatusCode: 200 };
const unexpected = async () => {
  throw new Error('not expected to be called');
};
const awsWith = (services: Partial<AwsServices>): AwsServices => ({
  translateText: unexpected,
  detectLanguage: unexpected,
  detectSentiment: unexpected,
  recognizeText: unexpected,
  ...services,
});

test('Amazon Translate is asked with the settings, and its text is passed on', async () => {
  const asked: unknown[] = [];
  const engine = createAwsEngine(
    awsWith({
      translateText: async (input) => {
        asked.push(input);
        return {
          TranslatedText: 'Guten Tag',
          SourceLanguageCode: 'en',
          TargetLanguageCode: 'de',
          $metadata,
        };
      },
    }),
  );

  expect(
    await engine.translate({ text: 'Hello', source: 'en', target: 'de', settings: { Formality: 'FORMAL' } }),
  ).toEqual({ text: 'Guten Tag', engine: 'aws' });
  expect(asked).toEqual([
    {
      Text: 'Hello',
      SourceLanguageCode: 'en',
      TargetLanguageCode: 'de',
      Settings: { Formality: 'FORMAL' },
    },
  ]);
});

test('a refusal of the real service keeps its name and status', async () => {
  const refusal = Object.assign(new Error('Rate exceeded'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });
  const engine = createAwsEngine(awsWith({ translateText: () => Promise.reject(refusal) }));

  await expect(engine.translate({ text: 'Hello', source: 'en', target: 'de' })).rejects.toMatchObject({
    code: 'ThrottlingException',
    status: 400,
    cause: refusal,
  });
});

test('missing credentials are explained', async () => {
  const engine = createAwsEngine(awsWith({ translateText: () => Promise.reject(new Error('no creds')) }));

  await expect(engine.translate({ text: 'Hello', source: 'en', target: 'de' })).rejects.toThrow(
    'Amazon Translate could not be reached with your AWS credentials and region.',
  );
});

test('Amazon Comprehend’s readings come in our own words', async () => {
  const { identify, readSentiment } = createAwsReaders(
    awsWith({
      detectLanguage: async () => ({ Languages: [{ LanguageCode: 'es', Score: 0.97 }, {}], $metadata }),
      detectSentiment: async () => ({
        Sentiment: 'MIXED',
        SentimentScore: { Positive: 0.2, Negative: 0.2, Neutral: 0.1, Mixed: 0.5 },
        $metadata,
      }),
    }),
  );

  expect(await identify('Hola')).toEqual([{ code: 'es', score: 0.97 }]);
  expect(await readSentiment('Hola', 'es')).toEqual({
    label: 'MIXED',
    scores: { positive: 0.2, negative: 0.2, neutral: 0.1, mixed: 0.5 },
  });
});

test('a deployed bot’s intents come without its fallback intent, which has no score', async () => {
  const classify = createAwsClassifier(
    { botId: 'ABCDEFGHIJ', botAliasId: 'KLMNOPQRST' },
    awsWith({
      recognizeText: async () => ({
        interpretations: [
          { intent: { name: 'FallbackIntent' } },
          { intent: { name: 'Refund' }, nluConfidence: { score: 0.31 } },
        ],
        $metadata,
      }),
    }),
  );

  expect(await classify('Hola', 'en_US', 't.1')).toEqual([{ name: 'Refund', score: 0.31 }]);
});
