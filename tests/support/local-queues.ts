import { Journal } from '../../infra/local/journal.ts';
import { type QueueDefinition, queueDefinitionOf } from '../../infra/local/queue.ts';
import { Queues } from '../../infra/local/queues.ts';
import { ManualClock } from './manual-clock.ts';

export const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

/** A queue with the properties as they stand in a template; `.fifo` in the name makes it a FIFO queue. */
export function queueNamed(
  name: string,
  properties: Readonly<Record<string, unknown>> = {},
): QueueDefinition {
  const fifo = name.endsWith('.fifo') ? { FifoQueue: true, ContentBasedDeduplication: true } : {};
  return queueDefinitionOf({ ...fifo, ...properties }, { name, arn: queueArn(name) });
}

/** Queues on a manual clock. Messages get the ids `id-1`, `id-2`, … in the order of sending. */
export function startQueues(definitions: readonly QueueDefinition[], timeScale = 1) {
  const clock = new ManualClock();
  const journal = new Journal(() => clock.nowMs());
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const queues = new Queues(definitions, { clock, timeScale, journal, newId });
  const queue = (name: string) => {
    const found = queues.byName(name);
    if (!found) throw new Error(`no queue ${name}`);
    return found;
  };
  return { clock, journal, queues, queue, newId };
}
