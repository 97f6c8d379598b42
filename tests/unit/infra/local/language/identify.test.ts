import { describe, expect, test } from 'vitest';
import { loadIdentify } from '../../../../../infra/local/language/identify.ts';

const identify = await loadIdentify();
const confident = 0.8;

test('the first text does not wait for anything to be loaded', async () => {
  // Prepare
  let hasWaited = false;
  setImmediate(() => {
    hasWaited = true;
  });

  // Act
  await identify('Where is my order?');

  // Assess
  expect(hasWaited).toBe(false);
});

describe('a helpdesk sentence', () => {
  test.each([
    ['en', 'Where is my order?'],
    ['en', 'I forgot my password.'],
    ['es', 'Hola, ¿dónde está mi pedido #10023456?'],
    ['es', 'No puedo entrar en mi cuenta.'],
    ['fr', "Ma commande n'est toujours pas arrivée."],
    ['de', 'Ich warte schon seit drei Wochen.'],
    ['it', 'Non riesco ad accedere al mio account.'],
    ['pt', 'O meu pedido ainda não chegou.'],
    ['nl', 'Ik kan niet inloggen op mijn account.'],
    ['pl', 'Moja paczka jeszcze nie dotarła.'],
    ['ja', '注文がまだ届きません。'],
    ['tr', 'Siparişim hâlâ gelmedi.'],
    ['ar', 'لم يصل طلبي بعد، أين هو؟'],
    ['ko', '주문한 상품이 아직 도착하지 않았습니다.'],
    ['ru', 'Мой заказ до сих пор не доставлен, верните деньги.'],
    ['zh', '我的订单在哪里？'],
    ['zh-TW', '我的訂單在哪裡？'],
  ])('is recognised with confidence as %s: %s', async (code, text) => {
    const [best] = await identify(text);

    expect(best?.code).toBe(code);
    expect(best?.score).toBeGreaterThanOrEqual(confident);
  });
});

describe('a text that says little', () => {
  test.each(['hi', 'ok', 'no', 'Ana', 'Merci', 'asdf qwer'])(
    'is not recognised with confidence: %s',
    async (text) => {
      expect((await identify(text))[0]?.score).toBeLessThan(confident);
    },
  );

  test.each(['', '12345', '😀', '#4711 / 2026-01-09', 'ana@example.com https://example.com/es/pedido'])(
    'without a word of any language has the lowest score: %j',
    async (text) => {
      expect(await identify(text)).toEqual([{ code: 'en', score: 0.1 }]);
    },
  );
});

test('scores come best first and lie between 0 and 1', async () => {
  for (const text of ['Bestelling', 'Pedido 10023456', 'Не могу войти', 'Hallo Ana']) {
    const scores = (await identify(text)).map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  }
});
