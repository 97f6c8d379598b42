import type { SQSClient } from '@aws-sdk/client-sqs';
import type { StageSettings } from '../../settings.ts';
import { deadLetterQueuesOf } from '../dead-letter-queues.ts';
import { type DeadLetters, openDeadLetters } from './dead-letters.ts';
import type { ParkedMessage } from './parked.ts';
import type { QueueLook } from './report.ts';

/** A look into one queue, with the queue itself, so that something can be done about it. */
export type OpenedLook = QueueLook & Readonly<{ deadLetters: DeadLetters }>;

/** Looks into the dead-letter queues of a stage, or one of them by its name, and leaves them as they are. Rejects as `visit` does. */
export function lookInto(
  sqs: SQSClient,
  settings: Pick<StageSettings, 'stage' | 'accounts'>,
  only: string | undefined,
  stop?: AbortSignal,
): Promise<readonly OpenedLook[]> {
  const queues = deadLetterQueuesOf(settings);
  const asked = queues.filter(({ name }) => only === undefined || name === only);
  const { stage } = settings;
  return Promise.all(
    asked.map(async (queue) => {
      const deadLetters = await openDeadLetters(sqs, queue, { queues, stage });
      const messages: ParkedMessage[] = [];
      await deadLetters.visit(async ({ parked }) => {
        messages.push(parked);
        return 'stays';
      }, stop);
      // Afterwards: what has been given back is counted, and what was parked meanwhile too.
      const count = await deadLetters.count();
      return { queue: queue.name, count, messages, deadLetters };
    }),
  );
}
