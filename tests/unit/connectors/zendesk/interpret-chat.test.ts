import { describe, expect, it } from 'vitest';
import { interpret, zendeskAccount } from '../../../support/zendesk.ts';

/** The example of Zendesk's documentation, with made-up people. */
function messageAdded(change: (body: any) => void = () => {}) {
  const body = {
    account_id: 22129848,
    id: '01JQMQH83YNAKWSWJ8B1QH2NSC',
    subject: 'zen:ticket:141',
    time: '2026-01-09T08:21:07.394862948Z',
    type: 'zen:event-type:messaging_ticket.message_added',
    zendesk_event_version: '2022-11-06',
    detail: { id: '141' },
    event: {
      actor: { id: '8447388090494', name: 'Made Up', type: 'end_user' },
      conversation_id: '65f0000000000000000000aa',
      message: { id: '65f0000000000000000000bb', body: 'Hola, ¿dónde está mi pedido #10023456?' },
    },
  };
  change(body);
  return body;
}
const by = (type: string, id: string) =>
  messageAdded((body) => {
    body.event.actor = { id, name: 'Made Up', type };
  });
const nothing = { brands: [], groups: [], forms: [], channels: [], tags: [] };

describe('messaging_ticket.message_added', () => {
  it('the customer’s: a complete message that knows its chat, without a call to the helpdesk', () => {
    const meaning = interpret(messageAdded());

    expect(meaning).toMatchObject({
      kind: 'message',
      message: {
        ticket: '141',
        message: '65f0000000000000000000bb',
        occurredAt: '2026-01-09T08:21:07.394Z',
        ticketFacts: { channel: 'native_messaging', requester: '8447388090494', status: null },
        content: {
          author: { id: '8447388090494', role: 'requester' },
          text: 'Hola, ¿dónde está mi pedido #10023456?',
          channel: 'chat',
          conversation: '65f0000000000000000000aa',
          isFirst: false,
        },
      },
    });
  });

  it.each([
    ['a trigger', by('trigger', '-1'), 'automation'],
    ['the system', by('system', 'zd:answerBot'), 'automation'],
    ['the user that Dragoman writes as', by('agent', '8447388090001'), 'own-echo'],
    ['an actor of a kind that is not known', by('robot', '77'), 'automation'],
    [
      'a customer who sends a file without words',
      messageAdded((body) => (body.event.message.body = null)),
      'empty',
    ],
  ])('%s: skipped with a reason', (_who, body, reason) => {
    expect(interpret(body)).toMatchObject({ kind: 'skipped', reason, place: { ticket: '141' } });
  });

  it('an agent’s is public: at most a command that the customer has read', () => {
    expect(interpret(by('agent', '8447388090495'))).toMatchObject({
      kind: 'staff-comment',
      comment: { author: '8447388090495', isPublic: true, otherwise: 'agent-message' },
    });
  });

  it('a customer’s text that looks like a command is only text', () => {
    const body = messageAdded((message) => (message.event.message.body = '#translate Hola'));

    expect(interpret(body)).toMatchObject({
      kind: 'message',
      message: { content: { text: '#translate Hola' } },
    });
  });

  it.each([
    [
      'brands have agent languages of their own',
      { agentLanguages: { default: 'en', brands: { '7': 'de' } } },
    ],
    [
      'groups have agent languages of their own',
      { agentLanguages: { default: 'en', groups: { '7': 'de' } } },
    ],
    ['the scope names tags', { scope: { exclude: { tags: ['vip'] } } }],
    ['the priority may be raised', { priority: { raise: true } }],
  ])('the ticket is read back where %s', (_why, changes) => {
    expect(interpret(messageAdded(), zendeskAccount(changes))).toMatchObject({
      kind: 'hint',
      hint: {
        about: 'message-id',
        message: '65f0000000000000000000bb',
        conversation: '65f0000000000000000000aa',
      },
    });
  });

  it('chats can be left out by their channel, without reading the ticket', () => {
    const settings = zendeskAccount({
      scope: { include: nothing, exclude: { ...nothing, channels: ['native_messaging'] } },
    });

    expect(interpret(messageAdded(), settings)).toMatchObject({ kind: 'skipped', reason: 'out-of-scope' });
  });
});
