import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Finding } from '../../../connectors/set-up.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { ok, trouble } from './findings.ts';
import { look } from './look.ts';

/** How many messages are in a queue. SQS counts approximately, and right again about a minute after the last change. */
export type QueueCount = Readonly<{
  /** How it is called in AWS. */
  name: string;
  /** Waiting, held back for a retry, or being worked on. */
  messages: number;
}>;

/** A backlog that the functions do not work off within minutes. */
const backlogMessages = 1_000;

async function countIn(url: string, sqs: SQSClient): Promise<QueueCount> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesDelayed',
        'ApproximateNumberOfMessagesNotVisible',
      ],
    }),
  );
  const messages = Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
  return { name: url.split('/').at(-1) ?? url, messages };
}

/** What waits in the stack's queues, and what was given up. */
export function queueFindings(
  deployment: Deployment,
  sqs: SQSClient,
  stage: string,
): Promise<readonly Finding[]> {
  return look(
    { check: 'queues.depth', what: 'the queues', action: 'sqs:GetQueueAttributes' },
    () => Promise.all(physicalIds(deployment, 'AWS::SQS::Queue').map((url) => countIn(url, sqs))),
    (counts) => counts.map((count) => judgeQueue(count, stage)),
  );
}

const messagesIn = (count: number) => `${count} message${count === 1 ? '' : 's'}`;

/** Judges one queue by what is in it and what it is for. */
export function judgeQueue({ name, messages }: QueueCount, stage: string): Finding {
  const redrive = `npm run redrive -- --stage ${stage}`;
  if (name.endsWith('-undeliverable')) {
    if (messages === 0) return ok('queues.undeliverable', `Nothing is undeliverable: ${name} is empty.`);
    return trouble('queues.undeliverable', 'error', {
      what: `${messagesIn(messages)} could not be handed over by AWS and wait${messages === 1 ? 's' : ''} in ${name}.`,
      meaning: 'Events did not reach their queue or function, or an alarm its mail; nobody works on them.',
      mend: redrive,
    });
  }
  if (/-dead-letters(\.fifo)?$/.test(name)) {
    if (messages === 0) return ok('queues.dead-letters', `Nothing was given up: ${name} is empty.`);
    return trouble('queues.dead-letters', 'error', {
      what: `${messagesIn(messages)} ${messages === 1 ? 'was' : 'were'} given up and wait${messages === 1 ? 's' : ''} in ${name}.`,
      meaning: 'Customers’ messages without a note, or agents’ answers that did not go out.',
      mend: `Mend what else is named here, then ${redrive}`,
    });
  }
  if (messages < backlogMessages) return ok('queues.depth', `${messagesIn(messages)} in ${name}.`);
  return trouble('queues.depth', 'warning', {
    what: `${messagesIn(messages)} wait in ${name}.`,
    meaning: 'Notes and answers are late.',
    mend:
      'Run doctor again in a few minutes. If the number does not fall, look at the function’s log, at what else is named ' +
      'here, and at limits.maxConcurrency.',
  });
}
