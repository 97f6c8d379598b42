import { describe, expect, test } from 'vitest';
import { createPhrasebookEngine } from '../../../../../infra/local/engines/phrasebook/engine.ts';

const engine = createPhrasebookEngine();
async function translate(source: string, target: string, text: string): Promise<string | undefined> {
  return (await engine.translate({ text, source, target }))?.text;
}

describe('a sentence of the book is recognised', () => {
  test.each([
    ['without accents and punctuation', 'es', 'donde esta mi pedido', 'Where is my order'],
    ['in capitals', 'es', '¿DÓNDE ESTÁ MI PEDIDO?', 'Where is my order?'],
    ['with too many spaces', 'es', '¿Dónde   está mi  pedido ?', 'Where is my order?'],
    ['with other punctuation', 'es', 'Dónde está mi pedido!!!', 'Where is my order?'],
    ['with umlauts written out', 'de', 'Koennen Sie mir bitte helfen?', 'Can you help me, please?'],
    ['with the Turkish dotted capital', 'tr', 'SİPARİŞİM NEREDE?', 'Where is my order?'],
    [
      'with a word for "number" before the number',
      'de',
      'Wo ist meine Bestellung Nr. 4521?',
      'Where is my order 4521?',
    ],
    ['over a line break', 'es', 'Mi pedido 77 todavía\nno ha llegado.', 'My order 77 has\nnot arrived yet.'],
    ['after a greeting', 'es', 'Hola, ¿dónde está mi pedido?', 'Hello, where is my order?'],
    ['after a greeting without a comma', 'es', 'hola donde esta mi pedido', 'Hello, where is my order'],
    [
      'after a greeting on a line of its own',
      'de',
      'Guten Tag,\n\nwo ist meine Bestellung?',
      'Hello,\n\nWhere is my order?',
    ],
    ['with a name in it', 'fr', 'Je m’appelle Zoé Dubois-Martin.', 'My name is Zoé Dubois-Martin.'],
    [
      'after a greeting with a name',
      'es',
      'Hola, Ana: ¿dónde está mi pedido?',
      'Hello Ana: where is my order?',
    ],
    [
      'with a name, though not what goes on after it',
      'es',
      'Hola, Ana Ruiz, tu pedido sale hoy.',
      'Hello Ana Ruiz, ⟦en:tu pedido sale hoy.⟧',
    ],
    ['between quotation marks', 'fr', '« Où est mon colis ? »', '« Where is my order? »'],
    [
      'in a list',
      'en',
      '- Where is my order?\n- When will it arrive?',
      '- Wo ist meine Bestellung?\n- Wann kommt meine Bestellung an?',
    ],
  ])('%s', async (_, source, text, expected) => {
    expect(await translate(source, source === 'en' ? 'de' : 'en', text)).toBe(expected);
  });
});

describe('slots', () => {
  test.each([
    ['an order id with letters', 'Where is my order AB-10023456?', '¿Dónde está mi pedido AB-10023456?'],
    ['an order id with a hash', 'Where is my order #A-4521?', '¿Dónde está mi pedido #A-4521?'],
    ['a date', 'I ordered on 2026-01-09.', 'Hice el pedido el 2026-01-09.'],
    [
      'two amounts, the other way round in Japanese',
      'I was charged 49.90 € instead of 39.90 €.',
      'Me han cobrado 49.90 € en lugar de 39.90 €.',
    ],
    [
      'an e-mail address',
      'Please change my e-mail address to ana.p+1@example.com.',
      'Por favor, cambien mi correo electrónico a ana.p+1@example.com.',
    ],
    [
      'a URL',
      'Here is the link: https://example.com/a?b=1&c=2',
      'Esta es la página: https://example.com/a?b=1&c=2',
    ],
  ])('keep %s as it is', async (_, text, expected) => {
    expect(await translate('en', 'es', text)).toBe(expected);
  });

  test('change places with the grammar', async () => {
    expect(await translate('en', 'ja', 'I was charged $50 instead of $40.')).toBe(
      '$40ではなく$50請求されました。',
    );
  });

  test('are filled by elements that must not be touched, whatever is in them', async () => {
    expect(
      await translate('es', 'de', 'Mi pedido <span translate="no">Pedido Uno</span> todavía no ha llegado.'),
    ).toBe('Meine Bestellung <span translate="no">Pedido Uno</span> ist noch nicht angekommen.');
  });

  test('do not take what is of another kind', async () => {
    expect(await translate('en', 'es', 'I ordered on #4521.')).toBe('⟦es:I ordered on #4521.⟧');
  });
});

describe('the rest of a text', () => {
  test('is marked, and the engine says so', async () => {
    expect(
      await engine.translate({
        text: 'Wo ist meine Bestellung? Das Wetter ist schlecht.',
        source: 'de',
        target: 'en',
      }),
    ).toEqual({
      text: 'Where is my order? ⟦en:Das Wetter ist schlecht.⟧',
      engine: 'phrasebook+pseudo',
    });
  });

  test('is made by pseudo alone when the book has nothing of it', async () => {
    expect(await engine.translate({ text: 'Das Wetter ist schlecht.', source: 'de', target: 'en' })).toEqual({
      text: '⟦en:Das Wetter ist schlecht.⟧',
      engine: 'pseudo',
    });
  });

  test('stays when there is nothing to translate in it: numbers, addresses, emoji, the name under a letter', async () => {
    expect(
      await translate('fr', 'en', 'Merci 😀\n4521\nhttps://example.com/x\n\nCordialement\nÉlodie Petit'),
    ).toBe('Thank you 😀\n4521\nhttps://example.com/x\n\nKind regards\nÉlodie Petit');
  });

  test.each([
    ['a single capitalised word', 'es', 'Factura', '⟦en:Factura⟧'],
    ['a few letters of a script without capitals', 'ja', '住所を教えて', '⟦en:住所を教えて⟧'],
    [
      'a sentence after another one',
      'ja',
      '注文をキャンセルしたいです。住所を教えて',
      'I would like to cancel my order. ⟦en:住所を教えて⟧',
    ],
  ])('is no name because it is short: %s is marked', async (_, source, text, expected) => {
    expect(await translate(source, 'en', text)).toBe(expected);
  });

  test('is marked in a sentence that the target language lacks', async () => {
    expect(await translate('en', 'ar', 'Can you wrap it as a gift?')).toBe('⟦ar:Can you wrap it as a gift?⟧');
  });
});

describe('markup', () => {
  test('keeps its tags when it stands around sentences', async () => {
    expect(await translate('es', 'en', '<p>Hola.</p><ul><li>Mi pedido no ha llegado.</li></ul>')).toBe(
      '<p>Hello.</p><ul><li>My order has not arrived yet.</li></ul>',
    );
  });

  test('keeps its tags when it stands inside a sentence, well nested', async () => {
    expect(await translate('es', 'en', 'Mi <b>pedido</b> no ha <i>llegado</i>.')).toBe(
      '<b>My order has not arrived yet.</b><i></i>',
    );
  });
});

describe('languages', () => {
  test('with a region are written as the language', async () => {
    expect(await translate('es-MX', 'fr-CA', 'Gracias.')).toBe('Merci.');
  });

  test.each([
    ['ko', 'en'],
    ['en', 'ko'],
    ['es', 'es-MX'],
  ])('outside the book are left to others: %s to %s', async (source, target) => {
    expect(await engine.translate({ text: 'x', source, target })).toBeNull();
  });

  test('put sentences together in their own way', async () => {
    expect(await translate('en', 'ja', 'Hello. Where is my order 55? Thank you.')).toBe(
      'こんにちは。注文55はどこにありますか。ありがとうございます。',
    );
    expect(await translate('ja', 'en', 'こんにちは。注文55はどこにありますか。')).toBe(
      'Hello. Where is my order 55?',
    );
    expect(await translate('en', 'ar', 'Hello, where is my order 55?')).toBe('مرحبًا، أين طلبي 55؟');
  });
});
