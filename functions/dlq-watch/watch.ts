import {
  ChangeMessageVisibilityBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { envelopeShape } from '../../events/envelope.ts';
import { type MessageParked, messageParked } from '../../events/message-parked.v1.ts';
import { type Bus, publication } from '../_shared/bus.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { parkAttributes, parkedEventOf, unreadableEnd } from '../_shared/park.ts';
import { lastPart, readBody } from '../_shared/queue-record.ts';
import { endedRecordOf, type Runtime } from '../_shared/runtime.ts';
import { withTrace } from '../_shared/trace.ts';

export type WatchedQueue = Readonly<{ stage: MessageParked['stage']; url: string }>;

export type WatchDeps = Readonly<{
  sqs: SQSClient;
  queues: readonly WatchedQueue[];
  ledger: Ledger;
  bus: Bus;
  runtime: Runtime;
}>;

/** What SQS hands out at once, at most. */
const maxMessages = 10;
/** Longer than one look lasts, so that no message is seen twice in it; if it dies, as long as nobody else sees them. */
const hiddenSeconds = 120;
/** Ends a look at an overflowing queue; the next one goes on. */
const maxReceives = 20;

const reason = 'crashed';
const envelope = z.object(envelopeShape);

/**
 * Looks through the dead-letter queues for messages that SQS moved there because a function kept failing: nobody has told
 * the bus about those. Deletes nothing. A queue that cannot be read does not keep the others from being read.
 */
export async function watch(deps: WatchDeps): Promise<void> {
  const looks = await Promise.allSettled(deps.queues.map((queue) => lookInto(queue, deps)));
  const failed = looks.find((look) => look.status === 'rejected');
  if (failed) throw failed.reason;
}

/** A person who looks into the queue meanwhile must not find it empty: what was seen is given back at once. */
async function lookInto(queue: WatchedQueue, deps: WatchDeps): Promise<void> {
  const seen: Message[][] = [];
  try {
    await seeAll(queue, deps, seen);
  } finally {
    await Promise.all(seen.map((messages) => release(messages, queue, deps)));
  }
}

async function release(messages: readonly Message[], { url }: WatchedQueue, { sqs }: WatchDeps) {
  await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: url,
      Entries: messages.map(({ ReceiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: 0,
      })),
    }),
  );
}

async function seeAll(queue: WatchedQueue, deps: WatchDeps, seen: Message[][]): Promise<void> {
  for (let receives = 0; receives < maxReceives; receives += 1) {
    const { Messages = [] } = await deps.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: maxMessages,
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: 0,
        MessageAttributeNames: [parkAttributes.reason],
        MessageSystemAttributeNames: ['AWSTraceHeader', 'ApproximateReceiveCount'],
      }),
    );
    if (Messages.length === 0) return;
    seen.push(Messages);
    for (const message of Messages) {
      await withTrace(message.Attributes?.AWSTraceHeader ?? null, () => look(message, queue, deps));
    }
  }
}

async function look(message: Message, queue: WatchedQueue, deps: WatchDeps): Promise<void> {
  if (message.MessageAttributes?.[parkAttributes.reason] !== undefined) return;
  const key = `crashed#${lastPart(queue.url, '/')}#${message.MessageId}`;
  const entry = await deps.ledger.begin(key);
  if (entry.kind === 'done') return;
  await tell(message, queue, deps);
  await deps.ledger.complete(key, message.MessageId ?? '');
}

async function tell(message: Message, { stage }: WatchedQueue, { bus, runtime }: WatchDeps): Promise<void> {
  const body = readBody(message.Body ?? '', (detail) => z.parse(envelope, detail));
  if (body.kind === 'unreadable') {
    runtime.logEnded(unreadableEnd(reason));
    return;
  }
  const receiveCount = Number(message.Attributes?.ApproximateReceiveCount ?? 0);
  await bus.publish(publication(messageParked, parkedEventOf(body.event, { stage, reason, receiveCount })));
  runtime.logEnded(endedRecordOf(body.event, { outcome: 'parked', reason }));
}
