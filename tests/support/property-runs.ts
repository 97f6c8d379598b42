/** How many cases a property is tried on: a quick look here, a long one in CI. */
export const propertyRuns: number = process.env.CI === 'true' ? 10_000 : 1_000;

/** Enough for the larger number on a slow machine; the time is no expectation. */
export const propertyTimeoutMs = 600_000;
