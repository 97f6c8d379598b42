import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ParkOutcome } from '../../../../functions/_shared/park.ts';
import type { QueueRecord } from '../../../../functions/_shared/queue-record.ts';
import { type BatchDeps, type RecordOutcome, runBatch } from '../../../../functions/_shared/sqs-batch.ts';
import { currentTraceId } from '../../../../functions/_shared/trace.ts';
import { anEnrichedMessage, aQueueRecord } from '../../../support/factories.ts';
import { recordedRuntime } from '../../../support/recorders.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
beforeEach(() => {
  sqs.reset();
  sqs.on(ChangeMessageVisibilityCommand).resolves({});
});

const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/work.fifo';
const deadLetterUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/work-dlq.fifo';
function setUp(changes: Partial<BatchDeps> = {}) {
  const runtime = recordedRuntime();
  const parked: { id: string; deadLetterUrl: string; outcome: ParkOutcome }[] = [];
  const deps: BatchDeps = {
    sqs: client,
    queues: [
      { url: 'https://sqs.eu-west-1.amazonaws.com/1/other.fifo', deadLetterUrl: 'x' },
      { url, deadLetterUrl },
    ],
    park: async (record, to, outcome) => {
      parked.push({ id: record.queueMessageId, deadLetterUrl: to, outcome });
    },
    runtime,
    random: () => 0,
    ...changes,
  };
  return { deps, runtime, parked };
}
const batchOf = (...ids: readonly `${string}${number}`[]) => ({
  Records: ids.map((id) => aQueueRecord({ id, group: id.slice(0, 1) })),
});
const failuresOf = (response: { batchItemFailures: { itemIdentifier: string }[] }) =>
  response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
const visibilityChanges = () =>
  sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input);
const done: RecordOutcome = { kind: 'done' };

describe('a batch of a FIFO queue', () => {
  test('gives nothing back when all is done', async () => {
    const response = await runBatch(batchOf('a1', 'b1', 'a2'), setUp().deps, async () => done);
    expect(response).toEqual({ batchItemFailures: [] });
  });

  test('gives the rest of a group back after a failure, and nothing of other groups', async () => {
    // Prepare
    const { deps, runtime } = setUp();
    const worked: string[] = [];

    // Act
    const response = await runBatch(batchOf('a1', 'b1', 'a2', 'b2', 'a3'), deps, async (record) => {
      worked.push(record.queueMessageId);
      if (record.queueMessageId === 'a2') throw new Error('boom');
      return done;
    });

    // Assess
    expect(failuresOf(response)).toEqual(['a2', 'a3']);
    expect(worked).not.toContain('a3');
    expect(worked).toContain('b2');
    expect(visibilityChanges()).toEqual([]);
    expect(runtime.problems).toMatchObject([{ code: 'record-failed', ids: { queueMessageId: 'a2' } }]);
  });

  test('works on one record of a group at a time, and on groups side by side', async () => {
    // Prepare
    const running = new Set<string>();
    const overlaps: string[] = [];

    // Act
    await runBatch(batchOf('a1', 'a2', 'b1', 'b2'), setUp().deps, async ({ queueMessageId }) => {
      for (const other of running) overlaps.push([other, queueMessageId].join('+'));
      running.add(queueMessageId);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(queueMessageId);
      return done;
    });

    // Assess
    expect(overlaps).toContain('a1+b1');
    expect(overlaps.filter((pair) => pair[0] === pair[3])).toEqual([]);
  });

  test('lets a retry and all behind it in its group come back after the same delay', async () => {
    // Prepare
    const { deps, runtime } = setUp();
    const later: RecordOutcome = { kind: 'retry-later', delayMs: 30_000, connector: 'zendesk' };

    // Act
    const response = await runBatch(batchOf('a1', 'a2', 'b1'), deps, async ({ queueMessageId }) =>
      queueMessageId === 'a1' ? later : done,
    );

    // Assess
    expect(failuresOf(response)).toEqual(['a1', 'a2']);
    expect(visibilityChanges()).toEqual([
      { QueueUrl: url, ReceiptHandle: 'handle-a1', VisibilityTimeout: 30 },
      { QueueUrl: url, ReceiptHandle: 'handle-a2', VisibilityTimeout: 30 },
    ]);
    expect(runtime.counts).toMatchObject([{ name: 'RetriesLater', value: 1, connector: 'zendesk' }]);
  });

  test('goes on with a group after one of its records was parked', async () => {
    // Prepare
    const { deps, parked } = setUp();
    const outcome: ParkOutcome = {
      kind: 'park',
      stage: 'write-back',
      reason: 'unauthorised',
      cause: anEnrichedMessage(),
    };

    // Act
    const response = await runBatch(batchOf('a1', 'a2'), deps, async ({ queueMessageId }) =>
      queueMessageId === 'a1' ? outcome : done,
    );

    // Assess
    expect(failuresOf(response)).toEqual([]);
    expect(parked).toEqual([{ id: 'a1', deadLetterUrl, outcome }]);
  });

  test('gives a record back that could not be parked', async () => {
    // Prepare
    const { deps } = setUp({
      park: async () => {
        throw new Error('queue is gone');
      },
    });

    // Act
    const response = await runBatch(batchOf('a1', 'a2'), deps, async () => ({
      kind: 'park',
      stage: 'enrich',
      reason: 'refused',
      cause: null,
    }));

    // Assess
    expect(failuresOf(response)).toEqual(['a1', 'a2']);
  });

  test('gives the rest of a group back at once when the time is short, but never a group’s first record', async () => {
    // Prepare
    const { deps } = setUp({ hasTimeForAnother: () => false });
    const worked: string[] = [];

    // Act
    const response = await runBatch(batchOf('a1', 'a2', 'b1'), deps, async ({ queueMessageId }) => {
      worked.push(queueMessageId);
      return done;
    });

    // Assess
    expect(worked).toEqual(['a1', 'b1']);
    expect(failuresOf(response)).toEqual(['a2']);
    expect(visibilityChanges()).toEqual([
      { QueueUrl: url, ReceiptHandle: 'handle-a2', VisibilityTimeout: 0 },
    ]);
  });

  test('runs each record under the trace that came with it, also side by side', async () => {
    // Prepare
    const seen: Record<string, (string | null)[]> = {};
    const Records = [
      aQueueRecord({ id: 'a1', group: 'a', traceHeader: 'Root=1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa' }),
      aQueueRecord({
        id: 'b1',
        group: 'b',
        traceHeader: 'Root=1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb;Sampled=1',
      }),
      aQueueRecord({ id: 'c1', group: 'c', traceHeader: null }),
    ];

    // Act
    await runBatch({ Records }, setUp().deps, async ({ queueMessageId }) => {
      const before = currentTraceId();
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen[queueMessageId] = [before, currentTraceId()];
      return done;
    });

    // Assess
    expect(seen).toEqual({
      a1: ['1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa', '1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa'],
      b1: ['1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb', '1-bbbbbbbb-bbbbbbbbbbbbbbbbbbbbbbbb'],
      c1: [null, null],
    });
  });

  test('runs a record that brings no trace under the invocation’s own, so that its way can be followed', async () => {
    // Prepare
    const { deps } = setUp({ invocationTraceHeader: () => 'Root=1-cccccccc-cccccccccccccccccccccccc' });
    const Records = [
      aQueueRecord({ id: 'a1', group: 'a', traceHeader: 'Root=1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa' }),
      aQueueRecord({ id: 'b1', group: 'b', traceHeader: null }),
    ];
    const seen: Record<string, string | null> = {};

    // Act
    await runBatch({ Records }, deps, async ({ queueMessageId }) => {
      seen[queueMessageId] = currentTraceId();
      return done;
    });

    // Assess
    expect(seen).toEqual({
      a1: '1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa',
      b1: '1-cccccccc-cccccccccccccccccccccccc',
    });
  });

  test('does not touch a record of a queue that it does not know', async () => {
    // Prepare
    const { deps, runtime } = setUp({ queues: [] });

    // Act
    const response = await runBatch(batchOf('a1'), deps, async () => done);

    // Assess
    expect(failuresOf(response)).toEqual(['a1']);
    expect(String(runtime.problems[0]?.error)).toContain('No queue named work.fifo');
  });

  test('tells the work what the queue knows of the record', async () => {
    // Prepare
    const records: QueueRecord[] = [];

    // Act
    await runBatch(
      {
        Records: [aQueueRecord({ id: 'a1', body: '{"x":1}', receiveCount: 3, sentAtMs: 1_767_946_870_000 })],
      },
      setUp().deps,
      async (record) => {
        records.push(record);
        return done;
      },
    );

    // Assess
    expect(records).toEqual([
      {
        queueMessageId: 'a1',
        body: '{"x":1}',
        fifo: { groupId: 'zendesk:22129848:5158', deduplicationId: 'dedup-a1' },
        receiveCount: 3,
        sentAt: new Date('2026-01-09T08:21:10Z'),
        traceHeader: 'Root=1-67891233-abcdef012345678912345678;Sampled=1',
        receiptHandle: 'handle-a1',
        queueName: 'work.fifo',
      },
    ]);
  });
});

describe('records of one group that are done together', () => {
  test('a record sees what is behind it in its group, and nothing of other groups', async () => {
    // Prepare
    const seen: string[][] = [];

    // Act
    await runBatch(batchOf('a1', 'b1', 'a2', 'a3'), setUp().deps, async ({ queueMessageId }, behind) => {
      seen.push([queueMessageId, ...behind.map((record) => record.queueMessageId)]);
      return done;
    });

    // Assess
    expect(seen.toSorted()).toEqual([['a1', 'a2', 'a3'], ['a2', 'a3'], ['a3'], ['b1']]);
  });

  test('what was done with another is not worked on again, the rest of the group is', async () => {
    // Prepare
    const worked: string[] = [];

    // Act
    const response = await runBatch(batchOf('a1', 'a2', 'a3', 'a4'), setUp().deps, async (record, behind) => {
      worked.push(record.queueMessageId);
      if (record.queueMessageId === 'a4') throw new Error('boom');
      return record.queueMessageId === 'a1' ? { kind: 'done', alsoDone: behind.slice(0, 2) } : done;
    });

    // Assess
    expect(worked).toEqual(['a1', 'a4']);
    expect(failuresOf(response)).toEqual(['a4']);
  });

  test('what has to wait comes back after whole seconds with the rest of its group, and is no retry', async () => {
    // Prepare
    const { deps, runtime } = setUp();

    // Act
    const response = await runBatch(batchOf('a1', 'a2', 'b1'), deps, async ({ queueMessageId }) =>
      queueMessageId === 'a1' ? { kind: 'wait', delayMs: 2_300 } : done,
    );

    // Assess
    expect(failuresOf(response)).toEqual(['a1', 'a2']);
    expect(visibilityChanges()).toEqual([
      { QueueUrl: url, ReceiptHandle: 'handle-a1', VisibilityTimeout: 3 },
      { QueueUrl: url, ReceiptHandle: 'handle-a2', VisibilityTimeout: 3 },
    ]);
    expect(runtime.counts).toEqual([]);
  });
});

describe('a batch of a standard queue', () => {
  const plainUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/plain';
  const queues = [
    { url: plainUrl, deadLetterUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/plain-dlq' },
  ];
  const plainBatch = (...ids: readonly string[]) => ({
    Records: ids.map((id) => aQueueRecord({ id, queueName: 'plain' })),
  });

  test('works on all of its records side by side, and gives back those alone that failed', async () => {
    // Prepare
    const { promise: allBegun, resolve } = Promise.withResolvers<void>();
    const begun: string[] = [];

    // Act
    const response = await runBatch(
      plainBatch('1', '2', '3'),
      setUp({ queues }).deps,
      async (record, behind) => {
        begun.push(`${record.queueMessageId} with ${behind.length} behind it`);
        if (begun.length === 3) resolve();
        await allBegun;
        if (record.queueMessageId === '2') throw new Error('boom');
        return done;
      },
    );

    // Assess
    expect(begun).toEqual(['1 with 0 behind it', '2 with 0 behind it', '3 with 0 behind it']);
    expect(failuresOf(response)).toEqual(['2']);
  });

  test('hides only the record that is to come later', async () => {
    // Prepare
    const { deps } = setUp({ queues });

    // Act
    const response = await runBatch(plainBatch('1', '2'), deps, async ({ queueMessageId }) =>
      queueMessageId === '1' ? { kind: 'retry-later', delayMs: 30_000, connector: 'zendesk' } : done,
    );

    // Assess
    expect(failuresOf(response)).toEqual(['1']);
    expect(visibilityChanges()).toEqual([
      { QueueUrl: plainUrl, ReceiptHandle: 'handle-1', VisibilityTimeout: 30 },
    ]);
  });
});
