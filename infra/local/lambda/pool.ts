import { availableParallelism } from 'node:os';
import type { Clock } from '../clock.ts';
import { type Journal, traceIdOf } from '../journal.ts';
import type { FunctionDefinition } from './definition.ts';
import { Execution, type Outcome } from './execution.ts';
import { readLogLine } from './log-lines.ts';

/** Lambda takes 1,000 at once in an account, a machine of a few cores does not: more invocations than this wait. */
export const maxExecutions = Math.min(16, Math.max(4, 2 * availableParallelism()));

/** A request or an answer of a synchronous invocation may have so many bytes (Lambda's quota of 6 MB). */
const maxPayloadBytes = 6 * 1_024 * 1_024;

export type PoolDeps = Readonly<{
  clock: Clock;
  journal: Journal;
  env: Readonly<Record<string, string>>;
  /** Whether the function's role lets Lambda write its log; if not, what it says is lost, as in AWS. */
  mayLog: boolean;
  newId: () => string;
}>;

type Slot = { readonly execution: Execution; traceId: string | null };

/** All execution environments of one function: one per concurrent invocation, kept warm for the next. */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly #deps: PoolDeps;
  readonly #idle: Slot[] = [];
  readonly #busy = new Set<Slot>();
  readonly #waiting: (() => void)[] = [];
  #stopped = false;

  constructor(definition: FunctionDefinition, deps: PoolDeps) {
    this.definition = definition;
    this.#deps = deps;
  }

  /** Calls the function and waits for its end. Whatever happens inside is an outcome; nothing is thrown. */
  async invoke(event: unknown, traceHeader: string): Promise<Outcome> {
    const eventText = JSON.stringify(event);
    if (Buffer.byteLength(eventText) > maxPayloadBytes) return tooLarge('request');
    const slot = await this.#acquire(traceIdOf(traceHeader));
    if (!slot) return { kind: 'terminated' };
    const startedMs = this.#deps.clock.nowMs();
    const { coldStart } = slot.execution;
    const outcome = limitedAnswer(
      await slot.execution.invoke({ event: eventText, traceHeader, requestId: this.#deps.newId() }),
    );
    this.#record(slot, outcome, { coldStart, ms: this.#deps.clock.nowMs() - startedMs });
    this.#release(slot);
    return outcome;
  }

  /** Ends the environments that are in the middle of an invocation, as if their machine had died. */
  async terminateBusy(): Promise<void> {
    await Promise.all([...this.#busy].map(({ execution }) => execution.terminate()));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const go of this.#waiting.splice(0)) go();
    await Promise.all([...this.#busy, ...this.#idle].map(({ execution }) => execution.terminate()));
  }

  /** Null = the stack stops. */
  async #acquire(traceId: string | null): Promise<Slot | null> {
    while (!this.#stopped && this.#busy.size >= maxExecutions)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#stopped) return null;
    const slot = this.#warm() ?? this.#open();
    slot.traceId = traceId;
    this.#busy.add(slot);
    return slot;
  }

  /** The environment used last; one that has died while it was idle is passed over. */
  #warm(): Slot | null {
    for (let slot = this.#idle.pop(); slot; slot = this.#idle.pop()) if (slot.execution.isUsable) return slot;
    return null;
  }

  #release(slot: Slot): void {
    this.#busy.delete(slot);
    if (slot.execution.isUsable && !this.#stopped) this.#idle.push(slot);
    this.#waiting.shift()?.();
  }

  #open(): Slot {
    const { clock, env } = this.#deps;
    const slot: Slot = {
      traceId: null,
      execution: new Execution(this.definition, { clock, env, onLine: (line) => this.#log(slot, line) }),
    };
    return slot;
  }

  #log(slot: Slot, line: string): void {
    if (line.trim() === '') return;
    const { record, traceId } = readLogLine(line);
    this.#recordLog(record, traceId ?? slot.traceId);
  }

  #recordLog(record: unknown, traceId: string | null): void {
    if (!this.#deps.mayLog) return;
    const functionName = this.definition.displayName;
    this.#deps.journal.record({ kind: 'log', functionName, record, traceId });
  }

  #record(slot: Slot, outcome: Outcome, how: Readonly<{ coldStart: boolean; ms: number }>): void {
    if (outcome.kind === 'error') {
      const { errorType, errorMessage, stack } = outcome;
      // Lambda's runtime logs what a handler throws.
      const record = { level: 'ERROR', message: 'Invoke Error', errorType, errorMessage, stack };
      this.#recordLog(record, slot.traceId);
    }
    this.#deps.journal.record({
      kind: 'invocation',
      functionName: this.definition.displayName,
      result: outcome.kind,
      traceId: slot.traceId,
      ...how,
    });
  }
}

function limitedAnswer(outcome: Outcome): Outcome {
  return outcome.kind === 'ok' && Buffer.byteLength(outcome.payload) > maxPayloadBytes
    ? tooLarge('response')
    : outcome;
}

function tooLarge(what: string): Outcome {
  return {
    kind: 'error',
    errorType: 'RequestEntityTooLargeException',
    errorMessage: `The ${what} payload is larger than 6 MB.`,
  };
}
