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
    lane.add({
      ...message,
      sentLaneMs: lane.nowLaneMs - times.ageMs,
      firstReceivedLaneMs: null,
      visibleFromLaneMs: lane.nowLaneMs + times.delayMs,
      inWork: false,
      delayChosen: false,
    });
  }

  remove({ lane, message }: Held): void {
    lane.remove(message);
    if (lane.messages.length === 0) this.#lanes.delete(lane.key);
  }

  all(): readonly Held[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.messages.map((message) => ({ lane, message })));
  }

  find(messageId: string): Held | null {
    return this.all().find(({ message }) => message.messageId === messageId) ?? null;
  }

  takeable(): readonly Held[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.takeable().map((message) => ({ lane, message })));
  }

  /** Brings every lane up to the real time `nowMs`. */
  settle(nowMs: number): void {
    for (const lane of this.#lanes.values()) lane.settle(nowMs);
  }

  /** Real time at which the next message becomes visible by itself; null = none is waiting. */
  nextChangeMs(): number | null {
    const changes = [...this.#lanes.values()].flatMap((lane) => lane.nextChangeMs() ?? []);
    return changes.length === 0 ? null : Math.min(...changes);
  }
}
