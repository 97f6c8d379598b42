import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { UnknownQueueError } from './errors.ts';
import { metricNames } from './metric-names.ts';
import type { Park, ParkOutcome } from './park.ts';
import { lastPart, type QueueRecord, queueRecordOf } from './queue-record.ts';
import { retryDelaySeconds } from './retry-delay.ts';
import type { Runtime } from './runtime.ts';
import { withTrace } from './trace.ts';

/** How work on a record ends, unless it throws: then the queue's own visibility timeout decides when it comes back. */
export type RecordOutcome =
  /** `alsoDone`: records behind it in its group that were worked off together with it. */
  | Readonly<{ kind: 'done'; alsoDone?: readonly QueueRecord[] }>
  /** Not yet its time: it comes back after `delayMs`, in whole seconds, and that counts as no failure. */
  | Readonly<{ kind: 'wait'; delayMs: number }>
  /**
   * `delayMs`: what the other side asked for; null = it did not say. `withinMs`: after so long the work is to be finished
   * in another way, so a backoff waits no longer.
   */
  | Readonly<{ kind: 'retry-later'; delayMs: number | null; connector: string; withinMs?: number }>
  | ParkOutcome;

/** A queue with its own dead-letter queue. */
export type QueuePair = Readonly<{ url: string; deadLetterUrl: string }>;

export type BatchDeps = Readonly<{
  sqs: SQSClient;
  queues: readonly QueuePair[];
  park: Park;
  runtime: Runtime;
  /** 0..1; jitter. */
  random: () => number;
  /**
   * Whether the invocation has time for one more record. Asked before each but a group's first; "no" gives the rest of
   * the group back at once instead of letting the function run into its time limit, which would repeat the whole batch.
   */
  hasTimeForAnother?: () => boolean;
  /** The invocation's own trace header, for records that bring none: what came from outside may have none. */
  invocationTraceHeader?: () => string | undefined;
}>;

/** The queue that a record came from. Throws UnknownQueueError. */
function queueOf(record: QueueRecord, queues: readonly QueuePair[]): QueuePair {
  const found = queues.find(({ url }) => lastPart(url, '/') === record.queueName);
  if (found === undefined) throw new UnknownQueueError(`No queue named ${record.queueName} is configured`);
  return found;
}

/** In a standard queue each record stands for itself. */
function byGroup(records: readonly QueueRecord[]): QueueRecord[][] {
  return [...Map.groupBy(records, ({ fifo, queueMessageId }) => fifo?.groupId ?? queueMessageId).values()];
}

/** `behind`: the records of the same group that come after this one in the batch, in case they can be done with it. */
export type Work = (record: QueueRecord, behind: readonly QueueRecord[]) => Promise<RecordOutcome>;

/**
 * Works through a batch. Of a FIFO queue: groups side by side, each group in order, and what fails goes back to the queue
 * together with the rest of its group, and nothing else. Of a standard queue: all records side by side, each for itself.
 * Each record's work runs under that record's trace header.
 */
export async function runBatch(event: SQSEvent, deps: BatchDeps, work: Work): Promise<SQSBatchResponse> {
  const groups = byGroup(event.Records.map(queueRecordOf));
  const unfinished = await Promise.all(groups.map((group) => runGroup(group, deps, work)));
  return {
    batchItemFailures: unfinished.flat().map(({ queueMessageId }) => ({ itemIdentifier: queueMessageId })),
  };
}

/** Gives the records that must come back. */
async function runGroup(
  group: readonly QueueRecord[],
  deps: BatchDeps,
  work: Work,
): Promise<readonly QueueRecord[]> {
  let rest = group;
  for (let [record] = rest; record !== undefined; [record] = rest) {
    const current = record;
    if (rest !== group && deps.hasTimeForAnother?.() === false) {
      await giveBack(rest, deps);
      return rest;
    }
    const waiting = rest;
    const traceHeader = current.traceHeader ?? deps.invocationTraceHeader?.() ?? null;
    const finished = await withTrace(traceHeader, () => runRecord(current, waiting, deps, work));
    if (finished.length === 0) return rest;
    rest = rest.filter((one) => !finished.includes(one));
  }
  return [];
}

/** The records that are finished for this queue: this one, and what was done with it; empty = none. Never throws: what is unexpected is logged and left to the queue. */
async function runRecord(
  record: QueueRecord,
  rest: readonly QueueRecord[],
  deps: BatchDeps,
  work: Work,
): Promise<readonly QueueRecord[]> {
  try {
    const queue = queueOf(record, deps.queues);
    const outcome = await work(record, rest.slice(1));
    switch (outcome.kind) {
      case 'done':
        return [record, ...(outcome.alsoDone ?? [])];
      case 'wait':
        await hideFor(Math.max(1, Math.ceil(outcome.delayMs / 1000)), rest, queue, deps.sqs);
        return [];
      case 'retry-later':
        await holdBack(record, rest, outcome, queue, deps);
        deps.runtime.count(metricNames.retries, 1, outcome.connector);
        return [];
      case 'park':
        await deps.park(record, queue.deadLetterUrl, outcome);
        return [record];
    }
  } catch (error) {
    deps.runtime.logProblem({
      code: 'record-failed',
      level: 'error',
      error,
      ids: { queueMessageId: record.queueMessageId },
    });
    return [];
  }
}

/**
 * Lets the record and those behind it in its group come back after the same delay: a FIFO group stays shut while any of
 * its messages is invisible, so that one left at the queue's timeout would hold up the retry.
 */
function holdBack(
  record: QueueRecord,
  rest: readonly QueueRecord[],
  { delayMs, withinMs }: Extract<RecordOutcome, { kind: 'retry-later' }>,
  queue: QueuePair,
  { sqs, random }: BatchDeps,
): Promise<void> {
  const { receiveCount } = record;
  return hideFor(
    retryDelaySeconds({
      vendorDelayMs: delayMs,
      receiveCount,
      random: random(),
      ...(withinMs === undefined ? {} : { withinMs }),
    }),
    rest,
    queue,
    sqs,
  );
}

/** Makes untouched records visible again. If that fails they come back when the queue's own timeout is over. */
async function giveBack(rest: readonly QueueRecord[], deps: BatchDeps): Promise<void> {
  const [first] = rest;
  if (first === undefined) return;
  try {
    await hideFor(0, rest, queueOf(first, deps.queues), deps.sqs);
  } catch (error) {
    deps.runtime.logProblem({
      code: 'give-back-failed',
      level: 'warn',
      error,
      ids: { queueMessageId: first.queueMessageId },
    });
  }
}

async function hideFor(
  seconds: number,
  records: readonly QueueRecord[],
  queue: QueuePair,
  sqs: SQSClient,
): Promise<void> {
  await Promise.all(
    records.map(({ receiptHandle }) =>
      sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue.url,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      ),
    ),
  );
}
