/**
 * Time as the messages of one lane (a message group, or one message of a standard queue) live it: real while a consumer
 * works or while there is something to take, faster while everything only waits.
 */
export class LaneClock {
  #laneMs: number;
  #realMs: number;
  #rate = 1;

  /** Starts at `nowMs`: until the first wait, lane time is real time. */
  constructor(nowMs: number) {
    this.#laneMs = nowMs;
    this.#realMs = nowMs;
  }

  /** Lane time at the real time `nowMs`. */
  at(nowMs: number): number {
    return this.#laneMs + (nowMs - this.#realMs) * this.#rate;
  }

  /** The real time at which lane time reaches `laneMs`, as long as the rate stays. */
  realTimeOf(laneMs: number): number {
    return this.#realMs + (laneMs - this.#laneMs) / this.#rate;
  }

  /** From the real time `nowMs` on, lane time passes `rate` times as fast. */
  setRate(rate: number, nowMs: number): void {
    if (rate === this.#rate) return;
    this.#laneMs = this.at(nowMs);
    this.#realMs = nowMs;
    this.#rate = rate;
  }
}
