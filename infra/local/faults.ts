import { type Fault, parseFault, type SlowableTarget, type ThrottledTarget } from './faults/spec.ts';
import { ServiceError, type ServiceName } from './ports.ts';

export { FaultSpecError, faultForms } from './faults/spec.ts';

/** A request that a stand-in helpdesk is about to work on. */
export type HelpdeskRequest = Readonly<{ method: string; path: string }>;

/** What the stand-in helpdesk does with it instead. */
export type HelpdeskFault =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'latency'; ms: number }>
  /** Answered without touching anything. */
  | Readonly<{ kind: 'answer'; status: number; headers: Readonly<Record<string, string>>; body: string }>
  /** The request takes effect; its answer never comes. */
  | Readonly<{ kind: 'apply-then-hang' }>
  /** The request takes effect; `run` is awaited before the answer goes out. */
  | Readonly<{ kind: 'apply-then'; run: () => Promise<void> }>;

/** What happens to one event on its way from the bus to one target. */
export type EventFault = Readonly<{ deliveries: 0 | 1 | 2; delayMs: number }>;

/** Ends the workers of a function that are in the middle of an invocation. */
export type TerminateWorkers = (functionName: string) => Promise<void>;

const writeMethods = new Set(['PUT', 'POST', 'PATCH', 'DELETE']);
/** Getting a token is a POST, but writes nothing that a retry could write twice. */
const isTokenRequest = ({ path }: HelpdeskRequest) => /\/oauth2?\//.test(path);
const isWrite = (request: HelpdeskRequest) => writeMethods.has(request.method) && !isTokenRequest(request);

type Target = SlowableTarget | ThrottledTarget | ServiceName;
/** Names that faults use for services where they differ from the journal's. */
const faultTargetOf = (service: ServiceName): Target => (service === 'sqs' ? 'queue' : service);

/** The deliberate faults of one stack. Counts are used up over its whole life. */
export class Faults {
  #faults: readonly Fault[];
  readonly #used = new Map<Fault, number>();
  #terminateWorkers: TerminateWorkers | null = null;

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  /** Further faults, from now on. Throws FaultSpecError. */
  add(specs: readonly string[]): void {
    this.#faults = [...this.#faults, ...specs.map(parseFault)];
  }

  /** How long a call of this service is held up before it is worked on, and what it is refused with, if it is. */
  forCall(service: ServiceName): Readonly<{ delayMs: number; refusal: ServiceError | null }> {
    const target = faultTargetOf(service);
    return { delayMs: this.#latencyMs(target), refusal: this.#refusal(service, target) };
  }

  /** For a delivery from a queue to a function; `down` = nothing is delivered. */
  forQueueDelivery(): Readonly<{ delayMs: number; down: boolean }> {
    return { delayMs: this.#latencyMs('queue'), down: this.#isDown('queue') };
  }

  /** For a delivery from the bus to one target of one rule. */
  forEventDelivery(): EventFault {
    const delayMs = this.#latencyMs('events');
    if (this.#take(({ kind }) => kind === 'event-drop')) return { deliveries: 0, delayMs };
    if (this.#take(({ kind }) => kind === 'event-duplicate')) return { deliveries: 2, delayMs };
    return { deliveries: 1, delayMs };
  }

  /** How often the HTTP API hands a webhook to the function; only the first answer goes back. */
  webhookDeliveries(): 1 | 2 {
    return this.#faults.some(({ kind }) => kind === 'webhook-duplicate') ? 2 : 1;
  }

  /** Asked by a stand-in helpdesk once for each request, before it is worked on. */
  readonly helpdesk = { intercept: (request: HelpdeskRequest): HelpdeskFault => this.#intercept(request) };

  /** Called by the stack that starts: `crash-after-write` needs its workers. */
  connect(terminateWorkers: TerminateWorkers): void {
    this.#terminateWorkers = terminateWorkers;
  }

  #intercept(request: HelpdeskRequest): HelpdeskFault {
    if (this.#isDown('helpdesk')) return answer(503, { 'content-type': 'text/html' }, '<h1>Unavailable</h1>');
    if (!isTokenRequest(request) && this.#take(({ kind }) => kind === 'helpdesk-429'))
      return answer(429, { 'retry-after': '1', 'content-type': 'text/plain' }, 'Too many requests');
    if (isWrite(request)) {
      if (this.#take(({ kind }) => kind === 'helpdesk-timeout-after-write'))
        return { kind: 'apply-then-hang' };
      const crash = this.#take(({ kind }) => kind === 'crash-after-write');
      if (crash?.kind === 'crash-after-write')
        return { kind: 'apply-then', run: () => this.#terminate(crash.functionName) };
    }
    const ms = this.#latencyMs('helpdesk');
    return ms > 0 ? { kind: 'latency', ms } : { kind: 'none' };
  }

  async #terminate(functionName: string): Promise<void> {
    if (!this.#terminateWorkers) throw new Error('These faults belong to no running stack.');
    await this.#terminateWorkers(functionName);
  }

  #latencyMs(target: Target): number {
    return this.#faults.reduce(
      (sum, fault) => (fault.kind === 'latency' && fault.target === target ? sum + fault.ms : sum),
      0,
    );
  }

  #isDown(target: Target): boolean {
    return this.#faults.some((fault) => fault.kind === 'down' && fault.target === target);
  }

  #refusal(service: ServiceName, target: Target): ServiceError | null {
    if (this.#isDown(target))
      return new ServiceError('ServiceUnavailableException', 503, `${service} is down (a deliberate fault)`);
    const throttled = this.#take((fault) => fault.kind === 'throttle' && fault.target === target);
    return throttled ? new ServiceError('ThrottlingException', 400, 'Rate exceeded') : null;
  }

  /** The first fault of this kind that has occasions left, with one of them used up; null = none. */
  #take(wanted: (fault: Fault) => boolean): Fault | null {
    const fault = this.#faults.find((candidate) => wanted(candidate) && this.#occasionsLeft(candidate) > 0);
    if (!fault) return null;
    this.#used.set(fault, (this.#used.get(fault) ?? 0) + 1);
    return fault;
  }

  #occasionsLeft(fault: Fault): number {
    const occasions = 'times' in fault ? fault.times : Number.POSITIVE_INFINITY;
    return occasions - (this.#used.get(fault) ?? 0);
  }
}

function answer(status: number, headers: Readonly<Record<string, string>>, body: string): HelpdeskFault {
  return { kind: 'answer', status, headers, body };
}

/** Reads `--fault` specifications such as `translate:throttle:2`. Throws FaultSpecError, which lists what is possible. */
export function parseFaults(specs: readonly string[]): Faults {
  return new Faults(specs.map(parseFault));
}
