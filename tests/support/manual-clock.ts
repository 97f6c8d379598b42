import type { Clock } from '../../infra/local/clock.ts';

type Timer = Readonly<{ dueMs: number; run: () => void }>;

/** A clock that stands still until the test moves it. Starts at 2026-01-09T08:00:00Z. */
export class ManualClock implements Clock {
  static readonly startMs = 1_767_945_600_000;
  #nowMs = ManualClock.startMs;
  readonly #timers = new Set<Timer>();
  /** How far time goes on at each look at it, as on a machine that is slow between two of them. */
  msPerLook = 0;

  /** Real milliseconds that have passed since the start. */
  get elapsedMs(): number {
    return this.#nowMs - ManualClock.startMs;
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  nowMs(): number {
    const nowMs = this.#nowMs;
    this.#nowMs += this.msPerLook;
    return nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer: Timer = { dueMs: this.#nowMs + Math.max(delayMs, 0), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time on, running what falls due on the way, each at its own moment; promises settle in between. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (let timer = this.#nextDueBy(endMs); timer; timer = this.#nextDueBy(endMs)) {
      this.#nowMs = Math.max(timer.dueMs, this.#nowMs);
      this.#timers.delete(timer);
      timer.run();
      await settled();
    }
    this.#nowMs = endMs;
  }

  #nextDueBy(endMs: number): Timer | undefined {
    const due = [...this.#timers].filter(({ dueMs }) => dueMs <= endMs);
    return due.toSorted((one, other) => one.dueMs - other.dueMs)[0];
  }
}

/** Lets everything run that only waits for promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
