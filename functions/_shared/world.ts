import timers from 'node:timers/promises';

/** The clock and the chance of a running function; logic gets them as arguments, so that a test can set them. */
export const world = {
  now: () => new Date(),
  sleep: async (ms: number): Promise<void> => {
    await timers.setTimeout(ms);
  },
  /** 0..1 */
  random: () => Math.random(),
} as const;
