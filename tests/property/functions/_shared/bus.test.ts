import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesOf, entryBytes, type Publication } from '../../../../functions/_shared/bus.ts';

const publicationOf = (eventId: string, text: string): Publication => ({
  eventId,
  entry: { Source: 'dragoman', DetailType: 'x.v1', Detail: JSON.stringify({ text }) },
});
const publications = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 60 })
  .map((texts) => texts.map((text, index) => publicationOf(String(index), text)));
const limits = fc.record({
  maxEntries: fc.integer({ min: 1, max: 10 }),
  maxBytes: fc.integer({ min: 60, max: 400 }),
});

describe('batches for PutEvents', () => {
  test('hold every event once, in order', () => {
    fc.assert(
      fc.property(publications, limits, (items, limit) => {
        expect(batchesOf(items, limit).flat()).toEqual(items);
      }),
    );
  });

  test('never have too many entries, and never too many bytes unless a single event has', () => {
    fc.assert(
      fc.property(publications, limits, (items, limit) => {
        for (const batch of batchesOf(items, limit)) {
          const bytes = batch.reduce((sum, { entry }) => sum + entryBytes(entry), 0);
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(limit.maxEntries);
          if (batch.length > 1) expect(bytes).toBeLessThanOrEqual(limit.maxBytes);
        }
      }),
    );
  });

  test('are only begun when the one before could not take the next event', () => {
    fc.assert(
      fc.property(publications, limits, (items, limit) => {
        const batches = batchesOf(items, limit);
        for (const [index, batch] of batches.slice(0, -1).entries()) {
          const next = batches[index + 1]![0]!;
          const bytes = [...batch, next].reduce((sum, { entry }) => sum + entryBytes(entry), 0);
          expect(batch.length === limit.maxEntries || bytes > limit.maxBytes).toBe(true);
        }
      }),
    );
  });
});
