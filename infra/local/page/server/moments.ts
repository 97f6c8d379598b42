import type { Moments } from '../api.ts';

/** What the functions' metrics say since the demo began. */
export class MomentsTally {
  /** One log record of a function; true = the moments have changed. */
  add(_record: unknown, _atMs: number): boolean {
    return false;
  }

  snapshot(): Moments {
    return {
      sentiment: [],
      intentsByLanguage: [],
      timeToNote: { medianMs: null, p95Ms: null, points: [] },
      characters: { billed: 0, saved: 0, points: [] },
      counts: {
        ...{ received: 0, delivered: 0, skipped: 0, parked: 0 },
        ...{ gaps: 0, retries: 0, repliesSent: 0, repliesFailed: 0 },
      },
    };
  }
}
