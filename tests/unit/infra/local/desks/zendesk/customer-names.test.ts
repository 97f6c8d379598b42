import { expect, test } from 'vitest';
import { storyFor } from '../../../../../../infra/local/demo/story.ts';
import {
  customerNameFor,
  languageGuess,
} from '../../../../../../infra/local/desks/zendesk/customer-names.ts';

const id = 'customer-of-1';

test.each([
  ['How can I change the delivery address of my order?', 'Owen Clarke'],
  ['Hola, ¿dónde está mi pedido #10023456?', 'Diego Campos'],
  ['Ihr Service ist eine Katastrophe! Ich warte seit 21 Tagen.', 'Felix Brandt'],
  ['Otrzymałem uszkodzony produkt. Nie działa, proszę o pomoc.', 'Piotr Wrona'],
  ['注文をキャンセルしたいです。', '伊藤 蓮'],
  ['أين طلبي؟', 'يوسف حسن'],
  ['👍🏽🎉', 'Owen Clarke'],
])('the writer of "%s" is %s', (text, name) => {
  expect(customerNameFor(id, text)).toBe(name);
});

test('each customer of the story has a name of their language', () => {
  const told = storyFor({ connector: 'zendesk' }).filter(
    ({ line, expected }) => (line.from ?? 'customer') === 'customer' && expected.language !== null,
  );

  expect(told.length).toBeGreaterThan(10);
  expect(told.map(({ line }) => languageGuess(line.text))).toEqual(
    told.map(({ expected }) => expected.language),
  );
});

test('two customers who write the same are not always of one name', () => {
  expect(customerNameFor('customer-of-2', 'Hola')).not.toBe(customerNameFor(id, 'Hola'));
});
