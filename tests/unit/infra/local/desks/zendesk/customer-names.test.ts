import { expect, test } from 'vitest';
import { customerNameFor } from '../../../../../../infra/local/desks/zendesk/customer-names.ts';

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

test('two customers who write the same are not always of one name', () => {
  expect(customerNameFor('customer-of-2', 'Hola')).not.toBe(customerNameFor(id, 'Hola'));
});
