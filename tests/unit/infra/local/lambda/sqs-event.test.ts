import { expect, test } from 'vitest';
import { failedMessageIds, sharedTraceId, sqsEventOf } from '../../../../../infra/local/lambda/sqs-event.ts';
import type { ReceivedMessage } from '../../../../../infra/local/queue/types.ts';

const message = (changes: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
  receiptHandle: 'handle',
  body: 'Test message.',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1545082649183',
    SenderId: '000000000000',
    ApproximateFirstReceiveTimestamp: '1545082649185',
    MessageGroupId: 'zendesk:22129848:1',
    MessageDeduplicationId: 'one',
    SequenceNumber: '00000000000000000001',
    AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
  },
  messageAttributes: {},
  ...changes,
});
const queueArn = 'arn:aws:sqs:eu-central-1:000000000000:enrich.fifo';

test('a record has the members that Lambda gives it', () => {
  expect(sqsEventOf([message()], queueArn)).toEqual({
    Records: [
      {
        messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
        receiptHandle: 'handle',
        body: 'Test message.',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '1545082649183',
          SenderId: '000000000000',
          ApproximateFirstReceiveTimestamp: '1545082649185',
          MessageGroupId: 'zendesk:22129848:1',
          MessageDeduplicationId: 'one',
          SequenceNumber: '00000000000000000001',
          AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
        },
        messageAttributes: {},
        // md5sum of the body
        md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
        eventSource: 'aws:sqs',
        eventSourceARN: queueArn,
        awsRegion: 'eu-central-1',
      },
    ],
  });
});

test("attributes of a message change their members' spelling", () => {
  // Act
  const { Records } = sqsEventOf(
    [message({ messageAttributes: { reason: { DataType: 'String', StringValue: 'too old' } } })],
    queueArn,
  );
  // Assess
  expect(Records[0]?.messageAttributes).toEqual({
    reason: { dataType: 'String', stringValue: 'too old', stringListValues: [], binaryListValues: [] },
  });
  expect(Records[0]?.md5OfMessageAttributes).toMatch(/^[0-9a-f]{32}$/);
});

const traced = (header: string | undefined) =>
  message({ attributes: { ...message().attributes, ...(header ? { AWSTraceHeader: header } : {}) } });

test('a batch has a trace of its own unless all its messages share one', () => {
  expect(sharedTraceId([traced('Root=1-a'), traced('Root=1-a;Parent=x')])).toBe('1-a');
  expect(sharedTraceId([traced('Root=1-a'), traced('Root=1-b')])).toBeNull();
});

test.each([
  { payload: 'null', failed: [] },
  { payload: '{}', failed: [] },
  { payload: '{"batchItemFailures":null}', failed: [] },
  { payload: '{"batchItemFailures":[]}', failed: [] },
  { payload: '{"batchItemFailures":[{"itemIdentifier":"b"}]}', failed: ['b'] },
  { payload: '{"batchItemFailures":[{"itemIdentifier":""}]}', failed: ['a', 'b', 'c'] },
  { payload: '{"batchItemFailures":[{"itemIdentifier":null}]}', failed: ['a', 'b', 'c'] },
  { payload: '{"batchItemFailures":[{"item":"b"}]}', failed: ['a', 'b', 'c'] },
  { payload: '{"batchItemFailures":[{"itemIdentifier":"x"}]}', failed: ['a', 'b', 'c'] },
  { payload: '{"batchItemFailures":"b"}', failed: ['a', 'b', 'c'] },
  { payload: '"fine"', failed: ['a', 'b', 'c'] },
])('the answer $payload fails $failed of a, b, c', ({ payload, failed }) => {
  expect([...failedMessageIds(payload, ['a', 'b', 'c'])]).toEqual(failed);
});
