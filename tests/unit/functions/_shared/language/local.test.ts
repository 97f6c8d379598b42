import { describe, expect, it } from 'vitest';
import { readLocally } from '../../../../../functions/_shared/language/local.ts';
import mixed from '../../../../fixtures/language/mixed.json' with { type: 'json' };
import sentences from '../../../../fixtures/language/sentences.json' with { type: 'json' };
import undecidable from '../../../../fixtures/language/undecidable.json' with { type: 'json' };

const all = Object.entries(sentences).flatMap(([code, texts]) => texts.map((text) => ({ code, text })));

/** Close relatives, or too rare among customers: the service tells them better. */
const leftToTheService = 'gl ca af nn hr bs sr-Latn sl et lv lt id ms fil sw be kk mn ps bn'.split(' ');

describe('A local reading', () => {
  it('makes no error on sentences of 55 languages, close relatives among them', () => {
    const wrong = all
      .map(({ code, text }) => ({ code, text, reading: readLocally(text) }))
      .filter(
        ({ code, reading }) =>
          reading.kind === 'mixed' || (reading.kind === 'certain' && reading.code !== code),
      );

    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(Object.keys(sentences)).toHaveLength(55);
    expect(wrong).toEqual([]);
  });

  it.each(leftToTheService)('leaves %s to the service', (code) => {
    const texts = all.filter((sentence) => sentence.code === code).map(({ text }) => text);

    expect(texts.length).toBeGreaterThan(1);
    expect(texts.map((text) => readLocally(text).kind)).toEqual(texts.map(() => 'unsure'));
  });

  it('is certain of most messages of several sentences in the languages that customers write most', () => {
    const often = [
      'en',
      'es',
      'fr',
      'de',
      'it',
      'pt',
      'nl',
      'pl',
      'sv',
      'tr',
      'ru',
      'uk',
      'ar',
      'hi',
      'ja',
      'ko',
      'zh-Hans',
      'zh-Hant',
    ];
    const messages = Object.entries(sentences)
      .filter(([code]) => often.includes(code))
      .map(([code, texts]) => ({ code, text: texts.slice(0, 3).join(' ') }));

    const certain = messages.filter(({ text }) => readLocally(text).kind === 'certain');

    expect(messages).toHaveLength(18);
    expect(certain.map(({ code }) => code)).toEqual(messages.map(({ code }) => code));
  });

  it.each(Object.entries(undecidable))('is never certain of %s', (_, texts) => {
    const certain = texts.filter((text) => readLocally(text).kind !== 'unsure');

    expect(texts.length).toBeGreaterThan(2);
    expect(certain).toEqual([]);
  });

  it.each(mixed)('of $what is $expected', ({ text, expected }) => {
    const reading = readLocally(text);

    expect(reading.kind).toBe(expected.kind);
    if (reading.kind === 'certain') expect(reading.code).toBe(expected.code);
    if (reading.kind === 'mixed') expect(reading.parts.map(({ code }) => code)).toEqual(expected.codes);
  });

  it('says how much of a mixed text each language has, the larger first', () => {
    expect(
      readLocally(
        '안녕하세요, 주문한 상품이 아직 도착하지 않았습니다. I have been waiting for it since last week.',
      ),
    ).toEqual({
      kind: 'mixed',
      parts: [
        { code: 'ko', share: 0.56 },
        { code: 'en', share: 0.44 },
      ],
    });
  });

  it('leaves a small third part out of what is mixed', () => {
    const text = `${sentences.en[0]} ${sentences.es[0]} 안녕하세요 여러분`;

    expect(readLocally(text)).toEqual({
      kind: 'mixed',
      parts: [
        { code: 'es', share: 0.44 },
        { code: 'en', share: 0.42 },
      ],
    });
  });

  it('is certain of a script beside a smaller part that is certain too', () => {
    const korean =
      '안녕하세요, 주문한 상품이 아직 도착하지 않았습니다. 언제 배송되는지 알려 주시면 감사하겠습니다.';

    expect(readLocally(`${korean} It has not arrived yet.`)).toEqual({ kind: 'certain', code: 'ko' });
  });

  it('counts letters, not words: one long word of a script is as much as several short ones', () => {
    expect(readLocally('Πουείναιηπαραγγελίαμουπαρακαλώ a b c d e f g h')).toEqual({
      kind: 'certain',
      code: 'el',
    });
  });

  it.each([
    ['ありがとうございます', 'ja'],
    ['注文した商品が届きません', 'ja'],
    ['iPhone 15を買いましたが動きません', 'ja'],
    ['주문한 상품이 안 왔어요', 'ko'],
    ['สวัสดีครับ', 'th'],
    ['שלום, איפה ההזמנה שלי', 'he'],
    ['Πού είναι η παραγγελία μου', 'el'],
    ['სად არის ჩემი შეკვეთა', 'ka'],
    ['Որտե՞ղ է իմ պատվերը', 'hy'],
    ['என் ஆர்டர் எங்கே', 'ta'],
    ['నా ఆర్డర్ ఎక్కడ', 'te'],
    ['ನನ್ನ ಆರ್ಡರ್ ಎಲ್ಲಿದೆ', 'kn'],
    ['എന്റെ ഓർഡർ എവിടെ', 'ml'],
    ['મારો ઓર્ડર ક્યાં છે', 'gu'],
    ['ਮੇਰਾ ਆਰਡਰ ਕਿੱਥੇ ਹੈ', 'pa'],
    ['මගේ ඇණවුම කොහෙද', 'si'],
    ['我的订单在哪里，请问什么时候发货', 'zh-Hans'],
    ['請問我的訂單什麼時候會出貨', 'zh-Hant'],
  ])('knows the script of %s: %s', (text, code) => {
    expect(readLocally(text)).toEqual({ kind: 'certain', code });
  });

  it.each([
    ['Chinese of which the characters do not tell which', '我的商品在哪里'],
    ['Chinese in both ways of writing', '我的订单在哪里，請問什麼時候會送到'],
    ['Cantonese', '我張訂單喺邊度，點解仲未到嘅'],
    ['Japanese with too few kana to tell', '東京都千代田区丸の内一丁目山田太郎様御依頼分配送伝票番号確認'],
    ['Yiddish, in Hebrew letters', 'װוּ איז מײַן באַשטעלונג'],
    [
      'a foreign word in an English sentence',
      'My friend says ありがとう every day of the week, thanks'.slice(0, 24),
    ],
    ['nothing but digits and emoji', '12345 👍'],
  ])('is not certain of %s', (_, text) => {
    expect(readLocally(text)).toEqual({ kind: 'unsure' });
  });

  it.each([
    [
      'an address of the web',
      'http://mijn.jouw.hebben.zijn/wij https://mijn.jouw.hebben/wij www.mijn.jouw.hebben',
    ],
    ['an e-mail address', 'mijn-jouw@hebben-wij.example'],
    ['a mention', '@mijn-jouw-hebben-wij'],
    ['a hashtag', '#mijn-jouw-hebben-wij'],
    ['a number with words around it', 'mijn-jouw-7-hebben-wij'],
    ['a placeholder', '{{mijn.jouw hebben.wij}}'],
  ])('does not mind %s in another language', (_, noise) => {
    expect(readLocally('the with you which')).toEqual({ kind: 'certain', code: 'en' });
    expect(readLocally('the with you which mijn jouw hebben wij').kind).toBe('unsure');
    expect(readLocally(`the with ${noise} you which`)).toEqual({ kind: 'certain', code: 'en' });
  });

  it('takes what stands on both sides of an order number for two words', () => {
    expect(readLocally('the 100 with 200 you 300 which')).toEqual({ kind: 'certain', code: 'en' });
  });

  it.each([
    ['a straight apostrophe', "j'achète d'autres qu'hier c'était s'ouvre"],
    ['a curly apostrophe', 'j’achète d’autres qu’hier c’était s’ouvre'],
  ])('reads an elision with %s', (_, text) => {
    expect(readLocally(text)).toEqual({ kind: 'certain', code: 'fr' });
  });

  it('reads capitals as it reads small letters, the Turkish dotted İ too', () => {
    expect(readLocally('İÇİN DEĞİL BENİM SİZİN')).toEqual({ kind: 'certain', code: 'tr' });
  });

  it('is not certain of a script of which it knows nothing', () => {
    expect(readLocally('የእኔ ትዕዛዝ የት አለ')).toEqual({ kind: 'unsure' });
  });

  it('reads letters however they are composed, and apostrophes of both kinds', () => {
    const text = "Bonjour, j'ai déjà reçu l’autre colis mais pas celui-là, où est-il ?";

    expect(readLocally(text.normalize('NFD'))).toEqual({ kind: 'certain', code: 'fr' });
    expect(readLocally('İyi günler, SİPARİŞİM İÇİN NE ZAMAN bir cevap var mı?')).toEqual({
      kind: 'certain',
      code: 'tr',
    });
  });
});
