import { describe, expect, it } from 'vitest';
import { conversationOf, customerOf } from '../../../../../../../infra/local/page/web/customer/chosen.ts';

const personas = [
  { userId: '71', name: 'Lucía Moreno', language: 'es', suggestions: [] },
  { userId: '72', name: 'Giulia Conti', language: 'it', suggestions: [] },
];

describe('the customer of a ticket', () => {
  it.each([
    ['chat, of which only the ticket is known', true, 'chat', null, '1006'],
    ['e-mail, in its conversation', false, 'email', '1006', null],
  ] as const)('is its requester, by %s', (_, isChat, channel, conversation, ticket) => {
    expect(
      customerOf({ id: '1006', requester: { id: '72', name: 'Giulia Conti' }, isChat }, personas),
    ).toEqual({ userId: '72', channel, conversation, ticket });
  });

  it('is nobody, where its requester is not one whom one can speak as', () => {
    expect(
      customerOf({ id: '1006', requester: { id: '9', name: 'Ana Cliente' }, isChat: false }, personas),
    ).toBeNull();
  });
});

describe('the conversation that was chosen', () => {
  const chats = [
    { id: 'chat-a', ticket: '1005' },
    { id: 'chat-b', ticket: '1006' },
    { id: 'chat-c', ticket: null },
  ];

  it.each([
    ['is the one that was named', { conversation: 'chat-a', ticket: '1006' }, 'chat-a'],
    ['is that of the ticket, where only this is known', { conversation: null, ticket: '1006' }, 'chat-b'],
    ['is a new one, as long as that of the ticket is not read', { conversation: null, ticket: '1007' }, null],
    ['is a new one, where no ticket is named either', { conversation: null, ticket: null }, null],
  ])('%s', (_, chosen, conversation) => {
    expect(conversationOf(chosen, chats)).toBe(conversation);
  });
});
