import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { FunctionDefinition } from './definition.ts';
import { type WorkerReply, type WorkerRequest, type WorkerStart, workerReply } from './messages.ts';

/** How an invocation ended. `payload` is the JSON text that the handler gave. */
export type Outcome =
  | Readonly<{ kind: 'ok'; payload: string }>
  | Readonly<{ kind: 'error'; errorType: string; errorMessage: string; stack?: string | undefined }>
  | Readonly<{ kind: 'timeout' }>
  /** Ended from outside while it worked: a deliberate fault, or the stack stops. */
  | Readonly<{ kind: 'terminated' }>;

/**
 * Lambda gives the code outside of the handler this long. If that is not enough it begins with it anew in the first
 * invocation, within the function's timeout; here, where a busy machine may be slow to load, it goes on with it as long.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
 */
const initLimitMs = 10_000;

export type ExecutionDeps = Readonly<{
  clock: Clock;
  env: Readonly<Record<string, string>>;
  /** Each line that the function writes. */
  onLine: (line: string) => void;
}>;

/** One execution environment of a function: a thread with the deployed bundle in it, that takes one invocation at a time. */
export class Execution {
  readonly #definition: FunctionDefinition;
  readonly #clock: Clock;
  readonly #worker: Worker;
  readonly #ready: Promise<Outcome | null>;
  /** Takes what ends the current step (start or invocation); null = the worker is idle. */
  #settle: ((end: Outcome | WorkerReply) => void) | null = null;
  #isUsable = true;
  #coldStart = true;

  constructor(definition: FunctionDefinition, deps: ExecutionDeps) {
    this.#definition = definition;
    this.#clock = deps.clock;
    const start: WorkerStart = { modulePath: definition.modulePath, exportName: definition.exportName };
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      name: definition.displayName,
      workerData: start,
      env: { ...deps.env },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr])
      createInterface({ input: stream }).on('line', deps.onLine);
    this.#worker.on('message', (message) => this.#end(workerReply.parse(message)));
    this.#worker.on('error', (error: unknown) => this.#crash(error));
    this.#worker.on('exit', (code) => this.#exit(code));
    this.#ready = this.#start();
  }

  /** False after a crash, a timeout or `terminate`: not to be invoked again. */
  get isUsable(): boolean {
    return this.#isUsable;
  }

  /** True until the first invocation has ended. */
  get coldStart(): boolean {
    return this.#coldStart;
  }

  /** Calls the handler; starts the function's timeout once its module has loaded. Never throws. */
  async invoke(request: Omit<WorkerRequest, 'deadlineMs'>): Promise<Outcome> {
    const failed = await this.#ready;
    if (failed) return failed;
    if (!this.#isUsable) return { kind: 'terminated' };
    const { timeoutMs } = this.#definition;
    const message: WorkerRequest = { ...request, deadlineMs: this.#clock.nowMs() + timeoutMs };
    const end = await this.#step(timeoutMs, () => this.#worker.postMessage(message));
    this.#coldStart = false;
    return outcomeOf(end);
  }

  /** Ends the thread at once; a running invocation ends as `terminated`. */
  async terminate(): Promise<void> {
    this.#isUsable = false;
    this.#end({ kind: 'terminated' });
    await this.#worker.terminate();
  }

  /** Null = ready to be invoked. */
  async #start(): Promise<Outcome | null> {
    const end = await this.#step(initLimitMs + this.#definition.timeoutMs, () => undefined);
    if (end.kind === 'ready') return null;
    this.#isUsable = false;
    await this.#worker.terminate();
    return outcomeOf(end);
  }

  /** Waits for whatever ends the step first: the worker's reply, its death, or the time limit, which kills it. */
  async #step(limitMs: number, begin: () => void): Promise<Outcome | WorkerReply> {
    const { promise, resolve } = Promise.withResolvers<Outcome | WorkerReply>();
    this.#settle = resolve;
    const cancelLimit = this.#clock.after(limitMs, () => this.#end({ kind: 'timeout' }));
    begin();
    const end = await promise;
    cancelLimit();
    if (end.kind === 'timeout') {
      this.#isUsable = false;
      await this.#worker.terminate();
    }
    return end;
  }

  #end(end: Outcome | WorkerReply): void {
    this.#settle?.(end);
    this.#settle = null;
  }

  #crash(error: unknown): void {
    this.#isUsable = false;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    this.#end({ kind: 'error', errorType: name, errorMessage: message, stack });
  }

  #exit(code: number): void {
    this.#isUsable = false;
    this.#end({
      kind: 'error',
      errorType: 'Runtime.ExitError',
      errorMessage: `The runtime exited with code ${code}.`,
    });
  }
}

function outcomeOf(end: Outcome | WorkerReply): Outcome {
  switch (end.kind) {
    case 'result':
      return { kind: 'ok', payload: end.payload };
    case 'init-error':
      return { ...end, kind: 'error' };
    case 'ready':
      throw new Error('A worker says that it is ready only once.');
    default:
      return end;
  }
}
