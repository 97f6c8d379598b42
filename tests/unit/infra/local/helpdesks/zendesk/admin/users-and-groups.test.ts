import { expect, test } from 'vitest';
import type { AdminSeed } from '../../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { adminApiOf, agent, apiOf, integration, startAccount, ticketOfCustomer } from '../account.ts';

const configuration = {
  ticket_access: 'all',
  ticket_comment_access: 'public',
  ticket_deletion: false,
  ticket_editing: true,
  ticket_redaction: false,
  ticket_tag_editing: true,
  light_agent: false,
} as const;
const content: AdminSeed = {
  groups: [{ id: '90', name: 'Support', isDefault: true }],
  brands: [{ id: '80', name: 'Shop', subdomain: 'shop', isDefault: true }],
  customRoles: [
    { id: '70', name: 'Agent', description: '', configuration },
    {
      id: '71',
      name: 'Notes only',
      description: '',
      configuration: { ...configuration, ticket_comment_access: 'none' },
    },
  ],
};
const bot = { name: 'Dragoman', email: 'dragoman@example.com', role: 'agent' };

test('An admin makes an agent with a custom role and finds it by its address', async () => {
  // Prepare
  const helpdesk = await startAccount({ admin: content });
  const api = await adminApiOf(helpdesk);
  // Act
  const made = await api('POST', '/api/v2/users', { user: { ...bot, custom_role_id: 70 } });
  const found = await api('GET', '/api/v2/users/search?query=dragoman@example.com');
  // Assess
  expect([made.status, made.body.user.role, made.body.user.custom_role_id]).toEqual([201, 'agent', 70]);
  expect(found.body.users.map((user: any) => user.id)).toEqual([made.body.user.id]);
  expect(helpdesk.violations()).toEqual([]);
});

test('An agent may look at users but not make one', async () => {
  // Prepare
  const api = await apiOf(await startAccount(), 'read write');
  // Act
  const answers = [
    await api('GET', '/api/v2/users?role[]=agent'),
    await api('POST', '/api/v2/users', { user: bot }),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([200, 403]);
  expect(answers[0]!.body.users.map((user: any) => user.id)).toEqual([2, 3, 9]);
});

test.each([
  ['an address that somebody has', { email: agent.email }, 'email'],
  ['no address', { email: undefined }, 'email'],
  ['a role that does not exist', { custom_role_id: 12 }, 'custom_role_id'],
  ['no name', { name: ' ' }, 'name'],
])('An agent with %s is refused with 422', async (_what, change, attribute) => {
  // Prepare
  const api = await adminApiOf(await startAccount({ admin: content }));
  // Act
  const answer = await api('POST', '/api/v2/users', { user: { ...bot, ...change } });
  // Assess
  expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, [attribute]]);
});

test('A role without public comments makes its agents write internal notes only', async () => {
  // Prepare
  const helpdesk = await startAccount({ admin: content });
  ticketOfCustomer(helpdesk);
  const admin = await adminApiOf(helpdesk);
  // Act
  const changed = await admin('PUT', `/api/v2/users/${integration.id}`, { user: { custom_role_id: 71 } });
  const refused = await (await apiOf(helpdesk))('PUT', '/api/v2/tickets/35', {
    ticket: { comment: { body: 'Hi', public: true } },
  });
  // Assess
  expect([changed.body.user.only_private_comments, refused.status]).toEqual([true, 422]);
});

test('A role without redaction is refused a redaction with 403', async () => {
  // Prepare
  const helpdesk = await startAccount({ admin: content });
  ticketOfCustomer(helpdesk);
  await (await adminApiOf(helpdesk))('PUT', `/api/v2/users/${integration.id}`, {
    user: { custom_role_id: 70 },
  });
  const api = await apiOf(helpdesk, 'read write');
  // Act
  const answer = await api('PUT', '/api/v2/tickets/35/comments/901/redact', { text: 'Hola' });
  // Assess
  expect(answer.status).toBe(403);
});

test('An agent joins a group once', async () => {
  // Prepare
  const api = await adminApiOf(await startAccount({ admin: content }));
  const membership = { group_membership: { user_id: 9, group_id: 90 } };
  // Act
  const first = await api('POST', '/api/v2/group_memberships', membership);
  const second = await api('POST', '/api/v2/group_memberships', membership);
  const listed = await api('GET', '/api/v2/group_memberships?user_id=9');
  // Assess
  expect([first.status, second.status]).toEqual([201, 422]);
  expect(listed.body.group_memberships).toEqual([first.body.group_membership]);
});

test('Only tickets of the assignee are listed as assigned', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await adminApiOf(helpdesk);
  const made = await api('POST', '/api/v2/tickets', {
    ticket: { subject: 'S', assignee_id: 2, comment: { body: 'B', public: true } },
  });
  // Act
  const answer = await api('GET', '/api/v2/users/2/tickets/assigned');
  // Assess
  expect(answer.body.tickets.map((ticket: any) => ticket.id)).toEqual([made.body.ticket.id]);
});

test('The Date header is the time of the account’s clock', async () => {
  // Prepare
  const helpdesk = await startAccount({ now: () => new Date('2026-01-09T08:00:00Z') });
  // Act
  const answer = await (await adminApiOf(helpdesk))('GET', '/api/v2/account/settings');
  // Assess
  expect(answer.headers.get('date')).toBe('Fri, 09 Jan 2026 08:00:00 GMT');
  expect(answer.body.settings.tickets.agent_ticket_deletion).toBe(true);
});
