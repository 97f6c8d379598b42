import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type Envelope, envelopeShape } from '../../events/envelope.ts';

/** A record of a queue, in our words. */
export type QueueRecord = Readonly<{
  /** SQS's id of the message. */
  queueMessageId: string;
  body: string;
  /** Of a FIFO queue: whose turns come one after the other (the conversation), and what SQS tells repeats by. Null = a standard queue's. */
  fifo: Readonly<{ groupId: string; deduplicationId: string }> | null;
  /** How often the queue has handed it out, this time included. */
  receiveCount: number;
  /** When it came into the queue. */
  sentAt: Date;
  traceHeader: string | null;
  receiptHandle: string;
  /** Name of the queue it came from. */
  queueName: string;
}>;

/** Takes what we need from a record of an SQS event. */
export function queueRecordOf(record: SQSRecord): QueueRecord {
  const { attributes } = record;
  const queueName = lastPart(record.eventSourceARN, ':');
  return {
    queueMessageId: record.messageId,
    body: record.body,
    // A standard queue may have groups too, but those are for fairness and put nothing in order.
    fifo: queueName.endsWith('.fifo')
      ? {
          groupId: attributes.MessageGroupId ?? record.messageId,
          deduplicationId: attributes.MessageDeduplicationId ?? record.messageId,
        }
      : null,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    sentAt: new Date(Number(attributes.SentTimestamp)),
    traceHeader: attributes.AWSTraceHeader ?? null,
    receiptHandle: record.receiptHandle,
    queueName,
  };
}

/** Both a queue's URL and its ARN end with its name. */
export function lastPart(text: string, separator: '/' | ':'): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** The event in a record's body, or as much of it as names the message. */
export type QueueBody<Detail> = Readonly<
  { kind: 'event'; event: Detail } | { kind: 'unreadable'; cause: Envelope | null; error: unknown }
>;

const envelopeSchema = z.object(envelopeShape);

/** Reads a body with a contract's `parse`. Never throws: a body that is not the event can only be parked. */
export function readBody<Detail>(body: string, parse: (detail: unknown) => Detail): QueueBody<Detail> {
  let detail: unknown;
  try {
    detail = JSON.parse(body);
    return { kind: 'event', event: parse(detail) };
  } catch (error) {
    const envelope = z.safeParse(envelopeSchema, detail);
    return { kind: 'unreadable', cause: envelope.success ? envelope.data : null, error };
  }
}
