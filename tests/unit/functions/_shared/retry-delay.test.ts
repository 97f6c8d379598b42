import { describe, expect, test } from 'vitest';
import { retryDelaySeconds } from '../../../../functions/_shared/retry-delay.ts';

describe('the wait before a retry', () => {
  test.each([
    ['the first failure, least jitter', null, 1, 0, 1],
    ['the fifth failure, least jitter', null, 5, 0, 8],
    ['the fifth failure, most jitter', null, 5, 0.999, 16],
    ['the vendor asks for longer than the backoff', 42_300, 1, 0, 43],
    ['the vendor asks for less than the backoff', 2_000, 5, 0, 8],
    ['the vendor asks for an hour', 3_600_000, 1, 0, 900],
    ['the hundredth failure', null, 100, 0.999, 900],
  ])('after %s', (_case, vendorDelayMs, receiveCount, random, expected) => {
    expect(retryDelaySeconds({ vendorDelayMs, receiveCount, random })).toBe(expected);
  });

  test('is no longer than the work can wait, whatever the backoff', () => {
    const wait = retryDelaySeconds({ vendorDelayMs: null, receiveCount: 10, random: 0, withinMs: 89_400 });

    expect(wait).toBe(90);
  });
});
