import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { adminApiOf, apiOf, startAccount, ticketOfCustomer } from '../account.ts';
import { startReceiver } from '../receiver.ts';

const webhook = (endpoint: string) => ({
  name: 'Dragoman',
  status: 'active',
  endpoint,
  http_method: 'POST',
  request_format: 'json',
  subscriptions: ['zen:event-type:ticket.created'],
});
const deadEndpoint = 'http://127.0.0.1:9/webhooks/zendesk/22129848';

async function accountWithWebhook(endpoint: string, more: Record<string, unknown> = {}) {
  const helpdesk = await startAccount();
  const api = await adminApiOf(helpdesk);
  const made = await api('POST', '/api/v2/webhooks', { webhook: { ...webhook(endpoint), ...more } });
  return { helpdesk, api, made, path: `/api/v2/webhooks/${made.body.webhook.id}` };
}

test('A webhook made by the API delivers what it subscribes to, signed with its own secret', async () => {
  // Prepare
  const receiver = await startReceiver();
  const { helpdesk, api, made, path } = await accountWithWebhook(receiver.url);
  const { signing_secret } = (await api('GET', `${path}/signing_secret`)).body;
  // Act
  await ticketOfCustomer(helpdesk).delivered;
  // Assess
  expect(receiver.received.map(({ json }) => json.type)).toEqual(['zen:event-type:ticket.created']);
  const { headers, raw } = receiver.received[0]!;
  const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
  expect(headers['x-zendesk-webhook-signature']).toBe(
    createHmac('sha256', signing_secret.secret).update(timestamp).update(raw).digest('base64'),
  );
  expect(headers['x-zendesk-webhook-id']).toBe(made.body.webhook.id);
  expect(JSON.stringify(made.body)).not.toContain(signing_secret.secret);
  expect(helpdesk.violations()).toEqual([]);
});

test('A reset secret signs from then on', async () => {
  // Prepare
  const receiver = await startReceiver();
  const { helpdesk, api, path } = await accountWithWebhook(receiver.url);
  const before = (await api('GET', `${path}/signing_secret`)).body.signing_secret.secret;
  // Act
  const { secret } = (await api('POST', `${path}/signing_secret`)).body.signing_secret;
  await ticketOfCustomer(helpdesk).delivered;
  // Assess
  expect(secret).not.toBe(before);
  const { headers, raw } = receiver.received[0]!;
  const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
  expect(headers['x-zendesk-webhook-signature']).toBe(
    createHmac('sha256', secret).update(timestamp).update(raw).digest('base64'),
  );
});

test('An inactive webhook delivers nothing', async () => {
  // Prepare
  const receiver = await startReceiver();
  const { helpdesk, api, path } = await accountWithWebhook(receiver.url);
  // Act
  const changed = await api('PATCH', path, { webhook: { status: 'inactive' } });
  await ticketOfCustomer(helpdesk).delivered;
  // Assess
  expect([changed.status, receiver.received.length]).toEqual([204, 0]);
  expect((await api('GET', path)).body.webhook.status).toBe('inactive');
});

test('Authentication and custom headers go along and are not shown again', async () => {
  // Prepare
  const receiver = await startReceiver();
  const { helpdesk, api, path } = await accountWithWebhook(receiver.url, {
    authentication: { type: 'bearer_token', add_position: 'header', data: { token: 'made-up-token' } },
    custom_headers: { 'x-tenant': 'acme' },
  });
  // Act
  await ticketOfCustomer(helpdesk).delivered;
  const shown = await api('GET', path);
  // Assess
  const { headers } = receiver.received[0]!;
  expect([headers.authorization, headers['x-tenant']]).toEqual(['Bearer made-up-token', 'acme']);
  expect(JSON.stringify(shown.body)).not.toContain('made-up-token');
});

test.each([
  ['the server fails', 500, 'server error'],
  ['the endpoint refuses', 401, 'client error'],
  ['all is well', 200, 'success'],
])('When %s the invocation says so', async (_what, code, status) => {
  // Prepare
  const receiver = await startReceiver([code]);
  const { helpdesk, api, path } = await accountWithWebhook(receiver.url);
  // Act
  await ticketOfCustomer(helpdesk).delivered;
  const { invocations } = (await api('GET', `${path}/invocations`)).body;
  const { attempts } = (await api('GET', `${path}/invocations/${invocations[0].id}/attempts`)).body;
  // Assess
  expect(invocations.map((each: any) => [each.status, each.event_type])).toEqual([
    [status, 'zen:event-type:ticket.created'],
  ]);
  expect(attempts.map((each: any) => each.response_code)).toEqual([code]);
});

test('A dead webhook has failed invocations, which can be asked for by status', async () => {
  // Prepare
  const { helpdesk, api, path } = await accountWithWebhook(deadEndpoint);
  await ticketOfCustomer(helpdesk).delivered;
  // Act
  const failed = await api('GET', `${path}/invocations?filter[status]=failed`);
  const succeeded = await api('GET', `${path}/invocations?filter[status]=success`);
  const unknown = await api('GET', `${path}/invocations?filter[status]=broken`);
  // Assess
  expect([failed.body.invocations.length, succeeded.body.invocations.length]).toEqual([1, 0]);
  expect(unknown.status).toBe(400);
});

test('A test of a webhook that is not saved is signed with the secret that everybody knows', async () => {
  // Prepare
  const receiver = await startReceiver([202]);
  const api = await adminApiOf(await startAccount());
  // Act
  const answer = await api('POST', '/api/v2/webhooks/test', {
    request: { endpoint: receiver.url, http_method: 'POST', request_format: 'json', payload: '{"a":1}' },
  });
  // Assess
  expect([answer.status, answer.body.response.status, answer.body.response.payload]).toEqual([
    200,
    202,
    'seen',
  ]);
  const { headers, raw } = receiver.received[0]!;
  const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
  expect(headers['x-zendesk-webhook-signature']).toBe(
    createHmac('sha256', 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==')
      .update(timestamp)
      .update(raw)
      .digest('base64'),
  );
});

test.each([
  [
    'events and triggers at once',
    { subscriptions: ['conditional_ticket_events', 'zen:event-type:ticket.created'] },
  ],
  ['events by GET', { http_method: 'GET' }],
  ['events as XML', { request_format: 'xml' }],
  ['an endpoint that is no URL', { endpoint: 'example' }],
  ['an event type that is none', { subscriptions: ['ticket.created'] }],
  ['no status', { status: undefined }],
])('A webhook with %s is refused with 400', async (_what, change) => {
  // Prepare
  const api = await adminApiOf(await startAccount());
  // Act
  const answer = await api('POST', '/api/v2/webhooks', { webhook: { ...webhook(deadEndpoint), ...change } });
  // Assess
  expect(answer.status).toBe(400);
});

test('How a webhook is connected cannot be changed later', async () => {
  // Prepare
  const { api, path } = await accountWithWebhook(deadEndpoint);
  // Act
  const answer = await api('PATCH', path, { webhook: { subscriptions: ['conditional_ticket_events'] } });
  // Assess
  expect(answer.status).toBe(400);
});

test('The webhook that was set by program is one of the account’s and can be deleted', async () => {
  // Prepare
  const receiver = await startReceiver();
  const helpdesk = await startAccount();
  helpdesk.setWebhook({
    url: receiver.url,
    signingSecret: 'made-up',
    subscriptions: ['zen:event-type:ticket.created'],
  });
  const api = await adminApiOf(helpdesk);
  // Act
  const { webhooks } = (await api('GET', '/api/v2/webhooks')).body;
  const removed = await api('DELETE', `/api/v2/webhooks/${webhooks[0].id}`);
  await ticketOfCustomer(helpdesk).delivered;
  // Assess
  expect(webhooks.map(({ endpoint, status }: any) => [endpoint, status])).toEqual([[receiver.url, 'active']]);
  expect([removed.status, receiver.received.length]).toEqual([204, 0]);
});

test('Webhooks are for admins whose token may do so', async () => {
  // Prepare
  const helpdesk = await startAccount();
  // Act
  const answers = [
    await (await apiOf(helpdesk, 'read write'))('GET', '/api/v2/webhooks'),
    await (await adminApiOf(helpdesk, 'tickets:read'))('GET', '/api/v2/webhooks'),
    await (await adminApiOf(helpdesk, 'webhooks:read'))('GET', '/api/v2/webhooks'),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 200]);
});
