import { describe, expect, it } from 'vitest';
import { customerOf } from '../../../../../../../infra/local/page/web/customer/chosen.ts';

const personas = [
  { userId: '71', name: 'Lucía Moreno', language: 'es', suggestions: [] },
  { userId: '72', name: 'Giulia Conti', language: 'it', suggestions: [] },
];

describe('the customer of a ticket', () => {
  it.each([
    ['a chat, of which the ticket does not name the conversation', true, 'chat', null],
    ['an e-mail, in its conversation', false, 'email', '1006'],
  ] as const)('is its requester, by %s', (_, isChat, channel, conversation) => {
    expect(
      customerOf({ id: '1006', requester: { id: '72', name: 'Giulia Conti' }, isChat }, personas),
    ).toEqual({ userId: '72', channel, conversation });
  });

  it('is nobody, where its requester is not one whom one can speak as', () => {
    expect(
      customerOf({ id: '1006', requester: { id: '9', name: 'Ana Cliente' }, isChat: false }, personas),
    ).toBeNull();
  });
});
