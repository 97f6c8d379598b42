import type { Way } from './api.ts';

/**
 * A delivery that asked nothing: a helpdesk tells of a message twice, of an agent's, and of each of our own writes. A
 * message makes several of these.
 */
export function isSideDelivery({
  about,
  outcome,
  reason,
}: Pick<Way, 'about' | 'outcome' | 'reason'>): boolean {
  return outcome === 'skipped' && (about === null || reason === 'duplicate');
}

/** A demo may stay open for days. */
export const kept = {
  /** Ways with all their steps. */
  whole: 200,
  /** Ways of which only the head is left: whose they were, how they ended, who translated. */
  heads: 2000,
  sides: 100,
} as const;

/**
 * Says of one way after the other, newest first, what is kept of it; null = nothing. Server and page forget alike, so that a
 * page that has been open all the time shows what one shows that is opened now.
 */
export function keeping(): (way: Way, isSide?: boolean) => Way | null {
  let ways = 0;
  let sides = 0;
  return (way, isSide = isSideDelivery(way)) => {
    if (isSide) {
      sides += 1;
      return sides > kept.sides ? null : way;
    }
    ways += 1;
    if (ways > kept.whole + kept.heads) return null;
    return ways > kept.whole && way.isWhole ? { ...way, steps: [], isWhole: false } : way;
  };
}
