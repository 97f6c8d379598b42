import type { Clock } from '../clock.ts';
import type { Authorizer } from '../iam.ts';
import type { Journal } from '../journal.ts';
import { traceIdOf } from '../journal.ts';
import { ServiceError } from '../ports.ts';
import type { Queues } from '../queues.ts';
import { type AsynchronousSettings, defaultAsynchronousSettings } from './asynchronous-settings.ts';
import type { Outcome } from './execution.ts';
import type { FunctionPool } from './pool.ts';
import { childTraceHeader, newTraceHeader } from './trace.ts';

/** Lambda waits one minute before the first retry and two before the second. */
const retryPauseMs = 60_000;

export type AsynchronousDeps = Readonly<{
  queues: Queues;
  authorizer: Authorizer;
  journal: Journal;
  clock: Clock;
  /** Waits between retries pass this many times faster. */
  timeScale: number;
  newId: () => string;
}>;

/** Takes events for a function and sees to it that they are worked on: tried again, and in the end sent to the destination. */
export class AsynchronousInvoker {
  readonly #pool: FunctionPool;
  readonly #settings: AsynchronousSettings;
  readonly #deps: AsynchronousDeps;
  readonly #cancelWaits = new Set<() => void>();
  #underWay = 0;
  #stopped = false;

  constructor(pool: FunctionPool, settings: AsynchronousSettings | null, deps: AsynchronousDeps) {
    this.#pool = pool;
    this.#settings = settings ?? defaultAsynchronousSettings;
    this.#deps = deps;
  }

  /** Whether an event that was accepted is still worked on, or waits for its next try. */
  get isAtWork(): boolean {
    return this.#underWay > 0;
  }

  /** Accepts an event; what becomes of it is in the journal. */
  accept(event: unknown, traceHeader: string | null): void {
    this.#underWay += 1;
    void this.#work(event, traceHeader).finally(() => {
      this.#underWay -= 1;
    });
  }

  /** Drops what waits for its next try. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancelWaits) cancel();
  }

  async #work(event: unknown, traceHeader: string | null): Promise<void> {
    const root = traceIdOf(traceHeader);
    const header = root === null ? newTraceHeader(this.#deps.clock.nowMs()) : childTraceHeader(root);
    let ageMs = 0;
    for (let tries = 1; !this.#stopped; tries += 1) {
      const outcome = await this.#pool.invoke(event, header);
      if (outcome.kind === 'ok' || this.#stopped) return;
      const pauseMs = retryPauseMs * tries;
      if (tries > this.#settings.maximumRetryAttempts)
        return this.#giveUp({ event, header, tries, outcome, condition: 'RetriesExhausted' });
      if (ageMs + pauseMs > this.#settings.maximumEventAgeMs)
        return this.#giveUp({ event, header, tries, outcome, condition: 'EventAgeExceeded' });
      ageMs += pauseMs;
      await this.#wait(pauseMs / this.#deps.timeScale);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancelTimer();
        this.#cancelWaits.delete(done);
        resolve();
      };
      const cancelTimer = this.#deps.clock.after(ms, done);
      this.#cancelWaits.add(done);
    });
  }

  #giveUp(failure: GivenUp): void {
    const problem = this.#sendToDestination(failure);
    if (problem === null) return;
    const text = `An asynchronous invocation of ${this.#pool.definition.displayName} is lost: ${problem}`;
    this.#deps.journal.record({ kind: 'runner', text, traceId: traceIdOf(failure.header) });
  }

  /** Sends Lambda's record of the failure in the name of the function's role; gives what prevented it, or null. */
  #sendToDestination(failure: GivenUp): string | null {
    const { arn, roleArn } = this.#pool.definition;
    const { onFailureArn } = this.#settings;
    const { queues, authorizer, newId, clock } = this.#deps;
    if (onFailureArn === null) return 'it has no failure destination';
    const queue = queues.byArn(onFailureArn);
    if (!queue) return `there is no queue ${onFailureArn}`;
    try {
      authorizer.authorizeIdentity({ roleArn, action: 'sqs:SendMessage', resourceArn: onFailureArn });
      const body = destinationRecord(failure, arn, newId(), clock.nowMs());
      queue.send({ body: JSON.stringify(body), traceHeader: failure.header });
      return null;
    } catch (error) {
      if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
      throw error;
    }
  }
}

type GivenUp = Readonly<{
  event: unknown;
  header: string;
  tries: number;
  outcome: Exclude<Outcome, { kind: 'ok' }>;
  condition: 'RetriesExhausted' | 'EventAgeExceeded';
}>;

/** Lambda's invocation record for a destination. */
function destinationRecord(
  { event, tries, outcome, condition }: GivenUp,
  functionArn: string,
  requestId: string,
  nowMs: number,
) {
  const responsePayload =
    outcome.kind === 'error'
      ? { errorType: outcome.errorType, errorMessage: outcome.errorMessage }
      : { errorMessage: outcome.kind };
  return {
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: tries,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload,
  };
}
