import { expect, test } from 'vitest';
import { FaultSpecError, parseFaults } from '../../../../infra/local/faults.ts';

const write = { method: 'PUT', path: '/api/v2/tickets/1' };
const read = { method: 'GET', path: '/api/v2/tickets/1' };
const token = { method: 'POST', path: '/oauth/tokens' };

test.each([
  'translate',
  'translate:slow',
  'translate:latency',
  'translate:latency:fast',
  'translate:latency:-5',
  'translate:throttle:0',
  'helpdesk:throttle:1',
  'dynamodb:down',
  'webhook:duplicate:2',
  'write-back:crash-after-write',
  'helpdesk:429:1:2',
  '',
])('"%s" is refused with a list of what is possible', (spec) => {
  const act = () => parseFaults([spec]);
  expect(act).toThrow(FaultSpecError);
  expect(act).toThrow('helpdesk:timeout-after-write:<n>');
});

test('translate:throttle:2 refuses two calls and lets the third through', () => {
  // Prepare
  const faults = parseFaults(['translate:throttle:2']);
  // Act
  const codes = [1, 2, 3].map(() => faults.forCall('translate').refusal?.code ?? null);
  // Assess
  expect(codes).toEqual(['ThrottlingException', 'ThrottlingException', null]);
  expect(faults.forCall('comprehend').refusal).toBeNull();
});

test('comprehend:down refuses every call of that service only', () => {
  // Prepare
  const faults = parseFaults(['comprehend:down']);
  // Act
  const refusals = [1, 2, 3].map(() => faults.forCall('comprehend').refusal);
  // Assess
  expect(refusals.map((refusal) => [refusal?.code, refusal?.status])).toEqual([
    ['ServiceUnavailableException', 503],
    ['ServiceUnavailableException', 503],
    ['ServiceUnavailableException', 503],
  ]);
  expect(faults.forCall('translate').refusal).toBeNull();
});

test('latencies of one service add up, and queue means SQS', () => {
  // Prepare
  const faults = parseFaults(['queue:latency:100', 'queue:latency:20', 'lex:latency:7']);
  // Assess
  expect(faults.forCall('sqs').delayMs).toBe(120);
  expect(faults.forQueueDelivery()).toEqual({ delayMs: 120, down: false });
  expect(faults.forCall('lex').delayMs).toBe(7);
  expect(faults.forCall('translate').delayMs).toBe(0);
});

test('queue:down delivers nothing', () => {
  expect(parseFaults(['queue:down']).forQueueDelivery().down).toBe(true);
});

test('events:drop and events:duplicate change one delivery each', () => {
  // Prepare
  const faults = parseFaults(['events:drop:1', 'events:duplicate:1', 'events:latency:5']);
  // Act
  const deliveries = [1, 2, 3].map(() => faults.forEventDelivery());
  // Assess
  expect(deliveries).toEqual([
    { deliveries: 0, delayMs: 5 },
    { deliveries: 2, delayMs: 5 },
    { deliveries: 1, delayMs: 5 },
  ]);
});

test('webhook:duplicate holds for every webhook', () => {
  // Prepare
  const faults = parseFaults(['webhook:duplicate']);
  // Assess
  expect([faults.webhookDeliveries(), faults.webhookDeliveries()]).toEqual([2, 2]);
  expect(parseFaults([]).webhookDeliveries()).toBe(1);
});

test('helpdesk:429 answers one request with Retry-After, but leaves tokens alone', () => {
  // Prepare
  const { helpdesk } = parseFaults(['helpdesk:429:1']);
  // Act
  const kinds = [token, read, write].map((request) => helpdesk.intercept(request));
  // Assess
  expect(kinds).toMatchObject([
    { kind: 'none' },
    { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
    { kind: 'none' },
  ]);
});

test('helpdesk:timeout-after-write hits a write, neither a read nor a token', () => {
  // Prepare
  const { helpdesk } = parseFaults(['helpdesk:timeout-after-write:1']);
  // Act
  const kinds = [token, read, write, write].map((request) => helpdesk.intercept(request).kind);
  // Assess
  expect(kinds).toEqual(['none', 'none', 'apply-then-hang', 'none']);
});

test('write-back:crash-after-write ends the workers of write-back once the write is applied', async () => {
  // Prepare
  const faults = parseFaults(['write-back:crash-after-write:1']);
  const ended: string[] = [];
  faults.connect(async (functionName) => {
    ended.push(functionName);
  });
  // Act
  const fault = faults.helpdesk.intercept(write);
  const before = [...ended];
  if (fault.kind === 'apply-then') await fault.run();
  // Assess
  expect(before).toEqual([]);
  expect(ended).toEqual(['write-back']);
  expect(faults.helpdesk.intercept(write).kind).toBe('none');
});

test('helpdesk:down and helpdesk:latency', () => {
  expect(parseFaults(['helpdesk:down']).helpdesk.intercept(read)).toMatchObject({
    kind: 'answer',
    status: 503,
  });
  expect(parseFaults(['helpdesk:latency:40']).helpdesk.intercept(read)).toEqual({ kind: 'latency', ms: 40 });
});
