/** Time as an argument: real in the runner, stepped by hand in tests. */
export type Clock = Readonly<{
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Calls `run` once after `delayMs`; the answer cancels that. */
  after(delayMs: number, run: () => void): () => void;
}>;

/** Longest delay that Node's timers take; a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

export const systemClock: Clock = {
  nowMs: Date.now,
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), longestTimerMs));
    return () => clearTimeout(timer);
  },
};
