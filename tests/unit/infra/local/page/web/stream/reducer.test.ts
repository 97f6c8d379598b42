import { expect, test } from 'vitest';
import type { Moments, StreamMessage, Way } from '../../../../../../../infra/local/page/api.ts';
import {
  afterMessage,
  beforeTheFirstMessage,
  revisionOf,
  revisionOfAll,
  type StreamAction,
} from '../../../../../../../infra/local/page/web/stream/reducer.ts';

const way = (traceId: string, startedAtMs: number, change: Partial<Way> = {}): Way => ({
  ...{ traceId, startedAtMs, ticket: '1', message: '11', about: 'message.received.v1', outcome: null },
  ...{ reason: null, ms: 10, costUsd: 0, engines: [], fromMemory: null, steps: [], isWhole: true },
  ...change,
});
const moments: Moments = {
  sentiment: [],
  sentimentTotals: { POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 },
  intentsByLanguage: [],
  timeToNote: { medianMs: null, p95Ms: null, notes: 0, points: [] },
  characters: { billed: 0, saved: 0, points: [] },
  troubles: [],
  counts: {
    ...{ received: 0, delivered: 0, skipped: 0, parked: 0, askedNothing: 0, gaps: 0, retries: 0 },
    ...{ repliesSent: 0, repliesFailed: 0 },
  },
};
const snapshot = (...ways: Way[]): StreamMessage => ({ kind: 'snapshot', runId: 'run-1', ways, moments });
const after = (...actions: StreamAction[]) => actions.reduce(afterMessage, beforeTheFirstMessage);

test('a snapshot makes the page live, with the newest way first', () => {
  const state = after(snapshot(way('a', 1), way('b', 2)));

  expect(state.connection).toBe('live');
  expect(state.ways.map(({ traceId }) => traceId)).toEqual(['b', 'a']);
  expect(state.moments).toBe(moments);
});

test('the page knows which run of the server it listens to, also while the connection is lost', () => {
  const first = snapshot(way('a', 1));

  expect([after(), after(first), after(first, { kind: 'lost' })].map(({ runId }) => runId)).toEqual([
    null,
    'run-1',
    'run-1',
  ]);
});

test('a way that has changed takes the place of what was known of it', () => {
  const state = after(snapshot(way('a', 1), way('b', 2)), { kind: 'way', way: way('a', 1, { ms: 99 }) });

  expect(state.ways.map(({ traceId, ms }) => [traceId, ms])).toEqual([
    ['b', 10],
    ['a', 99],
  ]);
});

test('a new way stands where its time puts it, whenever it is told', () => {
  const state = after(
    snapshot(way('b', 2)),
    { kind: 'way', way: way('a', 1) },
    { kind: 'way', way: way('c', 3) },
  );

  expect(state.ways.map(({ traceId }) => traceId)).toEqual(['c', 'b', 'a']);
});

test('a page that stays open forgets the steps of old ways, and deliveries that asked nothing', () => {
  const echo = { about: null, outcome: 'skipped', reason: 'own-echo' } as const;
  const told = Array.from({ length: 220 }, (_, at) => [
    way(`w${at}`, 2 * at),
    way(`e${at}`, 2 * at + 1, echo),
  ]);

  const { ways } = after(snapshot(), ...told.flat().map((each) => ({ kind: 'way', way: each }) as const));

  const [echoes, others] = [
    ways.filter(({ about }) => about === null),
    ways.filter(({ about }) => about !== null),
  ];
  expect(echoes).toHaveLength(100);
  expect(others.map(({ isWhole }) => isWhole)).toEqual([...Array(200).fill(true), ...Array(20).fill(false)]);
});

test('a lost connection is said, and what is known stays', () => {
  const state = after(snapshot(way('a', 1)), { kind: 'lost' });

  expect([state.connection, state.ways.length]).toEqual(['lost', 1]);
});

test('a snapshot after a lost connection makes everything be read again', () => {
  const before = after(snapshot());

  const state = [{ kind: 'lost' } as const, snapshot()].reduce(afterMessage, before);

  expect(state.connection).toBe('live');
  expect(revisionOf(state, '1')).toBeGreaterThan(revisionOf(before, '1'));
});

test('a change of one ticket makes only that one be read again, and the list', () => {
  const before = after(snapshot());

  const state = afterMessage(before, { kind: 'helpdesk-changed', ticket: '1' });

  expect(revisionOf(state, '1')).toBe(revisionOf(before, '1') + 1);
  expect(revisionOf(state, '2')).toBe(revisionOf(before, '2'));
  expect(revisionOfAll(state)).toBe(revisionOfAll(before) + 1);
});

test('a change of nobody knows which ticket makes all be read again', () => {
  const before = after(snapshot());

  const state = afterMessage(before, { kind: 'helpdesk-changed', ticket: null });

  expect(revisionOf(state, '2')).toBe(revisionOf(before, '2') + 1);
  expect(revisionOfAll(state)).toBe(revisionOfAll(before) + 1);
});
