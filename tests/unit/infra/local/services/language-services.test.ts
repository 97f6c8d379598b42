import { expect, test } from 'vitest';
import { createLanguageServices } from '../../../../../infra/local/services/language-services.ts';
import { parseLexBot } from '../../../../../infra/local/services/lex.ts';
import { serviceCall } from '../../../../support/service-call.ts';

const lexBot = {
  bot: parseLexBot({
    BotLocales: [
      {
        LocaleId: 'en_US',
        NluConfidenceThreshold: 0.4,
        Intents: [
          { Name: 'Refund', SampleUtterances: [{ Utterance: 'I want a refund' }] },
          { Name: 'FallbackIntent', ParentIntentSignature: 'AMAZON.FallbackIntent' },
        ],
      },
    ],
  }),
  botId: 'ABCDEFGHIJ',
  aliasId: 'KLMNOPQRST',
  aliasArn: 'arn:aws:lex:eu-central-1:123456789012:bot-alias/ABCDEFGHIJ/KLMNOPQRST',
  enabledLocales: ['en_US'],
};
const translateText = (text: string, source: string) =>
  serviceCall('TranslateText', { Text: text, SourceLanguageCode: source, TargetLanguageCode: 'en' });

test('the phrasebook answers for its languages and pseudo for all others', async () => {
  const { translate, stop } = await createLanguageServices({ engine: 'phrasebook', lexBot });

  expect(await translate.handle(translateText('Gracias.', 'auto'))).toMatchObject({
    output: { TranslatedText: 'Thank you.', SourceLanguageCode: 'es' },
    engine: 'phrasebook',
  });
  expect(await translate.handle(translateText('감사합니다.', 'ko'))).toMatchObject({
    output: { TranslatedText: '⟦en:감사합니다.⟧' },
    engine: 'pseudo',
  });
  await stop();
});

test('pseudo translates everything when it is chosen', async () => {
  const { translate } = await createLanguageServices({ engine: 'pseudo', lexBot });

  expect(await translate.handle(translateText('Gracias.', 'es'))).toMatchObject({
    output: { TranslatedText: '⟦en:Gracias.⟧' },
    engine: 'pseudo',
  });
});

test('the three services carry the names that faults and journal use', async () => {
  const services = await createLanguageServices({ engine: 'pseudo', lexBot });

  expect([services.translate.name, services.comprehend.name, services.lex.name]).toEqual([
    'translate',
    'comprehend',
    'lex',
  ]);
});
