import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPark } from '../../../../functions/_shared/park.ts';
import { queueRecordOf } from '../../../../functions/_shared/queue-record.ts';
import { withTrace } from '../../../../functions/_shared/trace.ts';
import { anEnrichedMessage, aQueueRecord } from '../../../support/factories.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
});

const deadLetterUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/work-dlq.fifo';
const record = queueRecordOf(aQueueRecord({ id: 'a', body: '{"the":"body"}', receiveCount: 4 }));
function setUp() {
  const bus = recordedBus();
  const runtime = recordedRuntime();
  return { bus, runtime, park: createPark({ sqs: client, bus, runtime }) };
}

describe('parking a record', () => {
  test('moves it with its group, its deduplication id and the reason to the dead-letter queue', async () => {
    // Prepare
    const { park } = setUp();
    const cause = anEnrichedMessage();

    // Act
    await park(record, deadLetterUrl, { kind: 'park', stage: 'write-back', reason: 'refused', cause });

    // Assess
    expect(sqs.commandCalls(SendMessageCommand)[0]!.args[0].input).toEqual({
      QueueUrl: deadLetterUrl,
      MessageBody: '{"the":"body"}',
      MessageGroupId: 'zendesk:22129848:5158',
      MessageDeduplicationId: 'dedup-a',
      MessageAttributes: {
        reason: { DataType: 'String', StringValue: 'refused' },
        stage: { DataType: 'String', StringValue: 'write-back' },
        eventId: { DataType: 'String', StringValue: cause.eventId },
      },
    });
  });

  test('tells the bus and ends the message in the log', async () => {
    // Prepare
    const { park, bus, runtime } = setUp();
    const cause = anEnrichedMessage();

    // Act
    await withTrace('Root=1-67891233-abcdef012345678912345678', () =>
      park(record, deadLetterUrl, { kind: 'park', stage: 'write-back', reason: 'unauthorised', cause }),
    );

    // Assess
    expect(bus.details()).toMatchObject([
      {
        type: 'message.parked.v1',
        stage: 'write-back',
        reason: 'unauthorised',
        receiveCount: 4,
        ticket: '5158',
        causationId: cause.eventId,
        correlationId: cause.correlationId,
      },
    ]);
    expect(runtime.ended).toEqual([
      {
        message: 'ended',
        outcome: 'parked',
        reason: 'unauthorised',
        eventId: cause.eventId,
        correlationId: cause.correlationId,
        connector: 'zendesk',
        account: '22129848',
        ticket: '5158',
        messageId: '8447388090777',
        traceId: '1-67891233-abcdef012345678912345678',
      },
    ]);
  });

  test('says nothing of it before the message is safe', async () => {
    // Prepare
    const { park, bus, runtime } = setUp();
    sqs.on(SendMessageCommand).rejects(new Error('no'));

    // Act
    const parking = park(record, deadLetterUrl, {
      kind: 'park',
      stage: 'enrich',
      reason: 'refused',
      cause: anEnrichedMessage(),
    });

    // Assess
    await expect(parking).rejects.toThrow();
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toEqual([]);
  });

  test('keeps even a record of which nothing can be read', async () => {
    // Prepare
    const { park, bus, runtime } = setUp();

    // Act
    await park(record, deadLetterUrl, { kind: 'park', stage: 'enrich', reason: 'unreadable', cause: null });

    // Assess
    expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toMatchObject([{ outcome: 'parked', reason: 'unreadable', eventId: null }]);
  });

  test('gives a standard queue neither group nor deduplication id, which it would refuse', async () => {
    // Prepare
    const { park } = setUp();
    const plain = queueRecordOf(aQueueRecord({ id: 'b', body: '{"the":"body"}', queueName: 'plain' }));
    const cause = anEnrichedMessage();

    // Act
    await park(plain, 'https://sqs.eu-west-1.amazonaws.com/111122223333/plain-dlq', {
      kind: 'park',
      stage: 'ingest',
      reason: 'bad-shape',
      cause,
    });

    // Assess
    expect(sqs.commandCalls(SendMessageCommand)[0]!.args[0].input).toEqual({
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/plain-dlq',
      MessageBody: '{"the":"body"}',
      MessageAttributes: {
        reason: { DataType: 'String', StringValue: 'bad-shape' },
        stage: { DataType: 'String', StringValue: 'ingest' },
        eventId: { DataType: 'String', StringValue: cause.eventId },
      },
    });
  });

  test('says whose message it was where nothing else is known', async () => {
    // Prepare
    const { park, bus, runtime } = setUp();

    // Act
    await park(record, deadLetterUrl, {
      kind: 'park',
      stage: 'ingest',
      reason: 'bad-shape',
      cause: null,
      from: { connector: 'zendesk', account: '22129848' },
    });

    // Assess
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toMatchObject([
      { outcome: 'parked', reason: 'bad-shape', connector: 'zendesk', account: '22129848', ticket: null },
    ]);
  });
});
