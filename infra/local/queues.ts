import { requireDeadLetterQueues } from './queue/definition.ts';
import type { QueueContext, QueueDefinition } from './queue/types.ts';
import { Queue } from './queue.ts';

/** All queues of a stack, with their dead-letter queues connected. */
export class Queues {
  readonly #byArn: ReadonlyMap<string, Queue>;
  readonly #byName: ReadonlyMap<string, Queue>;

  /** Throws QueueDefinitionError when a redrive policy leads nowhere or mixes FIFO and standard. */
  constructor(definitions: readonly QueueDefinition[], context: QueueContext) {
    requireDeadLetterQueues(definitions);
    const queues = definitions.map((definition) => {
      const { redrive } = definition;
      return new Queue(
        definition,
        context,
        redrive ? (message, ageMs) => this.#byArn.get(redrive.deadLetterArn)?.accept(message, ageMs) : null,
      );
    });
    this.#byArn = new Map(queues.map((queue) => [queue.definition.arn, queue]));
    this.#byName = new Map(queues.map((queue) => [queue.definition.name, queue]));
  }

  byArn(arn: string): Queue | null {
    return this.#byArn.get(arn) ?? null;
  }

  byName(name: string): Queue | null {
    return this.#byName.get(name) ?? null;
  }

  all(): readonly Queue[] {
    return [...this.#byArn.values()];
  }

  stop(): void {
    for (const queue of this.#byArn.values()) queue.stop();
  }
}
