import { describe, expect, test } from 'vitest';
import { messageAddedType, ticketEventTypes } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { accountWithChat, customer, key, otherKey, sunshine, text } from './chat.ts';

const widget = { appId: key.appId, keyId: 'app_widget', secret: 'widget-secret', isOfCustomers: true };
const asWidget = { authorization: `Basic ${Buffer.from('app_widget:widget-secret').toString('base64')}` };
const participant = { userExternalId: customer.id, subscribeSDKClient: false };

async function accountWithWidget() {
  const account = await accountWithChat({ sunshineKeys: [key, otherKey, widget] }, false);
  const call = (method: string, path: string, body?: unknown) =>
    sunshine(account, method, path, body, asWidget);
  const begin = async (): Promise<string> =>
    (await call('POST', '/conversations', { type: 'personal', participants: [participant] })).body
      .conversation.id;
  const say = (conversation: string, said: string) =>
    call('POST', `/conversations/${conversation}/messages`, {
      author: { type: 'user', userExternalId: customer.id },
      ...text(said),
    });
  return { ...account, call, begin, say };
}

describe('POST …/conversations', () => {
  test('begins one and tells nobody', async () => {
    // Prepare
    const { call, helpdesk, receiver } = await accountWithWidget();
    // Act
    const answer = await call('POST', '/conversations', { type: 'personal', participants: [participant] });
    await helpdesk.settled();
    // Assess
    expect([answer.status, answer.body.conversation]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        type: 'personal',
        isDefault: false,
        lastUpdatedAt: expect.stringMatching(/Z$/),
      },
    ]);
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['a group', { type: 'sdkGroup', participants: [participant] }, 400],
    ['nobody', { type: 'personal', participants: [] }, 400],
    ['two people', { type: 'personal', participants: [participant, participant] }, 400],
    ['somebody named twice', { type: 'personal', participants: [{ userId: 'a', userExternalId: 'b' }] }, 400],
    ['an unknown user', { type: 'personal', participants: [{ userExternalId: '404' }] }, 404],
    ['an agent', { type: 'personal', participants: [{ userExternalId: '2' }] }, 404],
  ])('refuses one with %s', async (_name, body, status) => {
    const { call } = await accountWithWidget();

    expect((await call('POST', '/conversations', body)).status).toBe(status);
  });
});

describe('GET …/conversations', () => {
  test('lists a customer’s, by either id, and shows each', async () => {
    // Prepare
    const { call, begin, say, conversationId } = await accountWithWidget();
    const begun = await begin();
    const { userId } = (await say(begun, 'Hola')).body.messages[0].author;
    // Act
    const byExternalId = await call('GET', `/conversations?filter[userExternalId]=${customer.id}`);
    const byId = await call('GET', `/conversations?filter[userId]=${userId}`);
    const shown = await call('GET', `/conversations/${begun}`);
    // Assess
    expect(byExternalId.body.conversations.map(({ id, isDefault }: any) => [id, isDefault])).toEqual([
      [conversationId, true],
      [begun, false],
    ]);
    expect(byId.body).toEqual(byExternalId.body);
    expect(shown.body.conversation).toEqual(byId.body.conversations[1]);
  });

  test('needs to know whose', async () => {
    const { call } = await accountWithWidget();

    expect((await call('GET', '/conversations')).status).toBe(400);
  });
});

describe('a customer’s message in it', () => {
  test('makes a ticket, the first one, and is told after it', async () => {
    // Prepare
    const { helpdesk, receiver, begin, say } = await accountWithWidget();
    const conversation = await begin();
    // Act
    const first = await say(conversation, 'Hola');
    await helpdesk.settled();
    await say(conversation, '¿Dónde está mi pedido?');
    await helpdesk.settled();
    // Assess
    expect(first.status).toBe(201);
    const told = receiver.received.map(({ json }) => json);
    expect(told.map(({ type }) => type).sort()).toEqual(
      [messageAddedType, messageAddedType, ticketEventTypes.commentAdded, ticketEventTypes.created].sort(),
    );
    const ticket = told.find(({ type }) => type === ticketEventTypes.created)?.detail.id;
    expect(told.filter(({ type }) => type === messageAddedType)).toMatchObject([
      { detail: { id: ticket }, event: { actor: { type: 'end_user' }, message: { body: 'Hola' } } },
      { detail: { id: ticket } },
    ]);
    expect(helpdesk.ticket(ticket)).toMatchObject({ requesterId: customer.id, status: 'open' });
    expect(helpdesk.violations()).toEqual([]);
  });

  test('makes another ticket once that one is closed, and opens it if it is solved', async () => {
    // Prepare
    const { helpdesk, begin, say } = await accountWithWidget();
    const conversation = await begin();
    await say(conversation, 'Hola');
    const first = helpdesk.auditLog().at(-1)!.ticketId;
    helpdesk.setStatusByAgent(first, { agentId: '2', status: 'solved' });
    // Act
    await say(conversation, 'Todavía no');
    const reopened = helpdesk.ticket(first).status;
    helpdesk.closeTicket(first, '2');
    await say(conversation, 'Otra cosa');
    // Assess
    expect(reopened).toBe('open');
    expect(helpdesk.auditLog().at(-1)!.ticketId).not.toBe(first);
  });

  test('with the bot in control makes none', async () => {
    // Prepare
    const { helpdesk, say, conversationId } = await accountWithWidget();
    // Act
    const answer = await say(conversationId, 'Hola');
    // Assess
    expect(answer.status).toBe(201);
    expect(helpdesk.auditLog()).toEqual([]);
  });
});
