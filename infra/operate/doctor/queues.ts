import { GetQueueAttributesCommand, QueueDoesNotExist, type SQSClient } from '@aws-sdk/client-sqs';
import { type Finding, fine, trouble } from '../../../connectors/set-up.ts';
import { deadLettersOf, physicalName, undeliverableQueue } from '../../names.ts';
import { type Deployment, physicalIds } from '../deployment.ts';
import { makeAgain } from './gone.ts';
import { look } from './look.ts';

/** How many messages are in a queue. SQS counts approximately, and right again about a minute after the last change. */
export type QueueCount = Readonly<{
  /** How it is called in AWS. */
  name: string;
  /** Waiting, held back for a retry, or being worked on; null = there is no such queue. */
  messages: number | null;
}>;

/** A backlog that the functions do not work off within minutes. */
const backlogMessages = 1_000;

async function countIn(url: string, sqs: SQSClient): Promise<QueueCount> {
  const name = url.split('/').at(-1) ?? url;
  try {
    return { name, messages: await messagesAt(url, sqs) };
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return { name, messages: null };
    throw error;
  }
}

async function messagesAt(url: string, sqs: SQSClient): Promise<number> {
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
  return Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
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
const wait = (count: number) => (count === 1 ? 'waits' : 'wait');
const deadLettersEnding = deadLettersOf('');

/** Judges one queue by what is in it and what it is for. */
export function judgeQueue({ name, messages }: QueueCount, stage: string): Finding {
  if (messages === null)
    return trouble('queues.exists', 'error', {
      what: `The queue ${name} is gone.`,
      meaning: 'What should go into it is lost, or ends as undeliverable.',
      mend: makeAgain(stage),
    });
  if (name === physicalName(stage, undeliverableQueue)) return judgeUndeliverable(name, messages, stage);
  if (name.replace(/\.fifo$/, '').endsWith(deadLettersEnding)) return judgeDeadLetters(name, messages, stage);
  return judgeWork(name, messages);
}

function judgeUndeliverable(name: string, messages: number, stage: string): Finding {
  if (messages === 0) return fine('queues.undeliverable', `Nothing is undeliverable: ${name} is empty.`);
  return trouble('queues.undeliverable', 'error', {
    what: `${messagesIn(messages)} could not be handed over by AWS and ${wait(messages)} in ${name}.`,
    meaning: 'Events did not reach their queue or function, or an alarm its mail; nobody works on them.',
    mend: `npm run redrive -- --stage ${stage}`,
  });
}

function judgeDeadLetters(name: string, messages: number, stage: string): Finding {
  if (messages === 0) return fine('queues.dead-letters', `Nothing was given up: ${name} is empty.`);
  return trouble('queues.dead-letters', 'error', {
    what: `${messagesIn(messages)} ${messages === 1 ? 'was' : 'were'} given up and ${wait(messages)} in ${name}.`,
    meaning: 'Customers’ messages without a note, or agents’ answers that did not go out.',
    mend: `Mend what else is named here, then npm run redrive -- --stage ${stage}`,
  });
}

function judgeWork(name: string, messages: number): Finding {
  if (messages < backlogMessages) return fine('queues.depth', `${messagesIn(messages)} in ${name}.`);
  return trouble('queues.depth', 'warning', {
    what: `${messagesIn(messages)} wait in ${name}.`,
    meaning: 'Notes and answers are late.',
    mend:
      'Run doctor again in a few minutes. If the number does not fall, look at the function’s log, at what else is named ' +
      'here, and at limits.maxConcurrency.',
  });
}
