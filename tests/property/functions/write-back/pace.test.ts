import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyBook, type PaceLimit, takeFrom } from '../../../../functions/write-back/pace.ts';
import { propertyRuns, propertyTimeoutMs } from '../../../support/property-runs.ts';

const asked = fc.array(
  fc.record({
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
    updates: fc.constantFrom(1, 1, 1, 2),
    rank: fc.constantFrom('reply' as const, 'note' as const),
  }),
  { maxLength: 150 },
);
const limits = fc
  .integer({ min: 2, max: 40 })
  .map((updates): PaceLimit => ({ updates, windowMs: 60_000, hasLine: true }));

/** What is let go, and when, where each asks at its time and again when it was told to. */
function letGo(
  limit: PaceLimit,
  wishes: readonly { afterMs: number; updates: number; rank: 'reply' | 'note' }[],
) {
  let book = emptyBook;
  let nowMs = 1_700_000_000_000;
  const sent: { atMs: number; updates: number; rank: string }[] = [];
  const returning: { atMs: number; updates: number; rank: 'reply' | 'note' }[] = [];
  for (const { afterMs, updates, rank } of wishes) {
    nowMs += afterMs;
    returning.push({ atMs: nowMs, updates, rank });
  }
  for (let tries = 0; returning.length > 0; tries += 1) {
    if (tries > 20_000) throw new Error('somebody waits for ever');
    returning.sort((one, other) => one.atMs - other.atMs);
    const next = returning.shift()!;
    const taken = takeFrom(book, limit, { ...next, nowMs: next.atMs });
    book = taken.book;
    if (taken.kind === 'taken') sent.push(next);
    else returning.push({ ...next, atMs: next.atMs + Math.max(1_000, taken.delayMs) });
  }
  return sent;
}

const inWindow = (sent: readonly { atMs: number; updates: number }[], fromMs: number) =>
  sent.reduce((sum, { atMs, updates }) => sum + (atMs >= fromMs && atMs < fromMs + 60_000 ? updates : 0), 0);

describe('the pace of updates', () => {
  test(
    'never lets more go in any window than the limit, wherever the window begins, and lets everybody go in the end',
    () => {
      fc.assert(
        fc.property(limits, asked, (limit, wishes) => {
          const sent = letGo(limit, wishes);

          expect(sent).toHaveLength(wishes.length);
          for (const { atMs } of sent) expect(inWindow(sent, atMs)).toBeLessThanOrEqual(limit.updates);
        }),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );

  test(
    'always has a place for a reply where only notes were let go',
    () => {
      fc.assert(
        fc.property(
          fc.integer({ min: 5, max: 40 }).map((updates) => ({ updates, windowMs: 60_000, hasLine: true })),
          asked,
          (limit, wishes) => {
            let book = emptyBook;
            let nowMs = 1_700_000_000_000;
            for (const { afterMs, updates } of wishes) {
              nowMs += afterMs;
              ({ book } = takeFrom(book, limit, { updates, rank: 'note', nowMs }));
            }

            expect(takeFrom(book, limit, { updates: 1, rank: 'reply', nowMs }).kind).toBe('taken');
          },
        ),
        { numRuns: propertyRuns },
      );
    },
    propertyTimeoutMs,
  );
});
