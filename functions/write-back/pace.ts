/** Who goes first when updates are scarce: a customer waits for a reply, and an agent for word of one that failed. */
export type Rank = 'reply' | 'note';

/** A limit of the helpdesk: so many updates in any window of this length. */
export type PaceLimit = Readonly<{
  updates: number;
  windowMs: number;
  /** Many conversations wait for it side by side, so that each is told a time of its own. */
  hasLine: boolean;
}>;

/** What is written down of one limit, by all functions together. Times are epoch milliseconds. */
export type PaceBook = Readonly<{
  /** Updates that were let go, by the tick they fell into. */
  ticks: readonly Tick[];
  /** The helpdesk itself has said that nothing goes before this. */
  closedUntilMs: number;
  /** Those who were told to wait have their time before this. */
  lineEndsAtMs: Readonly<Record<Rank, number>>;
}>;
type Tick = Readonly<{ endsAtMs: number; updates: number }>;

export const emptyBook: PaceBook = { ticks: [], closedUntilMs: 0, lineEndsAtMs: { reply: 0, note: 0 } };

/**
 * An update counts until a whole window has passed since the end of its tick: no window, wherever it begins, then holds
 * more than the limit, at the price of a twelfth of the throughput. How a vendor's windows lie is not documented.
 */
const ticksPerWindow = 12;
/** The last fifth is for replies. */
const reservedShare = 0.2;
/** SQS would wait longer, `retryDelaySeconds` does not: a line beyond it would only grow by those who come back. */
const longestLineMs = 900_000;

export type Wish = Readonly<{ updates: number; rank: Rank; nowMs: number }>;
export type Taken =
  | Readonly<{ kind: 'taken'; book: PaceBook; tickEndsAtMs: number }>
  | Readonly<{ kind: 'wait'; book: PaceBook; delayMs: number }>;

/** How many updates this rank may have in one window; never none. */
function roomOf({ updates }: PaceLimit, rank: Rank): number {
  return rank === 'reply' ? updates : Math.max(1, updates - Math.floor(updates * reservedShare));
}

/** When `room` has a place for `updates` more; `ticks` in the order of time. */
function freeAtMs(ticks: readonly Tick[], updates: number, room: number, windowMs: number): number {
  let used = ticks.reduce((sum, tick) => sum + tick.updates, 0);
  let freeMs = 0;
  for (const tick of ticks) {
    if (used + updates <= room) break;
    used -= tick.updates;
    freeMs = tick.endsAtMs + windowMs;
  }
  return freeMs;
}

/**
 * Takes places for some updates, or says after how long to ask again. Those who wait are told times one behind the other,
 * at the speed of the limit, so that they do not come back all at once; the time is advice, no place is kept. Pure.
 */
export function takeFrom(book: PaceBook, limit: PaceLimit, { updates, rank, nowMs }: Wish): Taken {
  const { windowMs } = limit;
  const tickMs = windowMs / ticksPerWindow;
  const room = roomOf(limit, rank);
  // A write that needs more than there ever is goes when everything is free.
  const wanted = Math.min(updates, room);
  const ticks = book.ticks
    .filter(({ endsAtMs }) => endsAtMs + windowMs > nowMs)
    .toSorted((one, other) => one.endsAtMs - other.endsAtMs);
  const freeMs = Math.max(book.closedUntilMs, freeAtMs(ticks, wanted, room, windowMs));
  if (freeMs <= nowMs) {
    const tickEndsAtMs = (Math.floor(nowMs / tickMs) + 1) * tickMs;
    const inTick = ticks.find(({ endsAtMs }) => endsAtMs === tickEndsAtMs)?.updates ?? 0;
    const others = ticks.filter(({ endsAtMs }) => endsAtMs !== tickEndsAtMs);
    const tick = { endsAtMs: tickEndsAtMs, updates: inTick + wanted };
    return { kind: 'taken', book: { ...book, ticks: [...others, tick] }, tickEndsAtMs };
  }
  if (!limit.hasLine) return { kind: 'wait', book: { ...book, ticks }, delayMs: freeMs - nowMs };
  const untilMs = Math.max(freeMs, book.lineEndsAtMs[rank]);
  const lineEndsMs = Math.min(untilMs + (wanted * windowMs) / room, nowMs + longestLineMs);
  return {
    kind: 'wait',
    book: { ...book, ticks, lineEndsAtMs: { ...book.lineEndsAtMs, [rank]: lineEndsMs } },
    delayMs: untilMs - nowMs,
  };
}

/** Gives places back that were taken and not used. Pure. */
export function givenBack(book: PaceBook, tickEndsAtMs: number, updates: number): PaceBook {
  const ticks = book.ticks.map((tick) =>
    tick.endsAtMs === tickEndsAtMs ? { ...tick, updates: Math.max(0, tick.updates - updates) } : tick,
  );
  return { ...book, ticks: ticks.filter((tick) => tick.updates > 0) };
}

/** Nothing goes before `untilMs`, unless a later time is known already. Pure. */
export const closedUntil = (book: PaceBook, untilMs: number): PaceBook => ({
  ...book,
  closedUntilMs: Math.max(book.closedUntilMs, untilMs),
});
