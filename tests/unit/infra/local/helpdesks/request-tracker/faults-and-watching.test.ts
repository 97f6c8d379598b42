import { expect, test } from 'vitest';
import type {
  ApiRequestRecord,
  Fault,
  TicketChange,
} from '../../../../../../infra/local/helpdesks/request-tracker/index.ts';
import { apiOf, mailOfAna, startAccount } from './account.ts';

const note = { Content: 'x', ContentType: 'text/plain' };
const commentsOf = (rt: Awaited<ReturnType<typeof startAccount>>) =>
  rt.history(1).filter(({ type }) => type === 'Comment').length;

test('answers with a fault instead of touching anything', async () => {
  // Prepare
  const fault: Fault = {
    kind: 'answer',
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: '<h1>no</h1>',
  };
  const rt = await startAccount({
    intercept: ({ method }) => (method === 'POST' ? fault : { kind: 'none' }),
  });
  mailOfAna(rt);

  // Act
  const answer = await apiOf(rt)('POST', '/ticket/1/comment', note);

  // Assess
  expect(answer).toMatchObject({ status: 503, body: '<h1>no</h1>' });
  expect(commentsOf(rt)).toBe(0);
});

test('applies a write whose answer never comes', async () => {
  // Prepare
  const records: ApiRequestRecord[] = [];
  const caller = new AbortController();
  const rt = await startAccount({
    intercept: () => ({ kind: 'apply-then-hang' }),
    onRequest: (record) => records.push(record),
  });
  mailOfAna(rt);

  // Act
  const call = fetch(`${rt.baseUrl}/REST/2.0/ticket/1/comment`, {
    method: 'POST',
    headers: { authorization: 'token 1-27-bot', 'content-type': 'application/json' },
    body: JSON.stringify(note),
    signal: caller.signal,
  });
  await expect.poll(() => commentsOf(rt)).toBe(1);
  caller.abort();

  // Assess
  await expect(call).rejects.toThrow();
  await expect.poll(() => records).toEqual([expect.objectContaining({ status: 0, method: 'POST' })]);
});

test('waits for what a fault does between a write and its answer', async () => {
  // Prepare
  const seen: number[] = [];
  const rt = await startAccount({
    intercept: () => ({
      kind: 'apply-then',
      run: () => {
        seen.push(commentsOf(rt));
        return Promise.resolve();
      },
    }),
  });
  mailOfAna(rt);

  // Act
  const answer = await apiOf(rt)('POST', '/ticket/1/comment', note);

  // Assess
  expect(answer.status).toBe(201);
  expect(seen).toEqual([1]);
});

test('tells of each request, and of each change with the trace that caused it', async () => {
  // Prepare
  const records: ApiRequestRecord[] = [];
  const changes: TicketChange[] = [];
  const rt = await startAccount({ onRequest: (record) => records.push(record) });
  const stop = rt.onChange((change) => changes.push(change));
  const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793';

  // Act
  mailOfAna(rt);
  await apiOf(rt)('POST', '/ticket/1/comment', { ...note, Status: 'open' }, { 'x-amzn-trace-id': trace });
  await apiOf(rt)('PUT', '/ticket/1', { Status: 'open' });
  stop();
  mailOfAna(rt);

  // Assess
  expect(records.map(({ method, path, status, traceHeader }) => [method, path, status, traceHeader])).toEqual(
    [
      ['POST', '/REST/2.0/ticket/1/comment', 201, trace],
      ['PUT', '/REST/2.0/ticket/1', 200, null],
    ],
  );
  expect(
    changes.map(({ ticketId, traceHeader, transactions }) => [
      ticketId,
      traceHeader,
      transactions.map(({ type }) => type),
    ]),
  ).toEqual([
    [1, null, ['Create', 'EmailRecord']],
    [1, trace, ['Comment', 'Status']],
  ]);
});
