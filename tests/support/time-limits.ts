import { vi } from 'vitest';

export type HeldTimeLimits = Readonly<{
  /** Lets every limit run out that was set so far, so that waiting for what never comes takes no time. */
  runOut(): void;
  /** From the last one on limits go by the clock again. */
  release(): void;
}>;

const begun: AbortController[] = [];
let holders = 0;

/**
 * From now on no `AbortSignal.timeout` runs out by itself: on a busy machine a quick answer may take longer than any limit
 * that a test would wait for.
 */
export function holdTimeLimits(): HeldTimeLimits {
  if (!vi.isMockFunction(AbortSignal.timeout)) {
    holders = 0;
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const limit = new AbortController();
      begun.push(limit);
      return limit.signal;
    });
  }
  holders += 1;
  let isHeld = true;
  return {
    runOut: () => {
      for (const limit of begun.splice(0)) limit.abort(new DOMException('The time is up.', 'TimeoutError'));
    },
    release: () => {
      if (!isHeld) return;
      isHeld = false;
      holders -= 1;
      if (holders > 0) return;
      begun.length = 0;
      vi.mocked(AbortSignal.timeout).mockRestore();
    },
  };
}
