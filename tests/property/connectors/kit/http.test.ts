import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../../connectors/kit/http.ts';

const now = new Date('2026-01-09T08:21:09.500Z');

describe('retryAfterMs', () => {
  it('is null or between nothing and fifteen minutes, whatever the header holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (header) => {
        // Act
        const waitMs = retryAfterMs({ 'retry-after': header }, now);

        // Assess
        expect(waitMs === null || (waitMs >= 0 && waitMs <= 900_000)).toBe(true);
      }),
    );
  });

  it('gives seconds and an HTTP date of the same instant the same wait, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 899 }), (seconds) => {
        // Prepare
        const whole = new Date('2026-01-09T08:21:09.000Z');
        const date = new Date(whole.getTime() + seconds * 1000).toUTCString();

        // Act
        const waits = [String(seconds), date].map((header) => retryAfterMs({ 'retry-after': header }, whole));

        // Assess
        expect(waits).toEqual([seconds * 1000, seconds * 1000]);
      }),
    );
  });
});
