import type { Clock } from '../clock.ts';
import type { Lanes } from './lanes.ts';
import type { Lease, ReceiveOptions } from './types.ts';

type Waiter = Readonly<{ options: ReceiveOptions; finish: (leases: readonly Lease[]) => void }>;
type Take = (options: ReceiveOptions) => readonly Lease[];

/** Who waits for messages of one queue: receives, served in the order in which they came, and listeners. */
export class Consumers {
  readonly #waiting: Waiter[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #clock: Clock;
  readonly #lanes: Lanes;
  readonly #take: Take;
  #stopTimer: () => void = () => {};
  #stopped = false;

  /** `take` leases what a receive asks for, without waiting. */
  constructor(clock: Clock, lanes: Lanes, take: Take) {
    this.#clock = clock;
    this.#lanes = lanes;
    this.#take = take;
  }

  /** Takes what is there, or waits for it. Resolves with nothing when the wait is over, aborted or stopped. */
  receive(options: ReceiveOptions): Promise<readonly Lease[]> {
    const leases = this.#take(options);
    const isServed = leases.length > 0 || options.waitMs <= 0 || this.#stopped;
    const given = isServed ? Promise.resolve(leases) : this.#wait(options);
    this.attend();
    return given;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** After every change: serves who waits, sets the timer for the next message that becomes visible, tells who listens. */
  attend(): void {
    if (this.#stopped) return;
    const nowMs = this.#serveUntil();
    this.#stopTimer();
    const nextMs = this.#lanes.nextChangeMs();
    this.#stopTimer =
      nextMs === null ? () => {} : this.#clock.after(Math.ceil(nextMs - nowMs), () => this.attend());
    if (this.#listeners.size > 0 && !this.#lanes.takeable().next().done)
      for (const listener of [...this.#listeners]) listener();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
    this.#listeners.clear();
    for (const waiter of [...this.#waiting]) waiter.finish([]);
  }

  /**
   * Serves who waits, and gives the moment up to which that is so. Time goes on meanwhile: what has become visible just then
   * causes no timer any more, and nobody would come for it.
   */
  #serveUntil(): number {
    for (;;) {
      this.#serve();
      const nowMs = this.#clock.nowMs();
      this.#lanes.settle(nowMs);
      if (this.#waiting.length === 0 || this.#lanes.takeable().next().done) return nowMs;
    }
  }

  #serve(): void {
    for (const waiter of [...this.#waiting]) {
      const leases = this.#take(waiter.options);
      if (leases.length === 0) return;
      waiter.finish(leases);
    }
  }

  #wait(options: ReceiveOptions): Promise<readonly Lease[]> {
    const { promise, resolve } = Promise.withResolvers<readonly Lease[]>();
    const stopTimer = Number.isFinite(options.waitMs)
      ? this.#clock.after(options.waitMs, () => waiter.finish([]))
      : () => {};
    const onAbort = () => waiter.finish([]);
    const waiter: Waiter = {
      options,
      finish: (leases) => {
        stopTimer();
        options.signal?.removeEventListener('abort', onAbort);
        const index = this.#waiting.indexOf(waiter);
        if (index >= 0) this.#waiting.splice(index, 1);
        resolve(leases);
      },
    };
    this.#waiting.push(waiter);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    if (options.signal?.aborted) waiter.finish([]);
    return promise;
  }
}
