import { expect, test } from 'vitest';
import type { Way } from '../../../../../../../infra/local/page/api.ts';
import {
  enginesFor,
  hasParked,
  isUnderWay,
  mostTelling,
  nameOfStep,
  progressOf,
  sidesInWords,
  titleOfWay,
  translatorsOf,
  waysOfTicket,
} from '../../../../../../../infra/local/page/web/way/ways.ts';

const way = (change: Partial<Way>): Way => ({
  ...{ traceId: 't', startedAtMs: 0, ticket: '1', message: '11', about: 'message.received.v1' },
  ...{
    outcome: 'delivered',
    reason: null,
    ms: 10,
    costUsd: 0,
    engines: [],
    fromMemory: null,
    steps: [],
    isWhole: true,
  },
  ...change,
});

test('a ticket shows its own ways only', () => {
  const own = way({ ticket: '1' });

  expect(waysOfTicket([way({ ticket: '2' }), own, way({ ticket: null })], '1')).toEqual([own]);
});

test('of a translation it is said who made it, also when it comes from memory', () => {
  const badge = (engines: string[], fromMemory: string[] | null) => translatorsOf({ engines, fromMemory });

  expect(badge(['phrasebook', 'pseudo'], null)).toEqual(['phrasebook', 'pseudo']);
  expect(badge([], ['phrasebook'])).toEqual(['from memory (phrasebook)']);
  expect(badge(['phrasebook'], [])).toEqual(['phrasebook', 'from memory']);
});

test('a note names the translators of the messages that it is about', () => {
  const ways = [
    way({ message: '11', engines: ['phrasebook'] }),
    way({ message: '12', engines: ['phrasebook', 'pseudo'] }),
    way({ message: '13', engines: ['aws'] }),
    way({ ticket: '2', message: '11', engines: ['apertium'] }),
  ];

  expect(enginesFor(ways, '1', ['11', '12'])).toEqual(['phrasebook', 'pseudo']);
});

test('the newest way is shown that is not only a second delivery, or one of our own writes', () => {
  const telling = way({ traceId: 'b', outcome: 'skipped', reason: 'empty' });
  const side = way({ traceId: 'a', outcome: 'skipped', reason: 'own-echo', about: null });
  const second = way({ traceId: 'c', outcome: 'skipped', reason: 'duplicate' });

  expect(mostTelling([side, second, telling, way({})])).toBe(telling);
  expect(mostTelling([side])).toBe(side);
  expect(mostTelling([])).toBeNull();
});

test.each([
  [null, 'under-way'],
  ['parked', 'parked'],
  ['refused', 'refused'],
  ['skipped', 'done'],
  ['delivered', 'done'],
] as const)('a message whose newest way ended %s is %s', (outcome, progress) => {
  expect(progressOf([way({ outcome }), way({ ticket: '2' })], '1', '11')).toBe(progress);
});

test('a second delivery that is skipped says nothing of the first', () => {
  expect(progressOf([way({ outcome: 'skipped' }), way({ outcome: 'parked' })], '1', '11')).toBe('parked');
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

test('services are called as AWS writes them, and long ids in paths are cut', () => {
  expect(nameOfStep({ kind: 'service-call', name: 'dynamodb' })).toBe('DynamoDB');
  expect(nameOfStep({ kind: 'invocation', name: 'enrich' })).toBe('enrich');
  expect(
    nameOfStep({ kind: 'helpdesk-call', name: 'POST /sc/v2/apps/5f0000000000000000000001/conversations' }),
  ).toBe('POST /sc/v2/apps/…0001/conversations');
});

test('deliveries that asked nothing are counted in words', () => {
  const echo = way({ outcome: 'skipped', reason: 'own-echo', about: null });
  const agents = way({ outcome: 'skipped', reason: 'agent-message', about: null });

  expect(sidesInWords([echo])).toBe('1 delivery of our own writes, skipped');
  expect(sidesInWords([echo, agents])).toBe('2 deliveries that asked nothing, skipped');
});
