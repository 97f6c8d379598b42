import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { fetchSend, retryAfterMs } from '../../../../connectors/kit/http.ts';
import { type Reply, type ScriptedServer, startScriptedServer } from '../../../support/scripted-server.ts';

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

async function get(reply: Reply) {
  server = await startScriptedServer({ 'GET /thing': [reply] });
  return fetchSend({ method: 'GET', url: `${server.url}/thing`, headers: {}, timeoutMs: 2_000 });
}

describe('fetchSend', () => {
  it('gives status, lower-case headers and body of whatever the server answers', async () => {
    // Act
    const answer = await get({
      status: 422,
      headers: { 'X-Made-Up': 'yes' },
      body: { error: 'RecordInvalid' },
    });

    // Assess
    expect(answer).toMatchObject({ kind: 'answer', status: 422, body: '{"error":"RecordInvalid"}' });
    expect(answer.kind === 'answer' && answer.headers['x-made-up']).toBe('yes');
  });

  it('sends method, headers and body as given', async () => {
    // Prepare
    server = await startScriptedServer({ 'PUT /thing': [{ status: 200 }] });

    // Act
    await fetchSend({
      method: 'PUT',
      url: `${server.url}/thing?page%5Bsize%5D=1`,
      headers: { authorization: 'Bearer made-up', 'content-type': 'application/json' },
      body: '{"a":"é"}',
      timeoutMs: 2_000,
    });

    // Assess
    expect(server.seen).toMatchObject([
      {
        method: 'PUT',
        query: { 'page[size]': '1' },
        headers: { authorization: 'Bearer made-up', 'content-type': 'application/json' },
        body: { a: 'é' },
      },
    ]);
  });

  it('says timeout where no answer comes before the deadline', async () => {
    // Prepare: a server that keeps to the clock, of which a scripted one takes no notice.
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => silent.closeAllConnections());
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/thing`;

    // Act
    const answer = await fetchSend({ method: 'GET', url, headers: {}, timeoutMs: 100 });

    // Assess
    expect(answer).toEqual({ kind: 'no-answer', why: 'timeout' });
  });

  it('says network where the connection breaks', async () => {
    // Act
    const answer = await get('cut');

    // Assess
    expect(answer).toEqual({ kind: 'no-answer', why: 'network' });
  });

  it('does not follow a redirect, so that credentials stay with their host', async () => {
    // Act
    const answer = await get({ status: 302, headers: { location: '/elsewhere' } });

    // Assess
    expect(answer).toMatchObject({ kind: 'answer', status: 302 });
    expect(server?.seen).toHaveLength(1);
  });

  it('takes an answer above 16 MiB for none', async () => {
    // Act
    const answer = await get({ status: 200, body: 'x'.repeat(16 * 1024 * 1024 + 1) });

    // Assess
    expect(answer).toEqual({ kind: 'no-answer', why: 'network' });
  });
});

describe('retryAfterMs', () => {
  const now = new Date('2026-01-09T08:21:10.000Z');

  it.each([
    ['seconds', '41', 41_000],
    ['zero', '0', 0],
    ['spaces around', ' 7 ', 7_000],
    ['a negative number', '-5', 0],
    ['more than fifteen minutes', '3600', 900_000],
    ['an HTTP date ahead', 'Fri, 09 Jan 2026 08:22:10 GMT', 60_000],
    ['an HTTP date gone by', 'Fri, 09 Jan 2026 08:20:10 GMT', 0],
    ['a date that does not exist', 'Fri, 99 Jan 2026 08:22:10 GMT', null],
    ['words', 'soon', null],
    ['a number with a unit', '12 monkeys', null],
    ['nothing', '', null],
  ])('reads %s', (_, header, expected) => {
    // Act
    const waitMs = retryAfterMs({ 'retry-after': header }, now);

    // Assess
    expect(waitMs).toBe(expected);
  });

  it('is null without the header', () => {
    // Act
    const waitMs = retryAfterMs({}, now);

    // Assess
    expect(waitMs).toBeNull();
  });
});
