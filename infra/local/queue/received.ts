import { createHash } from 'node:crypto';
import type { StoredMessage } from './lane.ts';
import type { MessageAttribute, QueueDefinition, ReceivedMessage } from './types.ts';

export const md5Of = (text: string) => createHash('md5').update(text, 'utf8').digest('hex');

/** A length as four bytes, big end first, and the bytes themselves. */
function lengthAndBytes(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

/** The MD5 that SQS answers for message attributes: name, type, kind byte and value of each, sorted by name. */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttribute>>): string | null {
  const entries = Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return null;
  const hash = createHash('md5');
  for (const [name, { DataType, StringValue, BinaryValue }] of entries) {
    const isBinary = DataType.startsWith('Binary');
    hash.update(lengthAndBytes(Buffer.from(name)));
    hash.update(lengthAndBytes(Buffer.from(DataType)));
    hash.update(Buffer.from([isBinary ? 2 : 1]));
    hash.update(
      lengthAndBytes(Buffer.from((isBinary ? BinaryValue : StringValue) ?? '', isBinary ? 'base64' : 'utf8')),
    );
  }
  return hash.digest('hex');
}

/** Names one receive of one message of one queue. */
function receiptHandleOf(queue: string, messageId: string, receiveCount: number): string {
  return Buffer.from(JSON.stringify([queue, messageId, receiveCount])).toString('base64url');
}

/** The parts of a receipt handle of this queue, or null when it is none. */
export function readReceiptHandle(
  queue: string,
  handle: string,
): Readonly<{ messageId: string; receiveCount: number }> | null {
  const text = Buffer.from(handle, 'base64url').toString();
  const [, messageId, count] = /^\["[^"]*","([^"]*)",(\d+)\]$/.exec(text) ?? [];
  if (messageId === undefined || receiptHandleOf(queue, messageId, Number(count)) !== handle) return null;
  return { messageId, receiveCount: Number(count) };
}

/** How old a message is in the time of its lane, as the timestamp that makes the real clock read that age. */
export type LaneNow = Readonly<{ realMs: number; laneMs: number }>;
const shifted = (laneMs: number, now: LaneNow) => String(Math.round(now.realMs - (now.laneMs - laneMs)));

/** A message as its consumer gets it. Timestamps lie in the past by the message's age in scaled time. */
export function receivedMessage(
  message: StoredMessage,
  queue: QueueDefinition,
  now: LaneNow,
): ReceivedMessage {
  const attributes: Record<string, string | null> = {
    SenderId: queue.arn.split(':')[4] ?? '',
    SentTimestamp: shifted(message.sentLaneMs, now),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: shifted(message.firstReceivedLaneMs ?? now.laneMs, now),
    SequenceNumber: message.sequenceNumber,
    MessageGroupId: message.groupId,
    MessageDeduplicationId: message.deduplicationId,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSourceArn,
  };
  return {
    messageId: message.messageId,
    receiptHandle: receiptHandleOf(queue.name, message.messageId, message.receiveCount),
    body: message.body,
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
    messageAttributes: message.messageAttributes,
  };
}
