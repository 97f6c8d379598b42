import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNewer } from '../../../../../functions/_shared/conversation/stamp.ts';

const id = fc.oneof(
  fc.stringMatching(/^[0-9]{1,4}$/),
  fc.stringMatching(/^[0-9a-c]{1,4}$/),
  fc.stringMatching(/^(first|latest):[0-9]{1,2}$/),
);
const stamp = fc.record({
  at: fc.constantFrom('2026-01-09T08:21:07Z', '2026-01-09T08:21:08Z', '2026-01-09T09:21:07+01:00'),
  message: id,
});

describe('the order of messages', () => {
  test('never has two messages that are each newer than the other', () => {
    fc.assert(
      fc.property(stamp, stamp, (one, other) => {
        expect(isNewer(one, other) && isNewer(other, one)).toBe(false);
      }),
    );
  });

  test('has no circles', () => {
    fc.assert(
      fc.property(stamp, stamp, stamp, (a, b, c) => {
        if (isNewer(a, b) && isNewer(b, c)) expect(isNewer(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
