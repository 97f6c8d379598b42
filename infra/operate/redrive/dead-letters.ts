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
import { CommandError } from '../../commands/shell.ts';
import type { DeadLetterQueue } from '../dead-letter-queues.ts';
import { askedAttributes, type ParkedMessage, parkedMessageOf } from './parked.ts';

/** What SQS hands out at once, at most. */
const maxMessages = 10;
/** Asks all of SQS's servers; a look without waiting asks some, and may find nothing though something is there. */
const waitSeconds = 1;
/** For as long as nobody gives it back. What is held longer than a whole look is seen again and known. */
const hiddenSeconds = 120;
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
  /** Shows every message that can be had, each once, in the order of its conversation, and gives back those that stay. */
  visit: (see: (held: HeldMessage) => Promise<Seen>) => Promise<void>;
}>;

/** Address of a queue. Throws CommandError if the stage has none of that name. */
export async function urlOf(sqs: SQSClient, physicalName: string, stage: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: physicalName }));
    return QueueUrl;
  } catch (cause) {
    if (!(cause instanceof QueueDoesNotExist)) throw cause;
    throw new CommandError(
      `There is no queue ${physicalName}: the stage "${stage}" is not deployed as its settings say, or the AWS ` +
        `credentials are of another account. "npm run deploy -- --stage ${stage}" deploys it.`,
      { cause },
    );
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
    async visit(see) {
      const handles = new Map<string, string>();
      const seen = new Set<string>();
      try {
        while (seen.size < maxSeen) {
          const received = await receive();
          for (const { MessageId = '', ReceiptHandle = '' } of received)
            handles.set(MessageId, ReceiptHandle);
          const fresh = received.filter(({ MessageId = '' }) => !seen.has(MessageId));
          if (fresh.length === 0) return;
          for (const message of fresh) {
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
