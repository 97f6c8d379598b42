import { describe, expect, test } from 'vitest';
import { createLex, parseLexBot } from '../../../../../infra/local/services/lex.ts';
import { serviceCall } from '../../../../support/service-call.ts';

const aliasArn = 'arn:aws:lex:eu-central-1:123456789012:bot-alias/ABCDEFGHIJ/KLMNOPQRST';
const locale = (localeId: string, threshold = 0.4) => ({
  LocaleId: localeId,
  NluConfidenceThreshold: threshold,
  Intents: [
    {
      Name: 'Refund',
      SampleUtterances: [
        { Utterance: 'I want a refund' },
        { Utterance: 'Please give me my money back' },
        { Utterance: 'Refund the amount to my card' },
      ],
    },
    {
      Name: 'OrderStatus',
      SampleUtterances: [
        { Utterance: 'Where is my order' },
        { Utterance: 'When will my parcel arrive' },
        { Utterance: 'My order has not arrived' },
      ],
    },
    { Name: 'FallbackIntent', ParentIntentSignature: 'AMAZON.FallbackIntent' },
  ],
});
const lexWith = (threshold?: number) =>
  createLex({
    bot: parseLexBot({ BotLocales: [locale('en_US', threshold), locale('de_DE')], Name: 'bot' }),
    botId: 'ABCDEFGHIJ',
    aliasId: 'KLMNOPQRST',
    aliasArn,
    enabledLocales: ['en_US'],
  });
const lex = lexWith();

const request = (changes: Record<string, unknown> = {}) => ({
  botId: 'ABCDEFGHIJ',
  botAliasId: 'KLMNOPQRST',
  localeId: 'en_US',
  sessionId: 't:1',
  text: 'Where is my order?',
  ...changes,
});
const recognize = (changes: Record<string, unknown> = {}, denied: string[] = []) =>
  lex.handle(serviceCall('RecognizeText', request(changes), denied));

describe('RecognizeText', () => {
  test('names the most likely intent first, with a score, and closes the session', async () => {
    const { output, engine } = await recognize();

    expect(output).toMatchObject({
      sessionId: 't:1',
      sessionState: {
        dialogAction: { type: 'Close' },
        intent: { name: 'OrderStatus', state: 'ReadyForFulfillment', slots: {} },
      },
      interpretations: [
        { intent: { name: 'OrderStatus' }, nluConfidence: { score: expect.any(Number) } },
        { intent: { name: 'Refund' }, nluConfidence: { score: expect.any(Number) } },
        { intent: { name: 'FallbackIntent' } },
      ],
    });
    expect(engine).toBe('classifier');
  });

  test('puts the fallback intent, which has no score, first when all scores are below the threshold', async () => {
    const { output } = await recognize({ text: 'The mountains were beautiful this summer' });
    const { interpretations } = output as { interpretations: { intent: { name: string } }[] };

    expect(interpretations[0]).toEqual({
      intent: {
        name: 'FallbackIntent',
        slots: {},
        state: 'ReadyForFulfillment',
        confirmationState: 'None',
      },
      interpretationSource: 'Lex',
    });
    expect(interpretations).toHaveLength(3);
  });

  test('goes by the threshold of the template', async () => {
    const { output } = await lexWith(1).handle(
      serviceCall('RecognizeText', request({ text: 'Has my big order arrived?' })),
    );

    expect(output).toMatchObject({
      interpretations: [{ intent: { name: 'FallbackIntent' } }, { intent: { name: 'OrderStatus' } }, {}],
    });
  });

  test('needs the right on the alias and no other', async () => {
    const call = serviceCall('RecognizeText', request());
    await lex.handle(call);

    expect(call.asked).toEqual([`lex:RecognizeText ${aliasArn}`]);
    await expect(recognize({}, ['lex:RecognizeText'])).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  test.each([
    ['another bot', { botId: 'ZZZZZZZZZZ' }],
    ['another alias', { botAliasId: 'TSTALIASID' }],
    ['a locale the bot lacks', { localeId: 'fr_FR' }],
    ['a locale the alias has not enabled', { localeId: 'de_DE' }],
  ])('does not find %s', async (_, changes) => {
    await expect(recognize(changes)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
  });

  test.each([
    ['an empty text', { text: '' }],
    ['a text of 1,025 UTF-16 units', { text: `${'😀'.repeat(512)}a` }],
    ['a session id with a blank', { sessionId: 'a b' }],
    ['a session id of one character', { sessionId: 'a' }],
    ['a session id of 101 characters', { sessionId: 'a'.repeat(101) }],
    ['a malformed bot id', { botId: 'short' }],
  ])('refuses %s', async (_, changes) => {
    await expect(recognize(changes)).rejects.toMatchObject({ code: 'ValidationException', status: 400 });
  });

  test('takes a text of exactly 1,024 UTF-16 units', async () => {
    await expect(recognize({ text: '😀'.repeat(512) })).resolves.toBeDefined();
  });

  test('refuses a second call while the first of the same session is running', async () => {
    const outcomes = await Promise.allSettled([recognize(), recognize(), recognize({ sessionId: 't:2' })]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'ConflictException', status: 409 } });
    await expect(recognize()).resolves.toBeDefined();
  });

  test('gives the session and request attributes back', async () => {
    const { output } = await recognize({
      requestAttributes: { channel: 'email' },
      sessionState: { sessionAttributes: { step: '1' } },
    });

    expect(output).toMatchObject({
      requestAttributes: { channel: 'email' },
      sessionState: { sessionAttributes: { step: '1' } },
    });
  });

  test('asks elsewhere instead when told to, and says so', async () => {
    const elsewhere = createLex({
      bot: parseLexBot({ BotLocales: [locale('en_US')] }),
      botId: 'ABCDEFGHIJ',
      aliasId: 'KLMNOPQRST',
      aliasArn,
      enabledLocales: ['en_US'],
      askElsewhere: async () => [{ name: 'Refund', score: 0.91 }],
    });

    expect(await elsewhere.handle(serviceCall('RecognizeText', request()))).toMatchObject({
      output: { interpretations: [{ intent: { name: 'Refund' }, nluConfidence: { score: 0.91 } }, {}] },
      engine: 'aws',
    });
  });
});

test('a bot without a fallback intent does not build', () => {
  const { Intents, ...rest } = locale('en_US');
  const bot = parseLexBot({ BotLocales: [{ ...rest, Intents: Intents.slice(0, 2) }] });

  expect(() =>
    createLex({ bot, botId: 'ABCDEFGHIJ', aliasId: 'KLMNOPQRST', aliasArn, enabledLocales: ['en_US'] }),
  ).toThrow('Lex builds no locale without a fallback intent: en_US.');
});
