import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryDelaySeconds } from '../../../../functions/_shared/retry-delay.ts';

const facts = fc.record({
  vendorDelayMs: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
  receiveCount: fc.integer({ min: 0, max: 2000 }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

describe('the wait before a retry', () => {
  test('is a whole number of seconds from 1 to 900, whatever the vendor says and however often it failed', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const seconds = retryDelaySeconds(given);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(900);
      }),
    );
  });

  test('is never shorter than the vendor asked for, up to 900 seconds', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(retryDelaySeconds(given) * 1000).toBeGreaterThanOrEqual(
          Math.min(900_000, given.vendorDelayMs ?? 0),
        );
      }),
    );
  });

  test('does not become shorter with another failure', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const later = { ...given, receiveCount: given.receiveCount + 1 };
        expect(retryDelaySeconds(later)).toBeGreaterThanOrEqual(retryDelaySeconds(given));
      }),
    );
  });
});
