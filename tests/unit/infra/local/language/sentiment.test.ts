import { describe, expect, test } from 'vitest';
import { createPhrasebookEngine } from '../../../../../infra/local/engines/phrasebook/engine.ts';
import type { ComprehendLanguage } from '../../../../../infra/local/language/codes.ts';
import { readSentiment } from '../../../../../infra/local/language/sentiment.ts';

const sentences: readonly (readonly [string, ComprehendLanguage, string])[] = [
  ['NEGATIVE', 'en', 'Your service is terrible.'],
  ['NEGATIVE', 'en', 'This is completely unacceptable, I have been waiting for three weeks!'],
  ['NEGATIVE', 'en', 'I am not happy with this at all.'],
  ['NEGATIVE', 'en', 'The app keeps crashing and nobody answers.'],
  ['NEGATIVE', 'en', 'I will never order from you again.'],
  ['POSITIVE', 'en', 'Thank you very much, everything works perfectly now.'],
  ['POSITIVE', 'en', 'Great service, I am very happy.'],
  ['POSITIVE', 'en', 'Not bad at all!'],
  ['NEUTRAL', 'en', 'Where is my order?'],
  ['NEUTRAL', 'en', 'I would like to change my delivery address.'],
  ['NEUTRAL', 'en', 'Good morning, what are your opening hours? Thanks in advance.'],
  ['MIXED', 'en', 'The support was great, but the product is terrible.'],
  ['NEGATIVE', 'es', 'Su servicio es pésimo.'],
  ['NEGATIVE', 'es', 'Estoy muy decepcionada, el producto llegó roto.'],
  ['POSITIVE', 'es', 'Muchas gracias, ahora todo funciona perfectamente.'],
  ['NEUTRAL', 'es', '¿Cuándo llegará mi pedido?'],
  ['NEUTRAL', 'es', 'Buenos días, necesito una factura.'],
  ['NEGATIVE', 'fr', 'Votre service est lamentable.'],
  ['NEGATIVE', 'fr', 'Je suis très déçue, le colis est arrivé cassé.'],
  ['NEGATIVE', 'fr', "Je ne suis pas content de l'article."],
  ['POSITIVE', 'fr', 'Merci beaucoup pour votre aide rapide !'],
  ['NEUTRAL', 'fr', "Merci de m'envoyer la facture."],
  ['NEUTRAL', 'fr', 'Quels sont vos horaires d’ouverture ?'],
  ['NEGATIVE', 'de', 'Ihr Service ist eine Katastrophe!'],
  ['NEGATIVE', 'de', 'Ich bin sehr enttäuscht.'],
  ['NEGATIVE', 'de', 'Das ist nicht gut.'],
  ['POSITIVE', 'de', 'Vielen Dank für die schnelle Hilfe!'],
  ['POSITIVE', 'de', 'Ihr Service ist ausgezeichnet.'],
  ['NEUTRAL', 'de', 'Wann kommt meine Bestellung an?'],
  ['NEUTRAL', 'de', 'Mit freundlichen Grüßen'],
  ['NEGATIVE', 'it', 'Il vostro servizio è pessimo.'],
  ['NEGATIVE', 'it', 'Sono molto delusa.'],
  ['POSITIVE', 'it', 'Grazie mille, servizio eccellente.'],
  ['NEUTRAL', 'it', 'Quando arriverà il mio ordine?'],
  ['NEGATIVE', 'pt', 'O atendimento de vocês é péssimo.'],
  ['NEGATIVE', 'pt', 'Fui cobrado duas vezes e ninguém responde.'],
  ['POSITIVE', 'pt', 'Adorei, excelente atendimento!'],
  ['NEUTRAL', 'pt', 'Bom dia, quanto custa o frete?'],
  ['NEGATIVE', 'ja', '対応が最悪です。'],
  ['NEGATIVE', 'ja', '商品が破損した状態で届きました。'],
  ['POSITIVE', 'ja', '迅速に対応していただき、ありがとうございました。'],
  ['NEUTRAL', 'ja', '営業時間を教えてください。'],
  ['NEGATIVE', 'ar', 'خدمتكم سيئة للغاية.'],
  ['NEGATIVE', 'ar', 'هذا غير مقبول.'],
  ['POSITIVE', 'ar', 'شكرًا جزيلًا، خدمتكم ممتازة.'],
  ['NEUTRAL', 'ar', 'أين طلبي؟'],
  ['NEGATIVE', 'hi', 'आपकी सेवा बहुत खराब है।'],
  ['POSITIVE', 'hi', 'बहुत बढ़िया, धन्यवाद।'],
  ['NEUTRAL', 'hi', 'मेरा ऑर्डर कब आएगा?'],
  ['NEGATIVE', 'ko', '정말 실망했습니다. 서비스가 최악이에요.'],
  ['POSITIVE', 'ko', '아주 만족합니다. 감사합니다.'],
  ['NEUTRAL', 'ko', '영업시간이 어떻게 되나요?'],
  ['NEGATIVE', 'zh', '你们的服务太差了，我非常失望。'],
  ['POSITIVE', 'zh', '非常好，谢谢你们。'],
  ['NEUTRAL', 'zh', '我的订单在哪里？'],
  ['NEGATIVE', 'zh-TW', '你們的服務太差了，我非常失望。'],
  ['POSITIVE', 'zh-TW', '非常好，謝謝你們。'],
  ['NEUTRAL', 'zh-TW', '我的訂單在哪裡？'],
];

describe('a customer’s sentence', () => {
  test.each(sentences)('is %s (%s): %s', (label, language, text) => {
    expect(readSentiment(text, language).label).toBe(label);
  });
});

describe('a language that Comprehend does not read', () => {
  const phrasebook = createPhrasebookEngine();
  test.each([
    ['NEGATIVE', 'nl', 'Uw service is vreselijk. Ik ben erg teleurgesteld.'],
    ['POSITIVE', 'nl', 'Nu werkt alles perfect. Hartelijk dank!'],
    ['NEUTRAL', 'nl', 'Wat zijn uw openingstijden?'],
    ['NEGATIVE', 'pl', 'To jest niedopuszczalne.'],
    ['POSITIVE', 'pl', 'Bardzo dziękuję za szybką pomoc.'],
    ['NEUTRAL', 'pl', 'Kiedy dotrze moje zamówienie?'],
    ['NEGATIVE', 'tr', 'Hizmetiniz berbat. Çok kızgınım.'],
    ['POSITIVE', 'tr', 'Aldığım üründen çok memnunum.'],
    ['NEUTRAL', 'tr', 'Çalışma saatleriniz nedir?'],
  ])('is read in English translation: %s (%s): %s', async (label, source, text) => {
    const translated = await phrasebook.translate({ text, source, target: 'en' });

    expect(readSentiment(translated?.text ?? '', 'en').label).toBe(label);
  });
});

test('the four scores add up to 1 and the label is the highest', () => {
  for (const [, language, text] of sentences) {
    const { label, scores } = readSentiment(text, language);
    const { positive, negative, neutral, mixed } = scores;
    expect(positive + negative + neutral + mixed).toBeCloseTo(1, 10);
    const highest = Object.entries(scores).sort(([, one], [, other]) => other - one)[0]?.[0];
    expect(highest?.toUpperCase()).toBe(label);
  }
});

test('"very" makes a word weigh more', () => {
  const plain = readSentiment('I am happy.', 'en').scores.positive;

  expect(readSentiment('I am extremely happy.', 'en').scores.positive).toBeGreaterThan(plain);
});

test('a text without words is neutral', () => {
  expect(readSentiment('12345 😀', 'en')).toEqual({
    label: 'NEUTRAL',
    scores: { positive: 0, negative: 0, neutral: 1, mixed: 0 },
  });
});
