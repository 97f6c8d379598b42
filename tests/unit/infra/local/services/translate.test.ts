import { describe, expect, test } from 'vitest';
import { createPseudoEngine } from '../../../../../infra/local/engines/pseudo.ts';
import type { Terminology } from '../../../../../infra/local/language/terminology.ts';
import type { TranslateEngine } from '../../../../../infra/local/ports.ts';
import { createTranslate } from '../../../../../infra/local/services/translate.ts';
import { serviceCall } from '../../../../support/service-call.ts';

const spanishOnly: TranslateEngine = {
  name: 'one-pair',
  translate: async ({ source, target }) =>
    source === 'es' && target === 'en' ? { text: 'Hello', engine: 'one-pair' } : null,
  stop: async () => {},
};

function translate(
  input: Record<string, unknown>,
  options: {
    guesses?: { code: string; score: number }[];
    terminologies?: Map<string, Terminology>;
    denied?: string[];
    engines?: TranslateEngine[];
  } = {},
) {
  const service = createTranslate({
    engines: options.engines ?? [spanishOnly, createPseudoEngine()],
    identify: async () => options.guesses ?? [{ code: 'es', score: 0.98 }],
    ...(options.terminologies ? { terminologies: options.terminologies } : {}),
  });
  const call = serviceCall('TranslateText', input, options.denied);
  return { answer: service.handle(call), call };
}

const arnOf = (name: string) => `arn:aws:translate:eu-west-1:000000000000:terminology/${name}/LATEST`;
const terminologies = new Map<string, Terminology>([
  ['brand', { arn: arnOf('brand'), languages: ['de', 'en'], terms: [['Kasse', 'Checkout']] }],
  [
    'gifts',
    {
      arn: arnOf('gifts'),
      languages: ['en', 'fr', 'ja'],
      terms: [
        ['gift', 'cadeau', 'ギフト'],
        ['gift card', 'carte-cadeau', ''],
      ],
    },
  ],
]);

const request = (changes: Record<string, unknown> = {}) => ({
  Text: 'Hola',
  SourceLanguageCode: 'es',
  TargetLanguageCode: 'en',
  ...changes,
});

describe('TranslateText', () => {
  test('asks the first engine that knows the pair, and says which one it was', async () => {
    const known = await translate(request()).answer;
    const unknown = await translate(request({ TargetLanguageCode: 'ko' })).answer;

    expect(known).toEqual({
      output: { TranslatedText: 'Hello', SourceLanguageCode: 'es', TargetLanguageCode: 'en' },
      engine: 'one-pair',
      billedCharacters: 4,
    });
    expect(unknown).toMatchObject({ output: { TranslatedText: '⟦ko:Hola⟧' }, engine: 'pseudo' });
  });

  test('needs only the right to translate when the source is named', async () => {
    const { answer, call } = translate(request());
    await answer;

    expect(call.asked).toEqual(['translate:TranslateText *']);
  });

  test('is refused without the right to translate', async () => {
    await expect(translate(request(), { denied: ['translate:TranslateText'] }).answer).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  test('detects the language with the caller’s own right to Comprehend when the source is "auto"', async () => {
    const { answer, call } = translate(request({ SourceLanguageCode: 'auto' }));

    expect(await answer).toMatchObject({ output: { TranslatedText: 'Hello', SourceLanguageCode: 'es' } });
    expect(call.asked).toEqual(['translate:TranslateText *', 'comprehend:DetectDominantLanguage *']);
    await expect(
      translate(request({ SourceLanguageCode: 'auto' }), { denied: ['comprehend:DetectDominantLanguage'] })
        .answer,
    ).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  test('does not trust an unsure detection and names its guess', async () => {
    await expect(
      translate(request({ SourceLanguageCode: 'auto' }), { guesses: [{ code: 'pt', score: 0.3 }] }).answer,
    ).rejects.toMatchObject({
      code: 'DetectedLanguageLowConfidenceException',
      status: 400,
      members: { DetectedLanguageCode: 'pt' },
    });
  });

  test('refuses a detected language that Comprehend knows and Translate does not', async () => {
    await expect(
      translate(request({ SourceLanguageCode: 'auto' }), { guesses: [{ code: 'eu', score: 0.99 }] }).answer,
    ).rejects.toMatchObject({
      code: 'UnsupportedLanguagePairException',
      members: { SourceLanguageCode: 'eu', TargetLanguageCode: 'en' },
    });
  });

  test('returns the text unchanged and unbilled when source and target are the same', async () => {
    expect(await translate(request({ TargetLanguageCode: 'es' })).answer).toEqual({
      output: { TranslatedText: 'Hola', SourceLanguageCode: 'es', TargetLanguageCode: 'es' },
      billedCharacters: 0,
    });
  });

  test('bills every character of the text, markup too, and an emoji as one', async () => {
    const answer = await translate(request({ Text: '<b>Sí</b> 😀' })).answer;

    expect(answer.billedCharacters).toBe(11);
  });

  test.each([
    ['xx', 'en'],
    ['es', 'xx'],
    ['es', 'zh-HK'],
    ['iw', 'en'],
  ])('does not know the pair %s to %s', async (source, target) => {
    await expect(
      translate(request({ SourceLanguageCode: source, TargetLanguageCode: target })).answer,
    ).rejects.toMatchObject({
      code: 'UnsupportedLanguagePairException',
      status: 400,
      members: { SourceLanguageCode: source, TargetLanguageCode: target },
    });
  });

  test('counts the limit of 10,000 in bytes, not characters', async () => {
    const fits = 'é'.repeat(5_000);

    await expect(translate(request({ Text: fits })).answer).resolves.toBeDefined();
    await expect(translate(request({ Text: `${fits}a` })).answer).rejects.toMatchObject({
      code: 'TextSizeLimitExceededException',
      status: 400,
    });
  });

  test.each([
    ['no text', { Text: undefined }, "Value at 'text' failed to satisfy constraint: Member must not be null"],
    [
      'an empty text',
      { Text: '' },
      "Value at 'text' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a long code',
      { SourceLanguageCode: 'spanish' },
      "Value at 'sourceLanguageCode' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
    [
      'an unknown formality',
      { Settings: { Formality: 'CASUAL' } },
      "Value at 'settings.Formality' failed to satisfy constraint: Member must satisfy enum value set: [FORMAL, INFORMAL]",
    ],
  ])('refuses %s with a ValidationException that does not repeat the value', async (_, changes, message) => {
    await expect(translate(request(changes)).answer).rejects.toMatchObject({
      code: 'ValidationException',
      status: 400,
      message: `1 validation error detected: ${message}`,
    });
  });

  test('applies settings where the pair supports them and drops the others in silence', async () => {
    const settings = { Formality: 'FORMAL', Profanity: 'MASK', Brevity: 'ON' };
    const toGerman = await translate(
      request({ SourceLanguageCode: 'en', TargetLanguageCode: 'de', Settings: settings }),
    ).answer;
    const toPortuguese = await translate(
      request({ SourceLanguageCode: 'en', TargetLanguageCode: 'pt', Settings: { Formality: 'FORMAL' } }),
    ).answer;

    expect(toGerman.output).toMatchObject({ AppliedSettings: settings });
    expect(toPortuguese.output).not.toHaveProperty('AppliedSettings');
  });

  test('puts the terms of a terminology in place of the engine’s words', async () => {
    const { answer, call } = translate(
      request({
        Text: 'Die Kasse klemmt, nicht der Kassenzettel',
        SourceLanguageCode: 'de',
        TerminologyNames: ['brand'],
      }),
      { terminologies },
    );

    expect((await answer).output).toMatchObject({
      TranslatedText: '⟦en:Die⟧ Checkout ⟦en:klemmt, nicht der Kassenzettel⟧',
      AppliedTerminologies: [{ Name: 'brand', Terms: [{ SourceText: 'Kasse', TargetText: 'Checkout' }] }],
    });
    expect(call.asked).toEqual([
      'translate:TranslateText *',
      'translate:TranslateText arn:aws:translate:eu-west-1:000000000000:terminology/brand/LATEST',
    ]);
  });

  test.each([
    ['the longest term first', 'en', 'fr', 'A gift card is no gift', ['carte-cadeau', 'cadeau']],
    ['in any direction', 'fr', 'en', 'Une carte-cadeau', ['gift card']],
    ['not in a language that the terminology lacks', 'en', 'de', 'A gift card', []],
    ['not inside a token', 'en', 'fr', 'A <span translate="no">gift</span>', []],
    ['not in another case', 'en', 'fr', 'A Gift', []],
    ['within a script that puts no spaces between words', 'ja', 'en', 'このギフトを返品したい', ['gift']],
  ])('applies a terminology %s', async (_, source, target, text, applied) => {
    const { answer } = translate(
      request({
        Text: text,
        SourceLanguageCode: source,
        TargetLanguageCode: target,
        TerminologyNames: ['gifts'],
      }),
      { terminologies },
    );

    expect((await answer).output).toMatchObject({
      AppliedTerminologies: [
        { Name: 'gifts', Terms: applied.map((term) => expect.objectContaining({ TargetText: term })) },
      ],
    });
  });

  test('masks swear words where it is asked to and can', async () => {
    const ask = (target: string, profanity: boolean) =>
      translate(
        request({
          Text: 'Verdammt, mein Paket!',
          SourceLanguageCode: 'de',
          TargetLanguageCode: target,
          ...(profanity ? { Settings: { Profanity: 'MASK' } } : {}),
        }),
      ).answer;

    expect((await ask('en', true)).output).toMatchObject({
      TranslatedText: '⟦en:?$#@$, mein Paket!⟧',
      AppliedSettings: { Profanity: 'MASK' },
    });
    expect((await ask('en', false)).output).toMatchObject({ TranslatedText: '⟦en:Verdammt, mein Paket!⟧' });
    expect((await ask('vi', true)).output).toMatchObject({ TranslatedText: '⟦vi:Verdammt, mein Paket!⟧' });
  });

  test('does not know a terminology that was never imported, and takes one at most', async () => {
    await expect(translate(request({ TerminologyNames: ['none'] })).answer).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      status: 404,
    });
    await expect(translate(request({ TerminologyNames: ['a', 'b'] })).answer).rejects.toMatchObject({
      code: 'InvalidRequestException',
    });
  });

  test('knows no other operation', async () => {
    const service = createTranslate({ engines: [], identify: async () => [] });

    await expect(service.handle(serviceCall('ListLanguages', {}))).rejects.toMatchObject({
      code: 'UnknownOperationException',
    });
  });
});
