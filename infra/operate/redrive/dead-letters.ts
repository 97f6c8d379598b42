import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from '../dead-letter-queues.ts';
import { notDeployed } from '../not-deployed.ts';
import { askedAttributes, type ParkedMessage, parkedMessageOf } from './parked.ts';

/** What SQS hands out at once, at most. */
const maxMessages = 10;
/** Asks all of SQS's servers; a look without waiting asks some, and may find nothing though something is there. */
const waitSeconds = 1;
/** For as long as nobody gives it back. What is held longer than a whole look is seen again and known. */
const hiddenSeconds = 120;
/** Others, such as `dlq-watch` every minute, hold all messages for a moment: as often as that a look that finds too little waits. */
const emptyReceives = 3;
/** A list that nobody reads to its end; whoever has so many wants `--all` or a narrower choice. */
const maxSeen = 5_000;

/** A parked message for as long as this look holds it; no other one can have it meanwhile. */
export type HeldMessage = Readonly<{
  parked: ParkedMessage;
  /** Takes it out of the queue for good. */
  remove: () => Promise<void>;
}>;

/** What becomes of a message that was seen: it stays, or has been removed. */
export type Seen = 'stays' | 'removed';

/** One dead-letter queue, opened. */
export type DeadLetters = Readonly<{
  queue: DeadLetterQueue;
  /** Messages in it, hidden ones included; SQS calls it approximate. */
  count: () => Promise<number>;
  /**
   * Shows every message that can be had, each once, in the order of its conversation, and gives back those that stay. Rejects
   * with the reason of `stop` before the next message once that is aborted; what is held is given back then, too.
   */
  visit: (see: (held: HeldMessage) => Promise<Seen>, stop?: AbortSignal) => Promise<void>;
}>;

/** Address of a queue. Throws CommandError if the stage has none of that name. */
export async function urlOf(sqs: SQSClient, physicalName: string, stage: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: physicalName }));
    return QueueUrl;
  } catch (cause) {
    if (!(cause instanceof QueueDoesNotExist)) throw cause;
    throw notDeployed(`There is no queue ${physicalName}`, stage, cause);
  }
}

/** Opens a dead-letter queue. Throws CommandError if the stage has none of that name. */
export async function openDeadLetters(
  sqs: SQSClient,
  queue: DeadLetterQueue,
  { queues, stage }: Readonly<{ queues: readonly DeadLetterQueue[]; stage: string }>,
): Promise<DeadLetters> {
  const QueueUrl = await urlOf(sqs, queue.physicalName, stage);

  async function receive(): Promise<readonly Message[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: maxMessages,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: hiddenSeconds,
        MessageAttributeNames: askedAttributes,
        MessageSystemAttributeNames: [
          'ApproximateReceiveCount',
          'AWSTraceHeader',
          'MessageGroupId',
          'SentTimestamp',
        ],
      }),
    );
    return Messages;
  }

  /** What is visible again by itself, or has been taken by somebody else since, fails alone and needs nothing. */
  async function giveBack(handles: readonly string[]): Promise<void> {
    for (let from = 0; from < handles.length; from += maxMessages) {
      const Entries = handles
        .slice(from, from + maxMessages)
        .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  }

  const hold = (message: Message): HeldMessage => ({
    parked: parkedMessageOf(message, queue, queues),
    remove: async () => {
      const { ReceiptHandle } = message;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
  });

  return {
    queue,
    count: () => countIn(sqs, QueueUrl),
    async visit(see, stop) {
      const handles = new Map<string, string>();
      const seen = new Set<string>();
      let fruitless = 0;
      /** Those that were held for too long come back before the others do, ten at a time. */
      const isWorthwhile = () => fruitless < emptyReceives + handles.size / maxMessages;
      try {
        while (seen.size < maxSeen && isWorthwhile()) {
          stop?.throwIfAborted();
          const received = await receive();
          for (const { MessageId = '', ReceiptHandle = '' } of received)
            handles.set(MessageId, ReceiptHandle);
          const fresh = received.filter(({ MessageId = '' }) => !seen.has(MessageId));
          if (received.length === 0 && (await countIn(sqs, QueueUrl)) <= handles.size) return;
          fruitless = fresh.length === 0 ? fruitless + 1 : 0;
          for (const message of fresh) {
            stop?.throwIfAborted();
            const held = hold(message);
            seen.add(held.parked.id);
            if ((await see(held)) === 'removed') handles.delete(held.parked.id);
          }
        }
      } finally {
        await giveBack([...handles.values()]);
      }
    },
  };
}

async function countIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const { ApproximateNumberOfMessages = '0', ApproximateNumberOfMessagesNotVisible = '0' } = Attributes;
  return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
}
