import { expect, test } from 'vitest';
import type { Way } from '../../../../../../../infra/local/page/api.ts';
import {
  enginesFor,
  hasParked,
  isUnderWay,
  progressOf,
  titleOfWay,
  waysOfTicket,
} from '../../../../../../../infra/local/page/web/way/ways.ts';

const way = (change: Partial<Way>): Way => ({
  ...{ traceId: 't', startedAtMs: 0, ticket: '1', message: '11', about: 'message.received.v1' },
  ...{ outcome: 'delivered', reason: null, ms: 10, costUsd: 0, engines: [], steps: [] },
  ...change,
});

test('a ticket shows its own ways only', () => {
  const own = way({ ticket: '1' });

  expect(waysOfTicket([way({ ticket: '2' }), own, way({ ticket: null })], '1')).toEqual([own]);
});

test('a note names the engines of the messages that it is about, each once', () => {
  const ways = [
    way({ message: '11', engines: ['phrasebook'] }),
    way({ message: '12', engines: ['phrasebook', 'pseudo'] }),
    way({ message: '13', engines: ['aws'] }),
    way({ ticket: '2', message: '11', engines: ['apertium'] }),
  ];

  expect(enginesFor(ways, '1', ['11', '12'])).toEqual(['phrasebook', 'pseudo']);
});

test.each([
  [null, 'under-way'],
  ['parked', 'parked'],
  ['refused', 'refused'],
  ['skipped', 'done'],
  ['delivered', 'done'],
] as const)('a message whose newest way ended %s is %s', (outcome, progress) => {
  expect(progressOf([way({ outcome }), way({ outcome: 'delivered' })], '1', '11')).toBe(progress);
});

test('of a message that no way names nothing is known', () => {
  expect(progressOf([way({})], '1', '99')).toBeNull();
});

test('a parked message that got through later is parked no more', () => {
  const parked = way({ outcome: 'parked' });

  expect(hasParked([parked], '1')).toBe(true);
  expect(hasParked([way({ outcome: 'delivered' }), parked], '1')).toBe(false);
  expect(hasParked([way({ message: '12' }), parked], '1')).toBe(true);
});

test('a ticket is worked on while one of its ways has no end', () => {
  expect([isUnderWay([way({ outcome: null })], '1'), isUnderWay([way({})], '1')]).toEqual([true, false]);
});

test('a way is named for what it is about', () => {
  expect(
    ['message.received.v1', 'reply.requested.v1', 'message.withdrawn.v1', null].map((about) =>
      titleOfWay({ about }),
    ),
  ).toEqual(['Customer’s message', 'Agent’s answer', 'message.withdrawn', 'Delivery']);
});
