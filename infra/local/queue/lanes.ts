import { Lane, type StoredMessage } from './lane.ts';

/** A message and the lane that it stands in. */
export type Held = Readonly<{ lane: Lane; message: StoredMessage }>;

/** What a message brings along; the rest is the queue's and the lane's business. */
export type NewMessage = Omit<
  StoredMessage,
  'sentLaneMs' | 'firstReceivedLaneMs' | 'visibleFromLaneMs' | 'inWork' | 'delayChosen'
>;

/** All lanes of a queue, in the order in which their first messages came. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #held = new Map<string, Held>();
  readonly #fifo: boolean;
  readonly #waitingRate: number;

  constructor(fifo: boolean, waitingRate: number) {
    this.#fifo = fifo;
    this.#waitingRate = waitingRate;
  }

  /** Appends a message that is already `ageMs` old and becomes visible in `delayMs`. */
  add(message: NewMessage, times: Readonly<{ nowMs: number; ageMs: number; delayMs: number }>): void {
    const key = this.#fifo ? (message.groupId ?? '') : message.messageId;
    const lane = this.#lanes.get(key) ?? new Lane(key, this.#waitingRate, times.nowMs);
    this.#lanes.set(key, lane);
    const stored = {
      ...message,
      sentLaneMs: lane.nowLaneMs - times.ageMs,
      firstReceivedLaneMs: null,
      visibleFromLaneMs: lane.nowLaneMs + times.delayMs,
      inWork: false,
      delayChosen: false,
    };
    lane.add(stored);
    this.#held.set(message.messageId, { lane, message: stored });
  }

  remove({ lane, message }: Held): void {
    lane.remove(message);
    this.#held.delete(message.messageId);
    if (lane.messages.length === 0) this.#lanes.delete(lane.key);
  }

  /** Every message, in the order of coming. */
  all(): readonly Held[] {
    return [...this.#held.values()];
  }

  find(messageId: string): Held | null {
    return this.#held.get(messageId) ?? null;
  }

  /** What consumers may have now, lane by lane; removing what it gives meanwhile does no harm. */
  *takeable(): Generator<Held> {
    for (const lane of this.#lanes.values()) for (const message of lane.takeable()) yield { lane, message };
  }

  /** Brings every lane up to the real time `nowMs`. */
  settle(nowMs: number): void {
    for (const lane of this.#lanes.values()) lane.settle(nowMs);
  }

  /** Real time at which the next message becomes visible by itself; null = none is waiting. */
  nextChangeMs(): number | null {
    let earliest: number | null = null;
    for (const lane of this.#lanes.values()) {
      const next = lane.nextChangeMs();
      if (next !== null && (earliest === null || next < earliest)) earliest = next;
    }
    return earliest;
  }
}
