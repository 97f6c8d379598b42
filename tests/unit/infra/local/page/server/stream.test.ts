import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Journal } from '../../../../../../infra/local/journal.ts';
import { PageStream } from '../../../../../../infra/local/page/server/stream.ts';

const patient = { timeout: 30_000, interval: 20 };
const saved = {
  _aws: { CloudWatchMetrics: [{ Namespace: 'Dragoman/local', Metrics: [{ Name: 'SavedCharacters' }] }] },
  SavedCharacters: 7,
};

let journal: Journal;
let stream: PageStream;
let stop: () => void;
let port: number;
beforeEach(async () => {
  journal = new Journal();
  stream = new PageStream(journal, { onWrites: () => () => undefined }, 'run-1');
  const server = createServer((_, response) => stream.open(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  stop = () => {
    stream.stop();
    server.close();
    server.closeAllConnections();
  };
});
afterEach(() => stop());

test('moments that change often are told once in a while, with the latest numbers', async () => {
  // Prepare
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  let told = '';
  request({ host: '127.0.0.1', port }, (response) => {
    response.on('data', (chunk) => {
      told += String(chunk);
    });
  }).end();
  await vi.waitFor(() => expect(told).toContain('event: snapshot'), patient);
  // Act
  const add = () => journal.record({ kind: 'log', traceId: null, functionName: 'enrich', record: saved });
  for (let times = 0; times < 3; times += 1) {
    add();
    vi.advanceTimersByTime(300);
  }
  vi.advanceTimersByTime(100);
  add();
  vi.advanceTimersByTime(1_000);
  await vi.waitFor(() => expect(told.match(/event: moments/g)).toHaveLength(2), patient);
  // Assess
  expect([...told.matchAll(/event: moments\n.*"saved":(\d+)/g)].map(([, saved]) => saved)).toEqual([
    '21',
    '28',
  ]);
});

test('whoever asks for the head alone gets it and is let go', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method: 'HEAD' }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    asked.on('error', reject);
    asked.end();
  });

  expect(status).toBe(200);
});
