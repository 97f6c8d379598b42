import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { LexRuntimeV2Client } from '@aws-sdk/client-lex-runtime-v2';
import { TranslateClient } from '@aws-sdk/client-translate';
import { describe, expect, it } from 'vitest';
import { engineOptionsFor } from '../../functions/_shared/services/engine-options.ts';
import { createServices } from '../../functions/_shared/services/services.ts';
import { createPseudoEngine } from '../../infra/local/engines/pseudo.ts';
import { createTranslate } from '../../infra/local/services/translate.ts';
import { inProcess } from '../support/in-process-sdk.ts';
import { recordedRuntime } from '../support/recorders.ts';

const glossary = { terminology: 'dragoman-test-shop-1', languages: ['en', 'de'] };
const runtime = recordedRuntime();
const local = createTranslate({
  engines: [createPseudoEngine()],
  identify: async () => [{ code: 'de', score: 0.99 }],
  terminologies: new Map([
    [
      'dragoman-test-shop-1',
      {
        arn: 'arn:aws:translate:eu-west-1:000000000000:terminology/dragoman-test-shop-1/LATEST',
        languages: ['en', 'de'],
        terms: [['checkout', 'Kasse']],
      },
    ],
  ]),
});
/** Our services, and the local Translate at the other end of the SDK's own wire format. */
const { translate } = createServices({
  translate: new TranslateClient(inProcess(local)),
  comprehend: new ComprehendClient({ region: 'eu-west-1' }),
  lex: new LexRuntimeV2Client({ region: 'eu-west-1' }),
  bot: { botId: 'BOT1234567', botAliasId: 'ALIAS12345' },
  newSessionId: () => 'session-1',
  runtime,
});

const everything = {
  tone: { '*': { formality: 'formal', maskProfanity: true, brief: true } },
  glossary,
} as const;

describe('What is asked of Translate', () => {
  it.each([
    ['en', 'de', { formality: 'formal', profanity: 'mask', brevity: 'on' }],
    ['en', 'pt', { profanity: 'mask', brevity: 'on' }],
    ['nl', 'en', { profanity: 'mask' }],
    ['en', 'ko', { formality: 'formal', profanity: 'mask' }],
    ['en', 'hi', { formality: 'formal' }],
    ['en', 'vi', undefined],
  ])('from %s to %s is exactly what it honours', async (source, target, honoured) => {
    // Prepare
    const { terminology: _, ...asked } = engineOptionsFor(everything, source, target);
    // Act
    const answer = await translate({ text: 'Hello', source, target, ...asked });
    // Assess
    expect(answer.ok && answer.value.appliedSettings).toEqual(honoured);
    expect(honoured ?? {}).toEqual(asked);
  });

  it('with a glossary gives the terms that were applied', async () => {
    const options = engineOptionsFor({ tone: {}, glossary }, 'de', 'en');

    expect(await translate({ text: 'Die Kasse klemmt', source: 'de', target: 'en', ...options })).toEqual({
      ok: true,
      value: {
        text: '⟦en:Die⟧ checkout ⟦en:klemmt⟧',
        source: 'de',
        terms: [{ source: 'Kasse', target: 'checkout' }],
      },
      attempts: 1,
    });
  });

  it('with a glossary that is not deployed waits for a person, and says so in the log', async () => {
    const request = { text: 'Hallo', source: 'de', target: 'en', terminology: 'dragoman-test-shop-2' };

    expect(await translate(request)).toMatchObject({ ok: false, failure: 'denied' });
    expect(runtime.problems.at(-1)).toMatchObject({ code: 'translate-text-denied', level: 'error' });
  });
});
