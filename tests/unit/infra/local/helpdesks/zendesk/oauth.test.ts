import { expect, test } from 'vitest';
import {
  apiOf,
  integration,
  movableClock,
  postJson,
  startAccount,
  ticketOfCustomer,
  tokenFor,
} from './account.ts';

const request = {
  grant_type: 'client_credentials',
  client_id: 'dragoman',
  client_secret: 'test-secret',
  scope: 'tickets:read',
};

test('A client gets a bearer token with the scope and the lifetime it asked for', async () => {
  // Prepare
  const helpdesk = await startAccount();
  // Act
  const answer = await postJson(`${helpdesk.baseUrl}/oauth/tokens`, { ...request, expires_in: 300 });
  // Assess
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    token_type: 'bearer',
    scope: 'tickets:read',
    expires_in: 300,
  });
});

test.each([
  ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client'],
  ['an unknown client', { client_id: 'x' }, 401, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['a lifetime under five minutes', { expires_in: 299 }, 400, 'invalid_request'],
  ['a lifetime above two days', { expires_in: 172_801 }, 400, 'invalid_request'],
  ['scopes instead of scope', { scopes: ['read'] }, 400, 'invalid_request'],
])('A token is refused for %s', async (_name, change, status, error) => {
  // Prepare
  const helpdesk = await startAccount();
  // Act
  const answer = await postJson(`${helpdesk.baseUrl}/oauth/tokens`, { ...request, ...change });
  // Assess
  expect([answer.status, answer.body.error]).toEqual([status, error]);
});

test('A token works until it expires and then gives 401 invalid_token', async () => {
  // Prepare
  const clock = movableClock('2026-01-09T08:00:00Z');
  const helpdesk = await startAccount({ now: clock.now });
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  clock.advanceMs(1_799_999);
  const before = await api('GET', '/api/v2/tickets/35');
  clock.advanceMs(1);
  // Act
  const after = await api('GET', '/api/v2/tickets/35');
  // Assess
  expect(before.status).toBe(200);
  expect([after.status, after.body.error]).toEqual([401, 'invalid_token']);
});

test('Revoked tokens give 401 invalid_token', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  helpdesk.revokeTokens();
  // Act
  const answer = await api('GET', '/api/v2/users/me');
  // Assess
  expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token']);
});

test.each([
  ['no credentials', undefined],
  ['an API token', `Basic ${Buffer.from('a@example.com/token:t').toString('base64')}`],
])('A request with %s is not authenticated', async (_name, authorization) => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  // Act
  const answer = await api('GET', '/api/v2/users/me', undefined, { authorization });
  // Assess
  expect([answer.status, answer.body]).toEqual([401, { error: "Couldn't authenticate you" }]);
});

test.each([
  ['tickets:write', 'GET', '/api/v2/tickets/35', 403],
  ['tickets:read', 'GET', '/api/v2/tickets/35', 200],
  ['tickets:read', 'PUT', '/api/v2/tickets/35', 403],
  ['tickets:read', 'GET', '/api/v2/users/77', 403],
  ['users:read', 'GET', '/api/v2/users/77', 200],
  ['tickets:read auditlogs:read', 'GET', '/api/v2/tickets/35/audits', 403],
  ['read', 'GET', '/api/v2/tickets/35/audits', 200],
  ['tickets:read', 'GET', '/api/v2/ticket_fields', 403],
  ['read', 'GET', '/api/v2/ticket_fields', 200],
  ['nonsense', 'GET', '/api/v2/tickets/35', 403],
])('A token with scope "%s" gets %s %s answered with %i', async (scope, method, path, status) => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk, scope);
  // Act
  const answer = await api(method, path, method === 'PUT' ? { ticket: {} } : undefined);
  // Assess
  expect(answer.status).toBe(status);
});

test('A token acts as the user whom its client belongs to', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const token = await tokenFor(helpdesk, 'users:read');
  // Act
  const response = await fetch(`${helpdesk.baseUrl}/api/v2/users/me.json`, {
    headers: { authorization: `Bearer ${token}` },
  });
  // Assess
  expect(await response.json()).toMatchObject({
    user: { id: 9, name: 'Dragoman', role: 'agent', locale: 'en' },
  });
});

test.each([
  ['suspended', { suspended: true }],
  ['no agent any more', { role: 'end-user' as const }],
])('A token of a user who is %s gives 403', async (_name, change) => {
  // Prepare
  const helpdesk = await startAccount();
  const api = await apiOf(helpdesk);
  helpdesk.addUser({ ...integration, ...change });
  // Act
  const answer = await api('GET', '/api/v2/users/me');
  // Assess
  expect([answer.status, answer.body.error]).toEqual([403, 'Forbidden']);
});
