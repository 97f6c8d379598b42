import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLedger } from '../../../../functions/_shared/ledger.ts';
import { watch } from '../../../../functions/dlq-watch/watch.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables('ledger');
});
afterAll(() => tables.stop());

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
beforeEach(() => {
  sqs.reset();
  contents.clear();
  sqs
    .on(ReceiveMessageCommand)
    .callsFake(({ QueueUrl }) => ({ Messages: contents.get(QueueUrl)?.splice(0) ?? [] }));
});

const enrichQueue = 'https://sqs.eu-west-1.amazonaws.com/1/enrich-dlq.fifo';
const writeQueue = 'https://sqs.eu-west-1.amazonaws.com/1/zendesk-dlq.fifo';
function setUp() {
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const deps = {
    sqs: client,
    queues: [
      { stage: 'enrich' as const, url: enrichQueue },
      { stage: 'write-back' as const, url: writeQueue },
    ],
    ledger: createLedger({ db: tables.db, table: 'ledger', now: () => new Date('2026-01-09T09:00:00Z') }),
    bus,
    runtime,
  };
  return { bus, runtime, deps };
}
/** What the next looks into a queue find, until it is empty for this look. */
const contents = new Map<string, Message[]>();
const holds = (url: string, ...messages: Message[]) => contents.set(url, messages);
const crashed = (MessageId: string, Body = JSON.stringify(anEnrichedMessage())): Message => ({
  MessageId,
  ReceiptHandle: `handle-${MessageId}`,
  Body,
  Attributes: { ApproximateReceiveCount: '7', AWSTraceHeader: 'Root=1-67891233-abcdef012345678912345678' },
});

describe('watching the dead-letter queues', () => {
  test('tells the bus and the log of a message that crashed, with the stage of its queue', async () => {
    // Prepare
    const { deps, bus, runtime } = setUp();
    holds(enrichQueue);
    holds(writeQueue, crashed('m-1'));

    // Act
    await watch(deps);

    // Assess
    expect(bus.details()).toMatchObject([
      { type: 'message.parked.v1', stage: 'write-back', reason: 'crashed', receiveCount: 7, ticket: '5158' },
    ]);
    expect(runtime.ended).toMatchObject([
      { outcome: 'parked', reason: 'crashed', traceId: '1-67891233-abcdef012345678912345678' },
    ]);
  });

  test('gives back at once what it has seen, so that nobody finds the queue empty, also if a look fails', async () => {
    // Prepare
    const { deps, bus } = setUp();
    holds(enrichQueue, crashed('m-a'));
    holds(writeQueue, crashed('m-b'));
    bus.failures.push(new Error('no bus'));

    // Act
    await expect(watch(deps)).rejects.toThrow('no bus');

    // Assess
    const released = sqs
      .commandCalls(ChangeMessageVisibilityBatchCommand)
      .flatMap(({ args: [{ input }] }) => input.Entries ?? [])
      .map(({ ReceiptHandle, VisibilityTimeout }) => [ReceiptHandle, VisibilityTimeout]);
    expect(released.toSorted()).toEqual([
      ['handle-m-a', 0],
      ['handle-m-b', 0],
    ]);
  });

  test('tells it once, however often it looks', async () => {
    // Prepare
    const { deps, bus, runtime } = setUp();
    for (let look = 0; look < 3; look += 1) {
      holds(enrichQueue, crashed('m-2'));
      holds(writeQueue);
      // Act
      await watch(deps);
    }

    // Assess
    expect(bus.published).toHaveLength(1);
    expect(runtime.ended).toHaveLength(1);
  });

  test('tells it at the next look if the bus could not be reached', async () => {
    // Prepare
    const { deps, bus } = setUp();
    holds(enrichQueue, crashed('m-3'));
    holds(writeQueue);
    bus.failures.push(new Error('no bus'));
    await expect(watch(deps)).rejects.toThrow('no bus');

    // Act
    holds(enrichQueue, crashed('m-3'));
    await watch(deps);

    // Assess
    expect(bus.published).toHaveLength(1);
  });

  test('says nothing of a message that was parked with a reason', async () => {
    // Prepare
    const { deps, bus, runtime } = setUp();
    const parked = {
      ...crashed('m-4'),
      MessageAttributes: { reason: { DataType: 'String', StringValue: 'unauthorised' } },
    };
    holds(enrichQueue, parked);
    holds(writeQueue);

    // Act
    await watch(deps);

    // Assess
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toEqual([]);
  });

  test('ends even a message of which nothing can be read', async () => {
    // Prepare
    const { deps, bus, runtime } = setUp();
    holds(enrichQueue, crashed('m-5', 'Hola'));
    holds(writeQueue);

    // Act
    await watch(deps);

    // Assess
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toMatchObject([{ outcome: 'parked', reason: 'crashed', eventId: null }]);
  });

  test('looks into the other queues when one cannot be read', async () => {
    // Prepare
    const { deps, bus } = setUp();
    sqs.on(ReceiveMessageCommand, { QueueUrl: enrichQueue }).rejects(new Error('gone'));
    holds(writeQueue, crashed('m-6'));

    // Act
    const watching = watch(deps);

    // Assess
    await expect(watching).rejects.toThrow('gone');
    expect(bus.published).toHaveLength(1);
  });

  test('never takes a message out, and does not look for ever', async () => {
    // Prepare
    const { deps } = setUp();
    sqs.on(ReceiveMessageCommand).resolves({ Messages: [crashed('m-7')] });

    // Act
    await watch(deps);

    // Assess
    expect(sqs.commandCalls(ReceiveMessageCommand)).toHaveLength(40);
    expect(sqs.commandCalls(ChangeMessageVisibilityBatchCommand)).toHaveLength(40);
    expect(sqs.calls()).toHaveLength(80);
  });
});
