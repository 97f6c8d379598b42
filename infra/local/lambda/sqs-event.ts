import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { traceIdOf } from '../journal.ts';
import { md5Of, md5OfAttributes } from '../queue/received.ts';
import type { MessageAttribute, ReceivedMessage } from '../queue/types.ts';

function attributesOf(attributes: Readonly<Record<string, MessageAttribute>>): SQSMessageAttributes {
  const entries = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    {
      ...(StringValue === undefined ? {} : { stringValue: StringValue }),
      ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: DataType,
    },
  ]);
  return Object.fromEntries(entries);
}

/** What is always there; the rest (group, sequence number, trace) only where the message has it. */
const systemAttributes = z.looseObject({
  ApproximateReceiveCount: z.string(),
  SentTimestamp: z.string(),
  SenderId: z.string(),
  ApproximateFirstReceiveTimestamp: z.string(),
});

function recordOf(message: ReceivedMessage, queueArn: string): SQSRecord {
  const md5OfMessageAttributes = md5OfAttributes(message.messageAttributes);
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: systemAttributes.parse(message.attributes),
    messageAttributes: attributesOf(message.messageAttributes),
    md5OfBody: md5Of(message.body),
    ...(md5OfMessageAttributes === null ? {} : { md5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

/** What Lambda calls a function with for a batch of messages. */
export function sqsEventOf(messages: readonly ReceivedMessage[], queueArn: string): SQSEvent {
  return { Records: messages.map((message) => recordOf(message, queueArn)) };
}

/** The trace that all messages of a batch belong to; null = they are of several, or of none. */
export function sharedTraceId(messages: readonly ReceivedMessage[]): string | null {
  const [first, ...others] = new Set(messages.map(({ attributes }) => traceIdOf(attributes.AWSTraceHeader)));
  return others.length === 0 ? (first ?? null) : null;
}

const partialResult = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Which messages of a batch have failed, by what the function gave under ReportBatchItemFailures: none for nothing or an
 * empty list; the named ones; all of them for an empty or unknown id or anything else that is not of this shape.
 */
export function failedMessageIds(payload: string, messageIds: readonly string[]): ReadonlySet<string> {
  const parsed = partialResult.nullable().safeParse(JSON.parse(payload));
  if (!parsed.success) return new Set(messageIds);
  const failed = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return new Set(failed.every((id) => messageIds.includes(id)) ? failed : messageIds);
}
