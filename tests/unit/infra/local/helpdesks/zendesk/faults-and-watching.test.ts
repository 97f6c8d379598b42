import { expect, test } from 'vitest';
import type {
  ApiRequestRecord,
  Fault,
  TicketChange,
} from '../../../../../../infra/local/helpdesks/zendesk/index.ts';
import { agent, apiOf, customer, languageField, startAccount, ticketOfCustomer } from './account.ts';

const trace = { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' };
const note = { ticket: { comment: { body: 'note', public: false } } };

async function faulty(fault: Fault) {
  const requests: ApiRequestRecord[] = [];
  const helpdesk = await startAccount({
    intercept: ({ method }) => (method === 'PUT' ? fault : { kind: 'none' }),
    onRequest: (record) => requests.push(record),
  });
  ticketOfCustomer(helpdesk);
  const api = await apiOf(helpdesk);
  requests.length = 0;
  return { helpdesk, api, requests };
}

test('A fault can answer in place of Zendesk, and nothing is changed', async () => {
  // Prepare
  const { helpdesk, api } = await faulty({
    kind: 'answer',
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: '<h1>Sorry</h1>',
  });
  // Act
  const answer = await api('PUT', '/api/v2/tickets/35', note);
  // Assess
  expect([answer.status, answer.body, answer.headers.get('content-type')]).toEqual([
    503,
    '<h1>Sorry</h1>',
    'text/html',
  ]);
  expect(helpdesk.notesOf('35')).toEqual([]);
});

test('A fault can apply a change and never answer', async () => {
  // Prepare
  const { helpdesk, requests } = await faulty({ kind: 'apply-then-hang' });
  const api = await apiOf(helpdesk);
  const token = await fetchTokenHeader(helpdesk.baseUrl);
  requests.length = 0;
  const caller = new AbortController();
  // Act
  const call = fetch(`${helpdesk.baseUrl}/api/v2/tickets/35`, {
    method: 'PUT',
    headers: { ...token, accept: 'application/json', 'content-type': 'application/json', ...trace },
    body: JSON.stringify(note),
    signal: caller.signal,
  });
  await expect.poll(() => helpdesk.notesOf('35').length).toBe(1);
  caller.abort();
  // Assess
  await expect(call).rejects.toThrow();
  await expect
    .poll(() => requests)
    .toEqual([
      {
        method: 'PUT',
        path: '/api/v2/tickets/35',
        status: 0,
        ms: expect.any(Number),
        traceHeader: trace['x-amzn-trace-id'],
      },
    ]);
  expect((await api('GET', '/api/v2/tickets/35')).status).toBe(200);
});

async function fetchTokenHeader(baseUrl: string): Promise<Record<string, string>> {
  const response = await fetch(`${baseUrl}/oauth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: 'dragoman',
      client_secret: 'test-secret',
      scope: 'write',
    }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}` };
}

test('A fault can act between the change and the answer', async () => {
  // Prepare
  const seen: number[] = [];
  const { helpdesk, api } = await faulty({
    kind: 'apply-then',
    run: async () => void seen.push(helpdesk.notesOf('35').length),
  });
  // Act
  const answer = await api('PUT', '/api/v2/tickets/35', note);
  // Assess
  expect([seen, answer.status]).toEqual([[1], 200]);
});

test('A fault can hold a request up', async () => {
  // Prepare
  const { api, requests } = await faulty({ kind: 'latency', ms: 60 });
  // Act
  await api('PUT', '/api/v2/tickets/35', note);
  // Assess
  expect(requests[0]?.ms).toBeGreaterThanOrEqual(59);
});

test('Each request is told with its trace before its caller has the answer', async () => {
  // Prepare
  const { api, requests } = await faulty({ kind: 'none' });
  // Act
  await api('GET', '/api/v2/tickets/404', undefined, trace);
  // Assess
  expect(requests).toEqual([
    {
      method: 'GET',
      path: '/api/v2/tickets/404',
      status: 404,
      ms: expect.any(Number),
      traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
    },
  ]);
});

test('Each write is told with what it did and the trace of its request', async () => {
  // Prepare
  const { helpdesk, api } = await faulty({ kind: 'none' });
  const changes: TicketChange[] = [];
  const stop = helpdesk.onChange((change) => changes.push(change));
  // Act
  const answer = await api(
    'PUT',
    '/api/v2/tickets/35',
    {
      ticket: {
        comment: { html_body: '<p>note</p>', public: false },
        custom_fields: [{ id: 360001, value: 'dm_lang_es' }],
        priority: 'high',
        status: 'pending',
      },
    },
    trace,
  );
  stop();
  helpdesk.addComment('35', { text: 'unheard', author: agent.id, public: false });
  // Assess
  expect(changes).toEqual([
    {
      ticketId: '35',
      auditId: String(answer.body.audit.id),
      actorId: '9',
      traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
      changes: [
        {
          kind: 'comment',
          id: String(answer.body.audit.events[0].id),
          authorId: '9',
          public: false,
          html: '<div class="zd-comment" dir="auto"><p>note</p></div>',
          plain: 'note',
          attachments: [],
        },
        { kind: 'field', fieldId: '360001', from: null, to: 'dm_lang_es' },
        { kind: 'tags', added: ['dm_lang_es'], removed: [] },
        { kind: 'priority', from: null, to: 'high' },
        { kind: 'status', from: 'open', to: 'pending' },
      ],
    },
  ]);
});

test('What people do by hand is told without a trace and stands in the audit log in order', async () => {
  // Prepare
  const helpdesk = await startAccount();
  const traces: (string | null)[] = [];
  helpdesk.onChange(({ traceHeader }) => traces.push(traceHeader));
  // Act
  ticketOfCustomer(helpdesk);
  helpdesk.createTicket({
    id: '36',
    subject: '',
    requester: customer.id,
    comment: { text: 'x', public: true },
  });
  helpdesk.setFieldByAgent('35', { agentId: agent.id, fieldId: languageField.id, value: 'dm_lang_pt' });
  helpdesk.closeTicket('36', agent.id);
  // Assess
  expect(traces).toEqual([null, null, null, null]);
  expect(helpdesk.auditLog().map((audit) => [audit.ticketId, audit.changes.at(-1)?.kind])).toEqual([
    ['35', 'comment'],
    ['36', 'comment'],
    ['35', 'tags'],
    ['36', 'status'],
  ]);
});

test('An agent can only choose an option that the dropdown has', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  // Act
  const act = () =>
    helpdesk.setFieldByAgent('35', { agentId: agent.id, fieldId: languageField.id, value: 'x' });
  // Assess
  expect(act).toThrow('the stand-in has no such field or option: 360001');
});

test('Two tickets cannot have the same id', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  // Act
  const act = () => ticketOfCustomer(helpdesk);
  // Assess
  expect(act).toThrow('the stand-in already has a ticket 35');
});

test('Staff comment from the agent workspace unless they say otherwise, customers by the channel of the ticket', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  // Act
  helpdesk.addComment('35', { text: 'a', author: agent.id, public: true });
  helpdesk.addComment('35', { text: 'b', author: agent.id, public: true, channel: 'email' });
  helpdesk.addComment('35', { text: 'c', author: customer.id, public: true });
  // Assess
  expect(helpdesk.ticket('35').comments.map(({ via }) => via.channel)).toEqual([
    'email',
    'web',
    'email',
    'email',
  ]);
});

test('An agent can set any status, and it is told as a change', async () => {
  // Prepare
  const helpdesk = await startAccount();
  ticketOfCustomer(helpdesk);
  // Act
  const change = helpdesk.setStatusByAgent('35', { agentId: agent.id, status: 'solved' });
  // Assess
  expect(helpdesk.ticket('35').status).toBe('solved');
  expect(change.events.map(({ type, event }) => [type, event])).toEqual([
    ['zen:event-type:ticket.status_changed', { current: 'SOLVED', previous: 'OPEN' }],
  ]);
});
