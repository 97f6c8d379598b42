import { describe, expect, it } from 'vitest';
import { type Client, NotConfiguredError } from '../../../../connectors/contract.ts';
import { type CatchUpPorts, catchUp, type Run } from '../../../../functions/reconcile/catch-up.ts';
import { anAccount } from '../../../support/factories.ts';
import { mapTraces } from '../../../support/map-traces.ts';
import {
  aFoundHint,
  aFoundMessage,
  aPage,
  aSkipped,
  aStaffComment,
  aWithdrawal,
  mapCursors,
  pagesOf,
} from '../../../support/reconcile-bench.ts';

const until = new Date('2026-01-09T08:05:00.000Z');
const firstLookFrom = new Date('2026-01-09T07:50:00.000Z');

/** Ports that keep what they are told; `ledger` holds the keys that are known. */
function aBench(...known: readonly string[]) {
  const ledger = new Set(known);
  const published: any[] = [];
  const problems: unknown[] = [];
  const cursors = mapCursors();
  const failures: Error[] = [];
  const ports: CatchUpPorts = {
    cursors,
    lookup: async (keys) => new Set(keys.filter((key) => ledger.has(key))),
    traces: mapTraces(),
    publish: async ({ entry }) => {
      const failure = failures.shift();
      if (failure) throw failure;
      published.push(JSON.parse(entry.Detail));
    },
    mark: async (key) => {
      ledger.add(key);
    },
    onUnusable: (error) => problems.push(error),
  };
  let pagesLeft = 100;
  const run: Run = {
    until,
    firstLookFrom,
    hasTimeForAnother: () => {
      pagesLeft -= 1;
      return pagesLeft >= 0;
    },
    inTime: (work) => work,
  };
  return {
    ...{ ports, published, problems, failures, cursors, ledger },
    messages: () => published.map(({ message }) => message),
    stored: () => cursors.stored.get('zendesk:22129848'),
    go: (client: Pick<Client, 'catchUp'>, changes: Partial<Run> & { pages?: number } = {}) => {
      pagesLeft = changes.pages ?? 100;
      return catchUp(anAccount(), client, { ...run, ...changes }, ports);
    },
  };
}

describe('what is found', () => {
  it('goes the way of a delivery, with the same event ids, and says that the catch-up found it', async () => {
    // Prepare
    const bench = aBench();
    const found = [
      aFoundMessage('901'),
      aFoundHint('902', 'message-id'),
      aStaffComment('903', '#translate It ships today.'),
      aStaffComment('904', '#pause'),
      aWithdrawal('withdrawal:deleted:35', { what: 'conversation' }),
    ];

    // Act
    const report = await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(report).toEqual({ end: { kind: 'complete' }, published: 5, found: 5, upTo: until });
    expect(bench.published.map(({ type, message, origin }) => [type, message, origin])).toEqual([
      ['message.received.v1', '901', 'catch-up'],
      ['message.received.v1', '902', 'catch-up'],
      ['reply.requested.v1', '903', undefined],
      ['agent.command.v1', '904', undefined],
      ['content.withdrawn.v1', 'withdrawal:deleted:35', undefined],
    ]);
    expect(bench.published[0]).toMatchObject({
      eventId: 'a315b85d-550b-57d1-ba78-21e3802733b1',
      content: { kind: 'complete', text: 'Hola' },
    });
  });

  it('is not published again where enrich or reply has begun it, in whatever state', async () => {
    // Prepare
    const bench = aBench(
      'enrich:7f860758-cb7d-53ab-9b2d-072472bb1789',
      'reply:48f5be41-4689-5087-80a0-3f1979afb7b7',
      'reply:dfcaf8a3-2933-557b-a54e-5b7e2ce1cfd5',
    );
    const found = [
      aFoundMessage('901'),
      aFoundHint('901', 'message-id'),
      aStaffComment('903', '#pause'),
      aStaffComment('904', '#translate It ships today.'),
    ];

    // Act
    const report = await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(report).toMatchObject({ published: 0, found: 0 });
    expect(bench.published).toEqual([]);
  });

  it('asks nothing of us where staff wrote no command, or the connector skips it', async () => {
    // Prepare
    const bench = aBench();
    const found = [aStaffComment('903', 'for myself'), aSkipped()];

    // Act
    const report = await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(report).toMatchObject({ published: 0, found: 0 });
  });

  it('is published once by the catch-up, though nobody has begun it yet', async () => {
    // Prepare
    const bench = aBench();
    const found = [
      aFoundMessage('901'),
      aFoundHint('first:35', 'first-message'),
      aStaffComment('903', '#pause'),
      aWithdrawal('withdrawal:deleted:35', { what: 'conversation' }),
    ];
    const { client } = pagesOf(aPage('one', true, ...found), aPage('two', true, ...found));

    // Act
    await bench.go(client);
    const again = await bench.go(client);

    // Assess
    expect(bench.published).toHaveLength(4);
    expect(again).toMatchObject({ published: 0, found: 0 });
  });

  it('does not count as lost where only a hint tells of it, whose real message may long be done', async () => {
    // Prepare
    const bench = aBench();
    const found = [aFoundHint('first:35', 'first-message'), aFoundHint('latest:35:x', 'latest-message')];

    // Act
    const report = await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(report).toMatchObject({ published: 2, found: 0 });
  });

  it('is told the oldest first, whatever order the helpdesk has', async () => {
    // Prepare
    const bench = aBench();
    const found = [
      aFoundMessage('903', { occurredAt: '2026-01-09T08:03:00.000Z' }),
      aFoundMessage('901', { occurredAt: '2026-01-09T08:01:00.000Z' }),
      aFoundMessage('902', { occurredAt: '2026-01-09T08:02:00.000Z' }),
    ];

    // Act
    await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(bench.messages()).toEqual(['901', '902', '903']);
  });

  it('does not keep the others back where no event can be made of it', async () => {
    // Prepare
    const bench = aBench();
    const found = [aFoundMessage('', {}), aFoundMessage('902')];

    // Act
    await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(bench.messages()).toEqual(['902']);
    expect(bench.problems).toMatchObject([{ name: 'EventShapeError' }]);
  });
});

describe('a withdrawal', () => {
  const withdrawal = aWithdrawal('withdrawal:deleted:35', { what: 'conversation' });
  it.each([
    ['a webhook told of it within the same second', '2026-01-09T08:00:59.300Z', 0],
    ['a webhook told of it later', '2026-01-09T08:02:00.000Z', 0],
    ['only an earlier one was told of, and the ticket was restored since', '2026-01-09T08:00:00.000Z', 1],
  ])('where %s is published %s times', async (_, told, published) => {
    // Prepare
    const bench = aBench();
    const traces = mapTraces();
    await traces.withdrawConversation('zendesk:22129848:35', told);
    Object.assign(bench.ports, { traces });

    // Act
    const report = await bench.go(pagesOf(aPage('end', true, withdrawal)).client);

    // Assess
    expect(report.published).toBe(published);
  });

  it('of a message that is marked as withdrawn is not published again', async () => {
    // Prepare
    const bench = aBench();
    const traces = mapTraces();
    await traces.withdraw({ conversationKey: 'zendesk:22129848:35', message: '901' });
    Object.assign(bench.ports, { traces });
    const found = ['901', '902'].map((message) =>
      aWithdrawal(`withdrawal:${message}`, { what: 'text', message }),
    );

    // Act
    await bench.go(pagesOf(aPage('end', true, ...found)).client);

    // Assess
    expect(bench.messages()).toEqual(['withdrawal:902']);
  });
});

describe('the way through the pages', () => {
  it('begins a quarter of an hour back, and goes on from the cursor until the last page', async () => {
    // Prepare
    const bench = aBench();
    const { client, asked } = pagesOf(aPage('one', false), aPage('two', false), aPage('three', true));

    // Act
    const report = await bench.go(client);

    // Assess
    expect(report.end).toEqual({ kind: 'complete' });
    expect(asked).toEqual([
      { cursor: null, since: firstLookFrom, until },
      { cursor: 'one', since: firstLookFrom, until },
      { cursor: 'two', since: firstLookFrom, until },
    ]);
    expect(bench.stored()).toEqual({ cursor: 'three', upTo: until, version: 3 });
  });

  it('stops when the time is up, and the next run goes on there', async () => {
    // Prepare
    const bench = aBench();
    const { client, asked } = pagesOf(aPage('one', false), aPage('two', true));

    // Act
    const first = await bench.go(client, { pages: 1 });
    const second = await bench.go(client);

    // Assess
    expect([first.end.kind, second.end.kind]).toEqual(['out-of-time', 'complete']);
    expect(first.upTo).toEqual(firstLookFrom);
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, 'one']);
  });

  it('gives up a page that does not come in time, and leaves the cursor where it is', async () => {
    // Prepare
    const bench = aBench();
    await bench.go(pagesOf(aPage('one', true)).client);

    // Act
    const report = await bench.go(pagesOf(aPage('two', true)).client, { inTime: async () => null });

    // Assess
    expect(report.end).toEqual({ kind: 'out-of-time' });
    expect(bench.stored()).toMatchObject({ cursor: 'one' });
  });

  it('leaves the cursor where it is if an event could not be published, and marks what was', async () => {
    // Prepare
    const bench = aBench();
    const page = aPage('end', true, aFoundMessage('901'), aFoundMessage('902'));
    bench.failures.push(new Error('no bus'));

    // Act
    await expect(bench.go(pagesOf(page).client)).rejects.toThrow('no bus');
    const cursor = bench.stored();
    await bench.go(pagesOf(page).client);

    // Assess
    expect(cursor).toBeUndefined();
    expect(bench.messages()).toEqual(['901', '902']);
  });

  it('may die after publishing and before the cursor moves: the next run publishes nothing twice', async () => {
    // Prepare
    const bench = aBench();
    const { client } = pagesOf(
      aPage('one', true, aFoundMessage('901')),
      aPage('one', true, aFoundMessage('901')),
    );
    const { move } = bench.cursors;
    Object.assign(bench.ports, {
      cursors: { ...bench.cursors, move: () => Promise.reject(new Error('died')) },
    });
    await expect(bench.go(client)).rejects.toThrow('died');

    // Act
    Object.assign(bench.ports, { cursors: { ...bench.cursors, move } });
    const report = await bench.go(client);

    // Assess
    expect(bench.messages()).toEqual(['901']);
    expect(report).toMatchObject({ end: { kind: 'complete' }, published: 0 });
  });

  it('ends where another run has moved the cursor meanwhile', async () => {
    // Prepare
    const bench = aBench();
    const client: Pick<Client, 'catchUp'> = {
      catchUp: async () => {
        await bench.cursors.move(anAccount(), bench.stored() ?? null, { cursor: 'theirs', upTo: until });
        return aPage('ours', false);
      },
    };

    // Act
    const report = await bench.go(client);

    // Assess
    expect(report.end).toEqual({ kind: 'overtaken' });
    expect(bench.stored()).toMatchObject({ cursor: 'theirs', version: 1 });
  });
});

describe('a helpdesk that does not answer as it should', () => {
  it.each([
    ['throttles', { kind: 'throttled', retryAfterMs: 20_000 }],
    ['is down', { kind: 'unavailable', status: 503 }],
    ['refuses', { kind: 'refused', status: 400, code: 'http-400', expected: false }],
  ] as const)('and %s ends the run; the first look is not forgotten for it', async (_, failure) => {
    // Prepare
    const bench = aBench();

    // Act
    const report = await bench.go(pagesOf(failure).client);
    const later = pagesOf();
    await bench.go(later.client, { firstLookFrom: new Date('2026-01-09T09:00:00.000Z') });

    // Assess
    expect(report).toMatchObject({ end: { kind: 'failed', failure }, upTo: firstLookFrom });
    expect(later.asked).toEqual([{ cursor: null, since: firstLookFrom, until }]);
  });

  it('and refuses one part of a page goes on with the rest, but has not been seen up to there', async () => {
    // Prepare
    const bench = aBench();
    const failure = { kind: 'refused', status: 400, code: 'invalid-field', expected: false } as const;
    const refused = [{ part: 'posts', failure }];
    const { client, asked } = pagesOf(
      { kind: 'page', found: [aFoundMessage('901')], cursor: 'one', isLast: false, refused },
      { kind: 'page', found: [aFoundMessage('902')], cursor: 'two', isLast: true, refused },
      { kind: 'page', found: [], cursor: 'three', isLast: true, refused: [] },
    );

    // Act
    const report = await bench.go(client);
    const stored = bench.stored();
    const mended = await bench.go(client);

    // Assess
    expect(bench.messages()).toEqual(['901', '902']);
    expect(report).toMatchObject({ end: { kind: 'incomplete', refused }, upTo: firstLookFrom });
    expect(stored).toMatchObject({ cursor: 'two', upTo: firstLookFrom });
    expect(asked[2]).toMatchObject({ cursor: 'two' });
    expect(mended).toMatchObject({ end: { kind: 'complete' }, upTo: until });
  });

  it('refusing our credentials from the beginning is as good as not set up', async () => {
    // Prepare
    const bench = aBench();

    // Act
    const report = await bench.go(pagesOf({ kind: 'unauthorised', status: 401 }).client);

    // Assess
    expect(report).toMatchObject({ end: { kind: 'failed' }, upTo: null });
    expect(bench.stored()).toBeUndefined();
  });

  it('leaves a cursor that there is where it is', async () => {
    // Prepare
    const bench = aBench();
    const { client } = pagesOf(aPage('one', true), { kind: 'unavailable', status: null });
    await bench.go(client);

    // Act
    const report = await bench.go(client);

    // Assess
    expect(report).toMatchObject({ end: { kind: 'failed' }, upTo: until });
    expect(bench.stored()).toMatchObject({ cursor: 'one', version: 1 });
  });

  it('has no credentials yet: nothing is looked at and nothing stored', async () => {
    // Prepare
    const bench = aBench();

    // Act
    const report = await bench.go(pagesOf(new NotConfiguredError('no secret')).client);

    // Assess
    expect(report).toEqual({ end: { kind: 'not-configured' }, published: 0, found: 0, upTo: null });
    expect(bench.stored()).toBeUndefined();
  });

  it('fails otherwise as what it is', async () => {
    // Prepare
    const bench = aBench();

    // Act
    const going = bench.go(pagesOf(new TypeError('a mistake')).client);

    // Assess
    await expect(going).rejects.toThrow('a mistake');
  });
});
