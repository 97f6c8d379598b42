import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moments } from '../../../../../infra/local/page/api.ts';
import { MomentsTally, quantile } from '../../../../../infra/local/page/server/moments.ts';

const names = ['MessagesEnriched', 'TranslatedCharacters', 'SavedCharacters', 'TimeToNote', 'MessagesParked'];
const record = fc
  .record({
    name: fc.constantFrom(...names),
    value: fc.oneof(fc.nat(5_000), fc.array(fc.nat(5_000), { maxLength: 3 }), fc.double(), fc.anything()),
    language: fc.oneof(fc.constantFrom('es', 'de', 'und'), fc.anything()),
    sentiment: fc.oneof(fc.constantFrom('POSITIVE', 'NEUTRAL', 'NEGATIVE', 'MIXED'), fc.anything()),
    intent: fc.oneof(fc.constantFrom('Refund', 'OrderStatus'), fc.anything()),
  })
  .map(({ name, value, ...beside }) => ({
    _aws: { CloudWatchMetrics: [{ Namespace: 'Dragoman/local', Metrics: [{ Name: name }] }] },
    ...beside,
    [name]: value,
  }));

describe('MomentsTally', () => {
  it('gives what the page expects, whatever the functions wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(record, fc.anything())), (records) => {
        const tally = new MomentsTally();
        for (const [index, each] of records.entries()) tally.add(each, index);
        expect(moments.safeParse(tally.snapshot()).error).toBeUndefined();
      }),
    );
  });

  it('never takes anything back: sums grow, and no point goes', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), record, (records, last) => {
        const tally = new MomentsTally();
        for (const [index, each] of records.entries()) tally.add(each, index);
        const before = tally.snapshot();
        tally.add(last, records.length);
        const after = tally.snapshot();
        expect(after.characters.billed).toBeGreaterThanOrEqual(before.characters.billed);
        expect(after.counts.parked).toBeGreaterThanOrEqual(before.counts.parked);
        expect(after.sentiment.slice(0, before.sentiment.length)).toEqual(before.sentiment);
        expect(after.timeToNote.points.slice(0, before.timeToNote.points.length)).toEqual(
          before.timeToNote.points,
        );
      }),
    );
  });

  it('says that something changed exactly if something did', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 10 }), record, (records, last) => {
        const tally = new MomentsTally();
        for (const [index, each] of records.entries()) tally.add(each, index);
        const before = JSON.stringify(tally.snapshot());
        const changed = tally.add(last, records.length);
        expect(JSON.stringify(tally.snapshot()) !== before).toBe(changed);
      }),
    );
  });
});

describe('quantile', () => {
  it('is one of the values, with enough of them at or below it and too few below it', () => {
    const values = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (numbers, share) => {
        const value = quantile(numbers, share);
        expect(numbers).toContain(value);
        const [atOrBelow, below] = [
          numbers.filter((number) => number <= value!).length,
          numbers.filter((number) => number < value!).length,
        ];
        expect(atOrBelow).toBeGreaterThanOrEqual(share * numbers.length);
        expect(below).toBeLessThan(share * numbers.length);
      }),
    );
  });
});
