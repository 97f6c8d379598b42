import { describe, expect, it } from 'vitest';
import { type CatchUpOutcome, type Connector, NotConfiguredError } from '../../../../connectors/contract.ts';
import { currentTraceHeader } from '../../../../functions/_shared/trace.ts';
import { createHandler, type ReconcileDeps } from '../../../../functions/reconcile/handler.ts';
import { newTraceHeader } from '../../../../functions/reconcile/new-trace.ts';
import { anAccount } from '../../../support/factories.ts';
import { aConnector, scriptedClient } from '../../../support/helpdesk-double.ts';
import { mapTraces } from '../../../support/map-traces.ts';
import { aFoundHint, aFoundMessage, aPage, mapCursors, pagesOf } from '../../../support/reconcile-bench.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';

const now = new Date('2026-01-09T08:07:00.000Z');
const never = new Promise<void>(() => {});
type Answers = Readonly<Record<string, readonly (CatchUpOutcome | Error)[]>>;

/** A handler over accounts that answer as told, by their ids. */
function aHandler(answers: Answers, changes: Partial<ReconcileDeps> = {}) {
  const runtime = recordedRuntime();
  const bus = recordedBus();
  const traces: (string | null)[] = [];
  const pages = new Map(
    Object.entries(answers).map(([account, outcomes]) => [account, pagesOf(...outcomes)]),
  );
  const timers: number[] = [];
  let begun = 0;
  const connector: Connector = aConnector();
  const deps: ReconcileDeps = {
    accounts: Object.keys(answers).map((account) => anAccount({ account })),
    helpdesks: (_, account) => {
      const told = pages.get(account);
      if (told === undefined) return null;
      const client = { ...scriptedClient({ kind: 'superseded' }).client, ...told.client };
      return { settings: anAccount({ account }), connector, client };
    },
    cursors: mapCursors(),
    lookup: async () => new Set(),
    traces: mapTraces(),
    ledger: { complete: async () => {} },
    bus: {
      publish: async (...publications) => {
        traces.push(currentTraceHeader());
        await bus.publish(...publications);
      },
    },
    runtime,
    now: () => now,
    graceSeconds: 120,
    invocationTraceHeader: () => 'Root=1-67891233-aaaaaaaaaaaaaaaaaaaaaaaa',
    newTraceHeader: () => {
      begun += 1;
      return `Root=1-67891233-00000000000000000000000${begun};Sampled=1`;
    },
    startTimer: (ms) => {
      timers.push(ms);
      return { fired: never, stop: () => {} };
    },
    ...changes,
  };
  const remaining = { ms: 120_000 };
  const handler = createHandler(deps);
  return {
    ...{ runtime, bus, traces, timers, pages, remaining },
    run: () => handler({}, { getRemainingTimeInMillis: () => remaining.ms }),
    metric: (name: string) =>
      runtime.counts
        .filter((count) => count.name === name)
        .map(({ value, properties }) => [value, properties]),
  };
}

describe('the handler of the schedule', () => {
  it('looks at each account up to two minutes ago, from a quarter of an hour back at first', async () => {
    // Prepare
    const handler = aHandler({ '1': [], '2': [] });

    // Act
    await handler.run();

    // Assess
    expect([...handler.pages.values()].map(({ asked }) => asked)).toEqual([
      [
        {
          cursor: null,
          since: new Date('2026-01-09T07:52:00.000Z'),
          until: new Date('2026-01-09T08:05:00.000Z'),
        },
      ],
      [
        {
          cursor: null,
          since: new Date('2026-01-09T07:52:00.000Z'),
          until: new Date('2026-01-09T08:05:00.000Z'),
        },
      ],
    ]);
    expect(handler.metric('MessagesFoundByCatchUp')).toEqual([
      [0, { outcome: 'complete' }],
      [0, { outcome: 'complete' }],
    ]);
    expect(handler.runtime.durations).toMatchObject([
      { name: 'CatchUpLag', ms: 120_000, connector: 'zendesk' },
      { name: 'CatchUpLag', ms: 120_000, connector: 'zendesk' },
    ]);
    expect(handler.runtime.problems).toEqual([]);
  });

  it('gives each thing that it finds a trace of its own, counts it and names it by its ids', async () => {
    // Prepare
    const found = [aFoundMessage('901'), aFoundMessage('902'), aFoundHint('first:35', 'first-message')];
    const handler = aHandler({ '22129848': [aPage('end', true, ...found)] });

    // Act
    await handler.run();

    // Assess
    expect(handler.traces).toEqual([
      'Root=1-67891233-000000000000000000000001;Sampled=1',
      'Root=1-67891233-000000000000000000000002;Sampled=1',
      'Root=1-67891233-000000000000000000000003;Sampled=1',
    ]);
    expect(handler.bus.details().map(({ message }) => message)).toEqual(['901', '902', 'first:35']);
    expect(handler.metric('MessagesFoundByCatchUp')).toEqual([[2, { outcome: 'complete' }]]);
    expect(handler.metric('MessagesReceived')).toHaveLength(3);
    expect(handler.runtime.problems).toMatchObject([
      { code: 'found-by-catch-up', level: 'warn', ids: { ticket: '35', messageId: '901' } },
      { code: 'found-by-catch-up', level: 'warn', ids: { ticket: '35', messageId: '902' } },
      { code: 'hint-by-catch-up', level: 'warn', ids: { ticket: '35', messageId: 'first:35' } },
    ]);
    expect(JSON.stringify([handler.runtime.problems, handler.runtime.counts])).not.toContain('Hola');
  });

  it.each([
    [{ kind: 'throttled', retryAfterMs: null }, 'HelpdeskThrottled', []],
    [{ kind: 'unauthorised', status: 403 }, 'HelpdeskUnauthorised', ['catch-up-unauthorised']],
    [{ kind: 'unavailable', status: 503 }, null, ['catch-up-unavailable']],
    [{ kind: 'refused', status: 400, code: 'http-400', expected: false }, null, ['catch-up-refused']],
  ] as const)('ends a run that met %j without failing, and says so', async (failure, metric, problems) => {
    // Prepare
    const handler = aHandler({ '22129848': [failure] });

    // Act
    await handler.run();

    // Assess
    expect(metric === null ? 1 : handler.metric(metric).length).toBe(1);
    expect(handler.runtime.problems.map(({ code }) => code)).toEqual(problems);
    expect(handler.metric('MessagesFoundByCatchUp')).toEqual([
      [0, { outcome: 'failed', reason: failure.kind }],
    ]);
  });

  it('names each part that the helpdesk refuses, and lets the lag grow from run to run, which rings the alarm', async () => {
    // Prepare
    const failure = { kind: 'refused', status: 400, code: 'invalid-field', expected: false } as const;
    const page: CatchUpOutcome = {
      ...{ kind: 'page', found: [], cursor: 'end', isLast: true },
      refused: [
        { part: 'posts', failure },
        { part: 'comments', failure },
      ],
    };
    const clock = { ms: now.getTime() };
    const handler = aHandler({ '22129848': [page, page] }, { now: () => new Date(clock.ms) });

    // Act
    await handler.run();
    clock.ms += 300_000;
    await handler.run();

    // Assess
    expect(handler.runtime.durations).toMatchObject([
      { name: 'CatchUpLag', ms: 900_000 },
      { name: 'CatchUpLag', ms: 1_200_000 },
    ]);
    expect(handler.metric('MessagesFoundByCatchUp')).toEqual([
      [0, { outcome: 'incomplete' }],
      [0, { outcome: 'incomplete' }],
    ]);
    expect(handler.runtime.problems.slice(0, 2)).toMatchObject([
      { code: 'catch-up-refused-posts', level: 'error', error: failure, ids: { account: '22129848' } },
      { code: 'catch-up-refused-comments', level: 'error', error: failure, ids: { account: '22129848' } },
    ]);
  });

  it('passes over an account without credentials, with the metric that there is for it', async () => {
    // Prepare
    const handler = aHandler({ '22129848': [new NotConfiguredError('no secret')] });

    // Act
    await handler.run();

    // Assess
    expect(handler.runtime.counts.map(({ name }) => name)).toEqual(['AccountNotConfigured']);
    expect(handler.runtime.durations).toEqual([]);
    expect(handler.runtime.problems).toMatchObject([
      { code: 'api-secret-missing', level: 'warn', ids: { account: '22129848' } },
    ]);
  });

  it('lets the others go on where one account fails, and fails in the end, so that the alarm knows', async () => {
    // Prepare
    const handler = aHandler({
      '1': [new TypeError('a mistake')],
      '2': [aPage('end', true, aFoundMessage('901'))],
    });

    // Act
    const running = handler.run();

    // Assess
    await expect(running).rejects.toThrow('a mistake');
    expect(handler.bus.details().map(({ account }) => account)).toEqual(['2']);
    expect(handler.runtime.problems.map(({ code, ids }) => [code, ids?.account])).toContainEqual([
      'catch-up-failed',
      '1',
    ]);
  });

  it('begins no page that may not end in time, and waits for none longer than there is', async () => {
    // Prepare
    const handler = aHandler({ '22129848': [aPage('one', false), aPage('two', false)] });
    handler.remaining.ms = 32_001;
    const late = aHandler({ '22129848': [] });
    late.remaining.ms = 32_000;

    // Act
    await handler.run();
    await late.run();

    // Assess
    expect(handler.timers).toEqual([20_001, 20_001, 20_001]);
    expect(late.timers).toEqual([]);
    expect(late.metric('MessagesFoundByCatchUp')).toEqual([[0, { outcome: 'out-of-time' }]]);
  });

  it('gives up a page that comes too late', async () => {
    // Prepare
    const startTimer = () => ({ fired: Promise.resolve(), stop: () => {} });
    const handler = aHandler({ '22129848': [] }, { startTimer });
    Object.assign(handler.pages.get('22129848')!.client, { catchUp: () => new Promise(() => {}) });

    // Act
    await handler.run();

    // Assess
    expect(handler.metric('MessagesFoundByCatchUp')).toEqual([[0, { outcome: 'out-of-time' }]]);
  });
});

describe('a new trace', () => {
  it('begins at its time and is sampled', () => {
    expect(newTraceHeader(new Date('2025-01-16T14:05:07.800Z'), new Uint8Array(12).fill(0xab))).toBe(
      'Root=1-67891213-abababababababababababab;Sampled=1',
    );
  });
});
