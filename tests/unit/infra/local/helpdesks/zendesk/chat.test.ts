import { expect, test } from 'vitest';
import { movableClock } from './account.ts';
import { accountWithChat, agent, post, text } from './chat.ts';

test('Before the hand-over nobody is told, and no ticket stands for the conversation', async () => {
  // Prepare
  const account = await accountWithChat({}, false);
  const { helpdesk, api, conversationId } = account;
  // Act
  const said = helpdesk.customerSays(conversationId, '¿hola?');
  const answer = await api('GET', `/api/v2/tickets/messaging/conversations/${conversationId}/ticket`);
  // Assess
  expect([said.ticketId, said.events, account.told]).toEqual([null, [], []]);
  expect([answer.status, answer.body.error]).toEqual([404, 'RecordNotFound']);
});

test('The hand-over makes a messaging ticket whose first comment is private, and tells of it', async () => {
  // Act
  const { api, conversationId, told } = await accountWithChat();
  const shown = await api('GET', '/api/v2/tickets/35');
  const comments = await api('GET', '/api/v2/tickets/35/comments');
  const found = await api('GET', `/api/v2/tickets/messaging/conversations/${conversationId}/ticket`);
  // Assess
  expect(shown.body.ticket).toMatchObject({
    subject: 'Conversation with Ana Cliente',
    requester_id: 77,
    is_public: false,
    from_messaging_channel: true,
    via: { channel: 'native_messaging' },
  });
  expect(comments.body.comments.map((each: any) => [each.public, each.plain_body])).toEqual([
    [false, 'Conversation with Ana Cliente'],
  ]);
  expect(found.body.ticket.id).toBe(35);
  expect(told.map(({ type }) => type).sort()).toEqual([
    'zen:event-type:ticket.comment_added',
    'zen:event-type:ticket.created',
  ]);
  expect(told[0].detail.via).toEqual({ channel: 'native_messaging' });
});

test('Each message after it is told with its actor, and with nothing of the ticket but the id', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07.394Z');
  const account = await accountWithChat({ now: clock.now });
  const { helpdesk, receiver, conversationId } = account;
  // Act
  const question = helpdesk.customerSays(conversationId, '¿Y bien?');
  await question.delivered;
  await helpdesk.agentSays(conversationId, agent.id, 'One moment').delivered;
  await post(account, text('Un momento'));
  await helpdesk.settled();
  // Assess
  const bodies = receiver.received.map(({ json }) => json);
  expect(bodies[0]).toEqual({
    account_id: 22129848,
    id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    subject: 'zen:ticket:35',
    time: '2026-01-09T08:21:07.394000000Z',
    type: 'zen:event-type:messaging_ticket.message_added',
    zendesk_event_version: '2022-11-06',
    detail: { id: '35' },
    event: {
      actor: { id: '77', name: 'Ana Cliente', type: 'end_user' },
      conversation_id: conversationId,
      message: { id: question.messageId, body: '¿Y bien?' },
    },
  });
  expect(bodies.map(({ event }) => event.actor)).toEqual([
    { id: '77', name: 'Ana Cliente', type: 'end_user' },
    { id: '2', name: 'Marta Agent', type: 'agent' },
    { id: 'api:conversations', name: 'Marta', type: 'system' },
  ]);
});

test('What was said to the bot can be told as well, after the ticket', async () => {
  // Prepare
  const { helpdesk, conversationId } = await accountWithChat({}, false);
  // Act
  const change = helpdesk.handOver(conversationId, { transcriptEvents: true }, { deliver: false });
  // Assess
  expect(change.events.map(({ event }: any) => [event.actor?.type, event.message?.body])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    ['system', 'How can I help?'],
    ['end_user', 'Mi pedido no llega'],
    ['system', 'I will get someone for you.'],
  ]);
});

test('A public comment of the ticket never reaches the chat, a message of Sunshine Conversations does', async () => {
  // Prepare
  const account = await accountWithChat();
  const { helpdesk, api, conversationId } = account;
  helpdesk.agentSays(conversationId, agent.id, 'Hello!');
  // Act
  const comment = await api('PUT', '/api/v2/tickets/35', {
    ticket: { comment: { body: 'Su pedido llega mañana.', public: true } },
  });
  await post(account, text('Llega mañana.'));
  // Assess
  expect(comment.status).toBe(200);
  expect(helpdesk.chatSeenByCustomer('35').map(({ from, name, text }) => [from, name, text])).toEqual([
    ['bot', 'Answer bot', 'How can I help?'],
    ['customer', 'Ana Cliente', 'Mi pedido no llega'],
    ['bot', 'Answer bot', 'I will get someone for you.'],
    ['agent', 'Marta Agent', 'Hello!'],
    ['api', 'Marta', 'Llega mañana.'],
  ]);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'a public comment on a messaging ticket is not pushed into the chat',
  ]);
});

test('The conversation log has the bot’s transcript, the chat and the comments in order of time', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:21:07.394Z');
  const account = await accountWithChat({ now: clock.now });
  const { helpdesk, api, conversationId } = account;
  clock.advanceMs(1000);
  const question = helpdesk.customerSays(conversationId, '¿Y bien?');
  clock.advanceMs(1000);
  helpdesk.addComment('35', { text: 'note', author: agent.id, public: false });
  clock.advanceMs(1000);
  helpdesk.agentSays(conversationId, agent.id, 'One moment');
  // Act
  const answer = await api('GET', '/api/v2/tickets/35/conversation_log');
  const again = await api('GET', '/api/v2/tickets/35/conversation_log?page[size]=2&sort=-created_at');
  // Assess
  expect(
    answer.body.events.map(({ type, author, content }: any) => [
      type,
      author.type,
      author['zen:support:user_id'],
      content.text ?? content.body.replace(/<[^>]+>/g, ''),
    ]),
  ).toEqual([
    ['Messaging::ConversationMessage', 'bot', -1, 'How can I help?'],
    ['Messaging::ConversationMessage', 'user', 77, 'Mi pedido no llega'],
    ['Messaging::ConversationMessage', 'bot', -1, 'I will get someone for you.'],
    ['Comment', 'user', 77, 'Conversation with Ana Cliente'],
    ['Messaging::ConversationMessage', 'user', 77, '¿Y bien?'],
    ['Comment', 'agent', 2, 'note'],
    ['Messaging::ConversationMessage', 'agent', 2, 'One moment'],
  ]);
  expect(answer.body.events[4]).toMatchObject({
    reference: `zen:sunco:conversation_message:${question.messageId}`,
    created_at: '2026-01-09T08:21:08Z',
    received_at: '2026-01-09T08:21:08.394Z',
    source: { type: 'web' },
    author: { 'zen:sunco:user_id': expect.stringMatching(/^[0-9a-f]{24}$/) },
    metadata: { custom: {}, system: {} },
  });
  expect(answer.body.events[5]).toMatchObject({
    reference: expect.stringMatching(/^zen:ticket_event:\d+$/),
    content: { type: 'html' },
    metadata: { public: false },
  });
  expect(answer.headers.get('zendesk-ratelimit-omnilog-index')).toBe('total=100; remaining=99; resets=60');
  expect(again.body.events.map(({ id }: any) => id)).toEqual(
    answer.body.events
      .map(({ id }: any) => id)
      .toReversed()
      .slice(0, 2),
  );
  expect(again.body.meta.has_more).toBe(true);
});

test('A customer who writes again opens a solved ticket; after a closed one the chat needs a new hand-over', async () => {
  // Prepare
  const { helpdesk, receiver, conversationId } = await accountWithChat();
  helpdesk.setStatusByAgent('35', { agentId: agent.id, status: 'solved' }, { deliver: false });
  // Act
  helpdesk.customerSays(conversationId, 'una cosa más');
  await helpdesk.settled();
  const afterMessage = helpdesk.ticket('35').status;
  helpdesk.closeTicket('35', agent.id, { deliver: false });
  const late = helpdesk.customerSays(conversationId, 'otra vez');
  const next = helpdesk.handOver(conversationId, { id: '36' }, { deliver: false });
  // Assess
  expect([afterMessage, late.ticketId, next.ticketId]).toEqual(['open', null, '36']);
  expect(receiver.received.map(({ json }) => json.type).sort()).toEqual([
    'zen:event-type:messaging_ticket.message_added',
    'zen:event-type:ticket.status_changed',
  ]);
  expect(helpdesk.chatSeenByCustomer('36').at(-1)?.text).toBe('otra vez');
});

test('A picture in the chat has an address where anybody gets it', async () => {
  // Prepare
  const { helpdesk, conversationId } = await accountWithChat();
  helpdesk.customerSays(conversationId, {
    text: 'mira',
    attachment: { name: 'foto.png', contentType: 'image/png', base64: 'iVBORw==' },
  });
  // Act
  const seen = helpdesk.chatSeenByCustomer('35').at(-1);
  const file = await fetch(seen!.mediaUrl!);
  // Assess
  expect([seen?.from, seen?.text, seen?.mediaUrl]).toEqual([
    'customer',
    'mira',
    expect.stringMatching(/\/sc\/attachments\/[\w-]{24}\/foto\.png$/),
  ]);
  expect([file.status, file.headers.get('content-type'), (await file.arrayBuffer()).byteLength]).toEqual([
    200,
    'image/png',
    4,
  ]);
});

test('Listeners hear each message of a chat until they stop', async () => {
  // Prepare
  const { helpdesk, conversationId } = await accountWithChat();
  const heard: unknown[] = [];
  const stop = helpdesk.onChatMessage(({ ticketId, message, traceHeader }) =>
    heard.push([ticketId, message.author.kind, message.content.text, traceHeader]),
  );
  // Act
  helpdesk.customerSays(conversationId, 'uno');
  stop();
  helpdesk.customerSays(conversationId, 'dos');
  // Assess
  expect(heard).toEqual([['35', 'customer', 'uno', null]]);
});
