import { expect, test } from 'vitest';
import { addressOf, hashOf, titleOf } from '../../../../../../../infra/local/page/web/layout/address.ts';

test.each([
  ['#conversation', { view: 'conversation', pane: 'customer', ticket: null }],
  ['#moments?ticket=12', { view: 'moments', pane: 'customer', ticket: '12' }],
  ['#conversation?ticket=12&pane=way', { view: 'conversation', pane: 'way', ticket: '12' }],
] as const)('the address %s says where one is', (hash, address) => {
  expect(addressOf(hash)).toEqual(address);
  expect(hashOf(address)).toBe(hash);
});

test.each(['', '#nowhere?pane=cellar&ticket=../users'])(
  'an address that says nothing known, “%s”, is the beginning',
  (hash) => {
    expect(addressOf(hash)).toEqual({ view: 'conversation', pane: 'customer', ticket: null });
  },
);

test.each([
  ['the conversation, where the newest ticket is followed', '#conversation', 'Conversation · Dragoman demo'],
  ['a ticket that was opened', '#conversation?ticket=12&pane=way', 'Ticket 12 · Dragoman demo'],
  ['the moments, whatever ticket is open beside them', '#moments?ticket=12', 'Moments · Dragoman demo'],
])('the title names %s', (_, hash, title) => {
  expect(titleOf(addressOf(hash))).toBe(title);
});
