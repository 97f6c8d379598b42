import {
  ComprehendClient,
  DetectDominantLanguageCommand,
  DetectSentimentCommand,
} from '@aws-sdk/client-comprehend';
import { LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptsOf, failureOf } from '../../../../../functions/_shared/services/failures.ts';
import { createServices } from '../../../../../functions/_shared/services/services.ts';
import { recordedRuntime } from '../../../../support/recorders.ts';

const translate = mockClient(TranslateClient);
const comprehend = mockClient(ComprehendClient);
const lex = mockClient(LexRuntimeV2Client);
const named = (name: string, attempts = 1) =>
  Object.assign(new Error('text of a customer'), { name, $metadata: { attempts } });

function open() {
  const runtime = recordedRuntime();
  const services = createServices({
    translate: new TranslateClient({ region: 'eu-west-1' }),
    comprehend: new ComprehendClient({ region: 'eu-west-1' }),
    lex: new LexRuntimeV2Client({ region: 'eu-west-1' }),
    bot: { botId: 'BOT1234567', botAliasId: 'ALIAS12345' },
    newSessionId: () => 'session-1',
    runtime,
  });
  return { services, runtime };
}

// Classes are mocked here, and other files of this process send by them for real.
afterAll(() => {
  for (const client of [translate, comprehend, lex]) client.restore();
});
beforeEach(() => {
  for (const client of [translate, comprehend, lex]) client.reset();
});

describe('The AWS services', () => {
  it('Translate gets explicit codes and gives text, source and glossary terms', async () => {
    // Prepare
    translate.on(TranslateTextCommand).resolves({
      TranslatedText: 'Hello',
      SourceLanguageCode: 'es',
      AppliedTerminologies: [{ Name: 'g', Terms: [{ SourceText: 'Konto', TargetText: 'Account' }] }],
      $metadata: { attempts: 2 },
    });

    // Act
    const answer = await open().services.translate({ text: 'Hola', source: 'auto', target: 'en' });

    // Assess
    expect(answer).toEqual({
      ok: true,
      value: { text: 'Hello', source: 'es', terms: [{ source: 'Konto', target: 'Account' }] },
      attempts: 2,
    });
    expect(translate.commandCalls(TranslateTextCommand)[0]?.args[0].input).toEqual({
      Text: 'Hola',
      SourceLanguageCode: 'auto',
      TargetLanguageCode: 'en',
    });
  });

  it('Translate gets glossary and tone where they are asked for, and says what it has honoured', async () => {
    // Prepare
    translate.on(TranslateTextCommand).resolves({
      TranslatedText: 'Hallo',
      SourceLanguageCode: 'en',
      AppliedSettings: { Formality: 'INFORMAL', Profanity: 'MASK', Brevity: 'ON' },
      $metadata: {},
    });

    // Act
    const answer = await open().services.translate({
      text: 'Hello',
      source: 'en',
      target: 'de',
      terminology: 'dragoman-test-shop-1',
      formality: 'informal',
      profanity: 'mask',
      brevity: 'on',
    });

    // Assess
    expect(translate.commandCalls(TranslateTextCommand)[0]?.args[0].input).toEqual({
      Text: 'Hello',
      SourceLanguageCode: 'en',
      TargetLanguageCode: 'de',
      TerminologyNames: ['dragoman-test-shop-1'],
      Settings: { Formality: 'INFORMAL', Profanity: 'MASK', Brevity: 'ON' },
    });
    expect(answer).toMatchObject({
      value: { appliedSettings: { formality: 'informal', profanity: 'mask', brevity: 'on' } },
    });
  });

  it('Comprehend’s languages come best first', async () => {
    comprehend.on(DetectDominantLanguageCommand).resolves({
      Languages: [
        { LanguageCode: 'gl', Score: 0.2 },
        { LanguageCode: 'pt', Score: 0.7 },
      ],
      $metadata: {},
    });

    expect(await open().services.detectLanguage('Olá')).toEqual({
      ok: true,
      value: [
        { code: 'pt', score: 0.7 },
        { code: 'gl', score: 0.2 },
      ],
      attempts: 1,
    });
  });

  it('a score that rounding has put above 1 is 1', async () => {
    comprehend.on(DetectSentimentCommand).resolves({
      Sentiment: 'NEGATIVE',
      SentimentScore: { Positive: 0, Negative: 1.0000001, Neutral: 0, Mixed: 0 },
      $metadata: {},
    });

    expect(await open().services.detectSentiment('Mal', 'es')).toMatchObject({
      value: { label: 'NEGATIVE', scores: { negative: 1 } },
    });
  });

  it('Lex is asked in a session of its own, and its fallback has no score', async () => {
    // Prepare
    lex.on(RecognizeTextCommand).resolves({
      interpretations: [
        { intent: { name: 'FallbackIntent' } },
        { intent: { name: 'Refund' }, nluConfidence: { score: 0.3 } },
      ],
      $metadata: {},
    });

    // Act
    const answer = await open().services.recogniseIntent('refund', 'en_US');

    // Assess
    expect(answer).toMatchObject({
      value: [
        { intent: 'FallbackIntent', score: null },
        { intent: 'Refund', score: 0.3 },
      ],
    });
    expect(lex.commandCalls(RecognizeTextCommand)[0]?.args[0].input).toEqual({
      botId: 'BOT1234567',
      botAliasId: 'ALIAS12345',
      localeId: 'en_US',
      sessionId: 'session-1',
      text: 'refund',
    });
  });

  it('a denied call is a failure by name, logged with the operation and never with the text', async () => {
    // Prepare
    translate.on(TranslateTextCommand).rejects(named('AccessDeniedException'));
    const { services, runtime } = open();

    // Act
    const answer = await services.translate({ text: 'Hola', source: 'es', target: 'en' });

    // Assess
    expect(answer).toEqual({ ok: false, failure: 'denied', attempts: 1 });
    expect(runtime.problems).toMatchObject([{ code: 'translate-text-denied', level: 'error' }]);
  });

  it('an answer without its members is a failure, not a crash', async () => {
    comprehend.on(DetectSentimentCommand).resolves({ $metadata: {} });

    expect(await open().services.detectSentiment('Hola', 'es')).toMatchObject({ ok: false });
  });
});

describe('AWS errors by name', () => {
  it.each([
    ['ThrottlingException', 'transient'],
    ['TooManyRequestsException', 'transient'],
    ['InternalServerException', 'transient'],
    ['ServiceUnavailableException', 'transient'],
    ['TimeoutError', 'transient'],
    ['AbortError', 'transient'],
    ['SomethingNew', 'transient'],
    ['UnsupportedLanguagePairException', 'unsupported'],
    ['DetectedLanguageLowConfidenceException', 'low-confidence'],
    ['ValidationException', 'refused'],
    ['TextSizeLimitExceededException', 'refused'],
    ['AccessDeniedException', 'denied'],
  ])('%s is %s', (name, failure) => {
    expect(failureOf(named(name))).toBe(failure);
  });

  it('counts the tries that the SDK reports', () => {
    expect(attemptsOf(named('ThrottlingException', 3))).toBe(3);
    expect(attemptsOf(new Error('no answer'))).toBe(1);
  });
});
