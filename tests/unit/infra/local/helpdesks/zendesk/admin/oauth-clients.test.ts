import { expect, test } from 'vitest';
import { adminApiOf, apiOf, integration, postJson, startAccount } from '../account.ts';

const client = {
  name: 'Dragoman',
  identifier: 'runtime',
  kind: 'confidential',
  user_id: Number(integration.id),
};

async function tokenStatus(baseUrl: string, secret: string): Promise<number> {
  const answer = await postJson(`${baseUrl}/oauth/tokens`, {
    grant_type: 'client_credentials',
    client_id: 'runtime',
    client_secret: secret,
    scope: 'read',
  });
  return answer.status;
}

test('A new client’s secret is shown whole once, and works', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  // Act
  const made = await api('POST', '/api/v2/oauth/clients', { client });
  const { id, secret } = made.body.client;
  const shown = await api('GET', `/api/v2/oauth/clients/${id}`);
  // Assess
  expect(made.status).toBe(201);
  expect(shown.body.client.secret).toBe(`${secret.slice(0, 10)}...`);
  expect(await tokenStatus(helpdesk.baseUrl, secret)).toBe(201);
  expect(helpdesk.violations()).toEqual([]);
});

test('A generated secret replaces the old one', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  const before = (await api('POST', '/api/v2/oauth/clients', { client })).body.client;
  // Act
  const after = (await api('PUT', `/api/v2/oauth/clients/${before.id}/generate_secret`)).body.client;
  // Assess
  expect(await tokenStatus(helpdesk.baseUrl, before.secret)).toBe(401);
  expect(await tokenStatus(helpdesk.baseUrl, after.secret)).toBe(201);
});

test('A deleted client’s tokens end with it', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const admin = await adminApiOf(helpdesk);
  const api = await apiOf(helpdesk, 'read');
  const { clients } = (await admin('GET', '/api/v2/oauth/clients')).body;
  const { id } = clients.find(({ identifier }: any) => identifier === 'dragoman');
  // Act
  await admin('DELETE', `/api/v2/oauth/clients/${id}`);
  const answer = await api('GET', '/api/v2/users/me');
  // Assess
  expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
});

test.each([
  ['an identifier that is taken', { identifier: 'dragoman' }, 'identifier'],
  ['an end user as owner', { user_id: 77 }, 'user_id'],
  ['no name', { name: '' }, 'name'],
])('A client with %s is refused with 422', async (_what, change, attribute) => {
  // Prepare
  const api = await adminApiOf(await startAccount());
  // Act
  const answer = await api('POST', '/api/v2/oauth/clients', { client: { ...client, ...change } });
  // Assess
  expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, [attribute]]);
});

test('A public client gets no token by client credentials', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  const made = await api('POST', '/api/v2/oauth/clients', { client: { ...client, kind: 'public' } });
  // Act
  const status = await tokenStatus(helpdesk.baseUrl, made.body.client.secret);
  // Assess
  expect(status).toBe(401);
});

test('Clients are for admins only', async () => {
  // Prepare
  const api = await apiOf(await startAccount(), 'read write');
  // Act
  const answer = await api('GET', '/api/v2/oauth/clients');
  // Assess
  expect(answer.status).toBe(403);
});
