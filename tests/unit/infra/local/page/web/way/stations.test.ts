import { expect, test } from 'vitest';
import type { WayStep } from '../../../../../../../infra/local/page/api.ts';
import {
  type Station,
  stationsOf,
  stretchOf,
  toneOf,
} from '../../../../../../../infra/local/page/web/way/stations.ts';

const step = (kind: WayStep['kind'], name: string, change: Partial<WayStep> = {}): WayStep => ({
  ...{ number: 1, atMs: 0, kind, name, detail: null, caller: null, ms: null, ok: true, result: 'ok' },
  ...{ engine: null, billedCharacters: 0, costUsd: null },
  ...change,
});
const run = (name: string, atMs: number, ms: number) => step('invocation', name, { atMs, ms });
const call = (caller: string, name: string, atMs: number) =>
  step('service-call', name, { caller, atMs, ms: 1 });

/** `enrich 2 (translate, comprehend)`, `ingest at work (…)`, or a step's name. */
function said(station: Station): string {
  if (station.kind === 'step') return station.step.name;
  const calls = station.calls.map(({ name }) => name).join(', ');
  return `${station.name} ${station.attempt}${station.run === null ? ' at work' : ''} (${calls})`;
}

test('a call stands below the run of the function that made it', () => {
  const steps = [
    run('ingest', 0, 10),
    step('event', 'message.received.v1', { atMs: 8 }),
    run('enrich', 20, 50),
    call('enrich', 'comprehend', 25),
    call('enrich', 'translate', 40),
  ];

  expect(stationsOf(steps).map(said)).toEqual([
    'ingest 1 ()',
    'message.received.v1',
    'enrich 1 (comprehend, translate)',
  ]);
});

test('the request that began it all comes before the run that answers it', () => {
  const steps = [run('ingest', 0, 10), step('http-request', 'POST /webhooks/zendesk/1', { atMs: 0, ms: 10 })];

  expect(stationsOf(steps).map(said)).toEqual(['POST /webhooks/zendesk/1', 'ingest 1 ()']);
});

test('calls of a function whose run is not told of yet belong to one that is at work', () => {
  expect(stationsOf([call('enrich', 'comprehend', 5), call('enrich', 'translate', 9)]).map(said)).toEqual([
    'enrich 1 at work (comprehend, translate)',
  ]);
});

test('a call after the end of the last run belongs to the next attempt', () => {
  const steps = [
    run('enrich', 0, 50),
    call('enrich', 'translate', 10),
    step('queue', 'enrich.fifo', { detail: 'delayed', atMs: 50 }),
    call('enrich', 'translate', 900),
  ];

  expect(stationsOf(steps).map(said)).toEqual([
    'enrich 1 (translate)',
    'enrich.fifo',
    'enrich 2 at work (translate)',
  ]);
});

test('a second run of a function is its second attempt', () => {
  const steps = [run('enrich', 0, 50), run('enrich', 900, 40), call('enrich', 'translate', 910)];

  expect(stationsOf(steps).map(said)).toEqual(['enrich 1 ()', 'enrich 2 (translate)']);
});

test('a step takes its share of the whole way', () => {
  const way = { startedAtMs: 1000, ms: 200 };

  expect(stretchOf({ atMs: 1050, ms: 100 }, way)).toEqual({ from: 0.25, length: 0.5 });
  expect(stretchOf({ atMs: 1150, ms: 100 }, way)).toEqual({ from: 0.75, length: 0.25 });
  expect(stretchOf({ atMs: 990, ms: null }, way)).toEqual({ from: 0, length: 0 });
});

test('what waits to be tried again is told from what has failed', () => {
  expect(toneOf(step('queue', 'q', { detail: 'delayed' }))).toBe('retry');
  expect(toneOf(step('queue', 'q', { detail: 'dead-lettered', ok: false }))).toBe('failed');
  expect(toneOf(step('service-call', 'translate', { ok: false }))).toBe('failed');
  expect(toneOf(step('service-call', 'translate'))).toBe('ok');
});
