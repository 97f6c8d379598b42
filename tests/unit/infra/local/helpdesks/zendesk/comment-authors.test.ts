import { expect, test } from 'vitest';
import type { User } from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { admin, agent, apiOf, customer, integration, startAccount, ticketOfCustomer } from './account.ts';
import { startReceiver } from './receiver.ts';

const gone: User = { ...agent, id: '4', name: 'Gus Gone', active: false };
const suspended: User = { ...agent, id: '5', name: 'Sol Suspended', suspended: true };
const stranger: User = { ...customer, id: '78', name: 'Otro' };

async function replyAs(authorId: string, options: Parameters<typeof startAccount>[0] = {}) {
  const helpdesk = await startAccount(options);
  for (const user of [gone, suspended, stranger]) helpdesk.addUser(user);
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  const answer = await api('PUT', '/api/v2/tickets/35', {
    ticket: { comment: { body: 'Llega mañana.', public: true, author_id: Number(authorId) } },
  });
  const comments = await api('GET', '/api/v2/tickets/35/comments');
  return { helpdesk, answer, comment: comments.body.comments[1] };
}

test('A reply in another agent’s name is that agent’s, flagged as written on their behalf', async () => {
  // Act
  const { answer, comment, helpdesk } = await replyAs(agent.id);
  // Assess
  expect(comment).toMatchObject({ author_id: 2, public: true, metadata: { flags: [11] } });
  expect(answer.body.audit.author_id).toBe(9);
  expect(helpdesk.violations()).toEqual([]);
});

test('An admin’s token leaves no flag on a reply in an agent’s name', async () => {
  // Act
  const { comment } = await replyAs(agent.id, {
    oauthClients: [{ clientId: 'dragoman', clientSecret: 'test-secret', userId: admin.id }],
  });
  // Assess
  expect(comment.author_id).toBe(2);
  expect(comment.metadata).not.toHaveProperty('flags');
});

test.each([
  ['suspended', suspended.id],
  ['deleted', gone.id],
])('A reply in the name of a %s agent is refused with 422', async (_name, authorId) => {
  // Act
  const { answer, comment } = await replyAs(authorId);
  // Assess
  expect([answer.status, answer.body.error]).toEqual([422, 'RecordInvalid']);
  expect(answer.body.details.author).toHaveLength(1);
  expect(comment).toBeUndefined();
});

test('A comment in the name of a stranger to the ticket is flagged and reported', async () => {
  // Act
  const { answer, comment, helpdesk } = await replyAs(stranger.id);
  // Assess
  expect([answer.status, comment.metadata.flags]).toEqual([200, [2]]);
  expect(helpdesk.violations().map(({ what }) => what)).toEqual([
    'the author of the comment is neither staff nor the requester',
  ]);
});

test('The webhook of such a reply names the agent as author and the token’s user as actor', async () => {
  // Prepare
  const receiver = await startReceiver();
  // Act
  const { helpdesk } = await replyAs(agent.id, {
    webhook: {
      url: receiver.url,
      signingSecret: 's',
      subscriptions: ['zen:event-type:ticket.comment_added'],
      firstCommentEvent: false,
    },
  });
  await helpdesk.settled();
  // Assess
  expect(
    receiver.received.map(({ json }) => [
      json.detail.actor_id,
      json.event.comment.author,
      json.event.comment.is_public,
    ]),
  ).toEqual([[integration.id, { id: '2', is_staff: true, name: 'Marta Agent' }, true]]);
});

test('A user shows what a reader must know of an agent’s rights', async () => {
  // Prepare
  const helpdesk = await startAccount();
  helpdesk.addUser(gone);
  helpdesk.addUser({
    ...agent,
    alias: 'Marta',
    signature: 'Saludos\nMarta',
    locale: 'en-GB',
    roleType: 0,
    customRoleId: '4401',
    ticketRestriction: 'groups',
  });
  const api = await apiOf(helpdesk);
  // Act
  const users = await Promise.all(
    ['1', '2', '3', '4', '77'].map(async (id) => (await api('GET', `/api/v2/users/${id}`)).body.user),
  );
  // Assess
  const [boss, marta, light, former, client] = users;
  expect(boss).toMatchObject({ role: 'admin', role_type: 4, restricted_agent: false, signature: null });
  expect(marta).toMatchObject({
    role: 'agent',
    role_type: 0,
    custom_role_id: 4401,
    only_private_comments: false,
    restricted_agent: true,
    ticket_restriction: 'groups',
    alias: 'Marta',
    signature: 'Saludos\nMarta',
    locale: 'en-GB',
    active: true,
    suspended: false,
  });
  expect(light).toMatchObject({ role_type: 1, only_private_comments: true, ticket_restriction: null });
  expect(former).toMatchObject({ active: false, role: 'agent' });
  expect(client).toMatchObject({ role: 'end-user', role_type: null, ticket_restriction: 'requested' });
});
