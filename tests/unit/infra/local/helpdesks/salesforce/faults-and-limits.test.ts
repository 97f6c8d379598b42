import { expect, test } from 'vitest';
import type {
  ApiRequestRecord,
  Fault,
  OrgChange,
} from '../../../../../../infra/local/helpdesks/salesforce/index.ts';
import { agentId, apiOf, caseByEmail, credentials, integrationId, requestToken, startOrg } from './org.ts';

const trace = { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' };

async function faulty(fault: Fault) {
  const requests: ApiRequestRecord[] = [];
  const org = await startOrg({
    intercept: ({ method }) => (method === 'PATCH' ? fault : { kind: 'none' }),
    onRequest: (record) => requests.push(record),
  });
  const { caseId } = caseByEmail(org);
  const api = await apiOf(org);
  requests.length = 0;
  const patch = () => api('PATCH', `/sobjects/Case/${caseId}`, { Priority: 'High' }, trace);
  return { org, caseId, patch, requests };
}

test('A fault can answer in place of the org, and nothing is changed', async () => {
  // Prepare
  const { org, caseId, patch } = await faulty({
    ...{ kind: 'answer', status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Sorry</h1>' },
  });
  // Act
  const answer = await patch();
  // Assess
  expect([answer.status, answer.body]).toEqual([503, '<h1>Sorry</h1>']);
  expect(org.record(caseId)?.Priority).toBe('Medium');
});

test('A fault can apply a change and never answer', async () => {
  // Prepare
  const { org, caseId, requests } = await faulty({ kind: 'apply-then-hang' });
  const { body } = await requestToken(org, credentials);
  requests.length = 0;
  const caller = new AbortController();
  // Act
  const call = fetch(`${org.baseUrl}/services/data/v66.0/sobjects/Case/${caseId}`, {
    method: 'PATCH',
    headers: {
      ...trace,
      authorization: `Bearer ${body.access_token}`,
      'content-type': 'application/json',
      'sforce-auto-assign': 'FALSE',
    },
    body: JSON.stringify({ Priority: 'High' }),
    signal: caller.signal,
  });
  await expect.poll(() => org.record(caseId)?.Priority).toBe('High');
  caller.abort();
  // Assess
  await expect(call).rejects.toThrow();
  await expect
    .poll(() => requests)
    .toEqual([
      {
        method: 'PATCH',
        path: `/services/data/v66.0/sobjects/Case/${caseId}`,
        status: 0,
        ms: expect.any(Number),
        traceHeader: trace['x-amzn-trace-id'],
      },
    ]);
});

test('A fault can do something between a change and its answer', async () => {
  // Prepare
  const seen: unknown[] = [];
  let org: Awaited<ReturnType<typeof startOrg>> | undefined;
  let caseId = '';
  const opened = await faulty({
    kind: 'apply-then',
    run: async () => {
      seen.push(org?.record(caseId)?.Priority);
    },
  });
  ({ org, caseId } = opened);
  // Act
  const answer = await opened.patch();
  // Assess
  expect([answer.status, seen]).toEqual([204, ['High']]);
});

test('Whoever watches is told of each commit once, with the trace of the request that did it', async () => {
  // Prepare
  const { org, caseId, patch } = await faulty({ kind: 'latency', ms: 5 });
  const changes: OrgChange[] = [];
  const stop = org.onChange((change) => changes.push(change));
  // Act
  await patch();
  org.setFields(caseId, agentId, { Priority: 'Low' });
  stop();
  org.setFields(caseId, agentId, { Priority: 'High' });
  // Assess
  const told = changes.map(({ actorId, traceHeader, changes: [change] }) => [
    ...[actorId, traceHeader, change?.kind, change?.before?.Priority],
    change?.after?.Priority,
  ]);
  expect(told).toEqual([
    [integrationId, trace['x-amzn-trace-id'], 'updated', 'Medium', 'High'],
    [agentId, null, 'updated', 'High', 'Low'],
  ]);
});

test('Above the daily limit every call is refused with 403 and without a hint when to come back', async () => {
  // Prepare
  const org = await startOrg();
  const api = await apiOf(org);
  org.setApiUsage({ used: 14_999, limit: 15_000 });
  // Act
  const last = await api('GET', '/limits');
  const over = await api('GET', '/limits');
  // Assess
  expect(last.headers.get('sforce-limit-info')).toBe('api-usage=15000/15000');
  expect(last.body.DailyApiRequests).toEqual({ Max: 15_000, Remaining: 0 });
  expect([over.status, over.body, over.headers.get('retry-after')]).toEqual([
    403,
    [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    null,
  ]);
});

test('What the stand-in does not know is not found, and says in a violation that a real org may have it', async () => {
  // Prepare
  const org = await startOrg();
  const api = await apiOf(org);
  // Act
  const answer = await api('GET', '/connect/communities');
  // Assess
  expect(answer.status).toBe(404);
  expect(org.violations()).toEqual([
    {
      method: 'GET',
      path: '/services/data/v66.0/connect/communities',
      what: 'the stand-in has no such resource; a real org may have',
    },
  ]);
});

test('A method that a resource has not is refused, and so is an address that is too long', async () => {
  // Prepare
  const org = await startOrg();
  const api = await apiOf(org);
  // Act
  const answers = [
    await api('DELETE', '/limits'),
    await api('PUT', '/sobjects/Case', {}),
    await api('POST', '/query', {}),
    await api('GET', `/query?q=${'x'.repeat(16_400)}`),
  ];
  // Assess
  expect(answers.map(({ status }) => status)).toEqual([405, 405, 405, 414]);
});

test('The versions that the org has are known without a token', async () => {
  // Prepare
  const org = await startOrg();
  // Act
  const answer = await fetch(`${org.baseUrl}/services/data/`);
  // Assess
  expect(await answer.json()).toEqual([
    { label: "Spring '26", url: '/services/data/v66.0', version: '66.0' },
  ]);
});
