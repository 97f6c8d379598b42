import { LaneClock } from './lane-clock.ts';
import type { MessageAttribute } from './types.ts';

/** A message as the queue keeps it. Times ending in `LaneMs` are in the time of its lane. */
export type StoredMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly messageAttributes: Readonly<Record<string, MessageAttribute>>;
  readonly traceHeader: string | null;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  readonly sequenceNumber: string | null;
  readonly deadLetterSourceArn: string | null;
  sentLaneMs: number;
  firstReceivedLaneMs: number | null;
  receiveCount: number;
  visibleFromLaneMs: number;
  /** The last consumer has not said that it has finished; counts as long as the message is in flight. */
  inWork: boolean;
  /** Its consumer has set the visibility timeout itself. */
  delayChosen: boolean;
};

/** Messages that are handed out one after the other: a message group of a FIFO queue, or one message of a standard queue. */
export class Lane {
  readonly key: string;
  readonly #messages: StoredMessage[] = [];
  readonly #clock: LaneClock;
  readonly #waitingRate: number;
  #settledMs: number;

  /** `waitingRate`: how many times faster time passes while all messages only wait. */
  constructor(key: string, waitingRate: number, nowMs: number) {
    this.key = key;
    this.#waitingRate = waitingRate;
    this.#clock = new LaneClock(nowMs);
    this.#settledMs = nowMs;
  }

  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  /** Lane time at the last `settle`. */
  get nowLaneMs(): number {
    return this.#clock.at(this.#settledMs);
  }

  add(message: StoredMessage): void {
    this.#messages.push(message);
  }

  remove(message: StoredMessage): void {
    const index = this.#messages.indexOf(message);
    if (index >= 0) this.#messages.splice(index, 1);
  }

  isVisible(message: StoredMessage): boolean {
    return message.visibleFromLaneMs <= this.nowLaneMs;
  }

  isInFlight(message: StoredMessage): boolean {
    return message.receiveCount > 0 && !this.isVisible(message);
  }

  /** What a consumer may have now, in order: nothing while a message of the lane is in flight, nothing behind a delayed one. */
  takeable(): readonly StoredMessage[] {
    if (this.#messages.some((message) => this.isInFlight(message))) return [];
    const firstInvisible = this.#messages.findIndex((message) => !this.isVisible(message));
    return firstInvisible < 0 ? [...this.#messages] : this.#messages.slice(0, firstInvisible);
  }

  /**
   * Brings lane time up to the real time `nowMs`, stopping at each moment a message becomes visible, because the rate
   * may change there. To be called after every change, too.
   */
  settle(nowMs: number): void {
    for (;;) {
      const next = this.#nextVisibleLaneMs();
      this.#clock.setRate(next !== null && this.#onlyWaits() ? this.#waitingRate : 1, this.#settledMs);
      if (next === null) break;
      const reachedMs = this.#clock.realTimeOf(next);
      if (reachedMs > nowMs) break;
      this.#clock.setRate(1, reachedMs);
      this.#settledMs = reachedMs;
      // Rounding may leave lane time a hair before the deadline; it has been reached.
      for (const message of this.#messages)
        if (message.visibleFromLaneMs <= next)
          message.visibleFromLaneMs = Math.min(message.visibleFromLaneMs, this.nowLaneMs);
    }
    this.#settledMs = Math.max(this.#settledMs, nowMs);
  }

  /** Real time of the next moment at which a message becomes visible by itself; null = none is waiting. */
  nextChangeMs(): number | null {
    const next = this.#nextVisibleLaneMs();
    return next === null ? null : this.#clock.realTimeOf(next);
  }

  #nextVisibleLaneMs(): number | null {
    let earliest: number | null = null;
    for (const message of this.#messages)
      if (!this.isVisible(message) && (earliest === null || message.visibleFromLaneMs < earliest))
        earliest = message.visibleFromLaneMs;
    return earliest;
  }

  /** No consumer works on any of its messages, and there is none to be taken. */
  #onlyWaits(): boolean {
    const inWork = this.#messages.some((message) => message.inWork && !this.isVisible(message));
    return !inWork && this.takeable().length === 0;
  }
}
