import timers from 'node:timers/promises';
import type { Faults } from '../faults.ts';
import type { Authorizer } from '../iam.ts';
import type { Journal } from '../journal.ts';
import { ServiceError } from '../ports.ts';
import type { Lease, Queue } from '../queue.ts';
import type { MappingDefinition } from './mapping-definition.ts';
import { type FunctionPool, maxExecutions } from './pool.ts';
import { failedMessageIds, sharedTraceId, sqsEventOf } from './sqs-event.ts';
import { childTraceHeader, newTraceHeader } from './trace.ts';

/** What the poller does in the name of the function's role. */
const pollerActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;

/** Lambda begins with five pollers where the template sets no limit. */
const defaultConcurrency = 5;

export type MappingDeps = Readonly<{
  queue: Queue;
  pool: FunctionPool;
  authorizer: Authorizer;
  faults: Faults;
  journal: Journal;
  nowMs: () => number;
}>;

/**
 * Feeds a function from a queue: batches of one queue, several at a time, none of them with a message group that another
 * one has. A message is deleted when its batch has ended well; otherwise its visibility timeout decides.
 */
export class EventSourceMapping {
  readonly #definition: MappingDefinition;
  readonly #deps: MappingDeps;
  readonly #stop = new AbortController();
  #pollers: readonly Promise<void>[] = [];

  constructor(definition: MappingDefinition, deps: MappingDeps) {
    this.#definition = definition;
    this.#deps = deps;
  }

  /** Starts polling, unless the mapping is switched off or the function's role may not poll: the journal says so. */
  start(): void {
    const { enabled, maximumConcurrency } = this.#definition;
    if (!enabled || !this.#mayPoll() || this.#deps.faults.forQueueDelivery().down) return;
    // More pollers than workers would only keep messages from being seen.
    const count = Math.min(maximumConcurrency ?? defaultConcurrency, maxExecutions);
    this.#pollers = Array.from({ length: count }, () => this.#poll());
  }

  /** Resolves when no batch is in work. Functions that do not end by themselves must have been ended before. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#pollers);
  }

  #mayPoll(): boolean {
    const { authorizer, pool, queue, journal } = this.#deps;
    const { roleArn, displayName } = pool.definition;
    try {
      for (const action of pollerActions)
        authorizer.authorizeIdentity({ roleArn, action, resourceArn: queue.definition.arn });
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const text = `${displayName} is not fed from ${queue.definition.name}: ${error.code}: ${error.message}`;
      journal.record({ kind: 'runner', text, traceId: null });
      return false;
    }
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stop;
    const max = this.#definition.batchSize;
    while (!signal.aborted) {
      const leases = await this.#deps.queue.receive({ max, waitMs: Number.POSITIVE_INFINITY, signal });
      if (leases.length > 0) await this.#work(leases);
    }
  }

  async #work(leases: readonly Lease[]): Promise<void> {
    const { queue, pool, faults, nowMs } = this.#deps;
    const { delayMs } = faults.forQueueDelivery();
    if (delayMs > 0) await timers.setTimeout(delayMs);
    const messages = leases.map(({ message }) => message);
    const traceId = sharedTraceId(messages);
    const outcome = await pool.invoke(
      sqsEventOf(messages, queue.definition.arn),
      traceId === null ? newTraceHeader(nowMs()) : childTraceHeader(traceId),
    );
    const ids = messages.map(({ messageId }) => messageId);
    const failed = outcome.kind === 'ok' ? this.#failedOf(outcome.payload, ids) : new Set(ids);
    for (const lease of leases) {
      if (failed.has(lease.message.messageId)) lease.release();
      else lease.delete();
    }
  }

  #failedOf(payload: string, ids: readonly string[]): ReadonlySet<string> {
    return this.#definition.reportsItemFailures ? failedMessageIds(payload, ids) : new Set();
  }
}
