import { describe, expect, test } from 'vitest';
import { loadIdentify } from '../../../../../infra/local/language/identify.ts';
import { readSentiment } from '../../../../../infra/local/language/sentiment.ts';
import { createComprehend } from '../../../../../infra/local/services/comprehend.ts';
import { serviceCall } from '../../../../support/service-call.ts';

const comprehend = createComprehend({ identify: await loadIdentify(), readSentiment });
const ask = (operation: string, input: unknown, denied: string[] = []) =>
  comprehend.handle(serviceCall(operation, input, denied));

describe('DetectDominantLanguage', () => {
  test('lists languages with scores, the best first', async () => {
    const answer = await ask('DetectDominantLanguage', { Text: 'Mi pedido todavía no ha llegado.' });

    expect(answer).toMatchObject({
      output: { Languages: [{ LanguageCode: 'es', Score: expect.closeTo(1, 1) }] },
      engine: 'eld',
    });
  });

  test('bills three units of 100 characters at least', async () => {
    expect(await ask('DetectDominantLanguage', { Text: 'Hola' })).toMatchObject({ billedCharacters: 300 });
    expect(await ask('DetectDominantLanguage', { Text: 'a'.repeat(301) })).toMatchObject({
      billedCharacters: 400,
    });
  });

  test('takes 100 KB and not a byte more', async () => {
    const fits = 'hola '.repeat(20_480);

    await expect(ask('DetectDominantLanguage', { Text: fits })).resolves.toBeDefined();
    await expect(ask('DetectDominantLanguage', { Text: `${fits}!` })).rejects.toMatchObject({
      code: 'TextSizeLimitExceededException',
    });
  });
});

describe('DetectSentiment', () => {
  test('gives a label and four scores that add up to 1', async () => {
    const { output, engine } = await ask('DetectSentiment', {
      Text: 'Your service is terrible.',
      LanguageCode: 'en',
    });

    expect(output).toMatchObject({ Sentiment: 'NEGATIVE' });
    const { SentimentScore } = output as { SentimentScore: Record<string, number> };
    expect(Object.keys(SentimentScore)).toEqual(['Positive', 'Negative', 'Neutral', 'Mixed']);
    expect(Object.values(SentimentScore).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 10);
    expect(engine).toBe('lexicon');
  });

  test.each(['nl', 'pl', 'tr', 'xx'])('does not read %s', async (code) => {
    await expect(ask('DetectSentiment', { Text: 'x', LanguageCode: code })).rejects.toMatchObject({
      code: 'UnsupportedLanguageException',
      status: 400,
    });
  });

  test('takes 5,000 bytes and not one more', async () => {
    const fits = 'é'.repeat(2_500);

    await expect(ask('DetectSentiment', { Text: fits, LanguageCode: 'fr' })).resolves.toBeDefined();
    await expect(ask('DetectSentiment', { Text: `${fits}e`, LanguageCode: 'fr' })).rejects.toMatchObject({
      code: 'TextSizeLimitExceededException',
    });
  });
});

describe('BatchDetectSentiment', () => {
  test('reports the texts it could not read beside the others', async () => {
    const answer = await ask('BatchDetectSentiment', {
      TextList: ['Excellent service.', '', 'x'.repeat(5_001), 'This is unacceptable.'],
      LanguageCode: 'en',
    });

    expect(answer.output).toMatchObject({
      ResultList: [
        { Index: 0, Sentiment: 'POSITIVE' },
        { Index: 3, Sentiment: 'NEGATIVE' },
      ],
      ErrorList: [
        { Index: 1, ErrorCode: 'INVALID_REQUEST' },
        { Index: 2, ErrorCode: 'TEXT_SIZE_LIMIT_EXCEEDED' },
      ],
    });
    expect(answer.billedCharacters).toBe(600);
  });

  test('takes 25 texts at most', async () => {
    const batch = (size: number) =>
      ask('BatchDetectSentiment', { TextList: Array(size).fill('ok'), LanguageCode: 'en' });

    await expect(batch(25)).resolves.toBeDefined();
    await expect(batch(26)).rejects.toMatchObject({ code: 'BatchSizeLimitExceededException', status: 400 });
  });
});

describe('every operation', () => {
  test.each([
    ['DetectDominantLanguage', { Text: 'Hola' }],
    ['DetectSentiment', { Text: 'Hola', LanguageCode: 'es' }],
    ['BatchDetectSentiment', { TextList: ['Hola'], LanguageCode: 'es' }],
  ])('%s needs the right of its name', async (operation, input) => {
    await expect(ask(operation, input, [`comprehend:${operation}`])).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  test.each([
    ['DetectDominantLanguage', {}],
    ['DetectSentiment', { Text: 'Hola' }],
    ['BatchDetectSentiment', { TextList: [], LanguageCode: 'es' }],
  ])('%s refuses a request with a member missing or empty', async (operation, input) => {
    await expect(ask(operation, input)).rejects.toMatchObject({ code: 'ValidationException', status: 400 });
  });

  test('others are unknown', async () => {
    await expect(ask('DetectPiiEntities', {})).rejects.toMatchObject({ code: 'UnknownOperationException' });
  });
});
