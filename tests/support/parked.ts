import type { Message } from '@aws-sdk/client-sqs';
import { deadLetterQueuesOf } from '../../infra/operate/dead-letter-queues.ts';
import { type ParkedMessage, parkedMessageOf } from '../../infra/operate/redrive/parked.ts';
import { anEnrichedMessage } from './factories.ts';
import { testSettings } from './synthesised.ts';

/** Of the stage `test`. */
export const parkedQueues = deadLetterQueuesOf(testSettings());

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** A message as SQS hands it out from a dead-letter queue. */
export function aDeadLetter(
  changes: Partial<Message> = {},
  attributes: Readonly<Record<string, string>> = { reason: 'unauthorised', stage: 'write-back' },
): Message {
  return {
    MessageId: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
    ReceiptHandle: 'handle',
    Body: JSON.stringify(anEnrichedMessage()),
    Attributes: {
      SentTimestamp: String(Date.parse('2026-01-09T08:00:00Z')),
      ApproximateReceiveCount: '3',
      MessageGroupId: 'zendesk:22129848:5158',
      AWSTraceHeader: 'Root=1-67891233-abcdef012345678912345678',
    },
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, text(value)]),
    ),
    ...changes,
  };
}

export const queueNamed = (name: string) => parkedQueues.find((queue) => queue.name === name)!;

/** The same, read; from the queue of the writes to Zendesk unless told otherwise. */
export const aParkedMessage = (
  message: Partial<Message> = {},
  attributes?: Readonly<Record<string, string>>,
  queue = 'write-back-zendesk',
): ParkedMessage => parkedMessageOf(aDeadLetter(message, attributes), queueNamed(queue), parkedQueues);
