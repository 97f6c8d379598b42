import { describe, expect, it } from 'vitest';
import { sentimentBuckets, troubleBuckets } from '../../../../../../infra/local/page/web/moments/buckets.ts';
import { intentSeries } from '../../../../../../infra/local/page/web/moments/series.ts';
import { spanAxis } from '../../../../../../infra/local/page/web/moments/span-axis.ts';

const noon = Date.UTC(2026, 0, 9, 12);
const second = 1_000;
const minute = 60 * second;
const read = (label: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE' | 'MIXED', atMs: number) => ({
  label,
  atMs,
  language: 'es',
});

describe('sentimentBuckets', () => {
  it('counts messages by round spans of time, with the quiet ones in between', () => {
    // Act
    const buckets = sentimentBuckets([
      read('NEGATIVE', noon + 1 * second),
      read('NEGATIVE', noon + 4.9 * second),
      read('NEUTRAL', noon + 2 * second),
      read('POSITIVE', noon + 12 * second),
      read('MIXED', noon + 12 * second),
    ]);
    // Assess
    const quiet = { POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 };
    expect(buckets).toEqual([
      { ...quiet, fromMs: noon, toMs: noon + 5_000, NEGATIVE: 2, NEUTRAL: 1 },
      { ...quiet, fromMs: noon + 5_000, toMs: noon + 10_000 },
      { ...quiet, fromMs: noon + 10_000, toMs: noon + 15_000, POSITIVE: 1, MIXED: 1 },
    ]);
  });

  it.each([
    ['a minute', 59 * second, 5 * second],
    ['a quarter of an hour', 14.5 * minute, 5 * minute],
    ['a day', 24 * 60 * minute - 1, 3 * 60 * minute],
    ['two years', 730 * 24 * 60 * minute, (730 * 24 * 60 * minute) / 11],
  ])('takes longer spans for %s, so that there are never more than twelve', (_, spanMs, bucketMs) => {
    // Act
    const buckets = sentimentBuckets([read('NEUTRAL', noon), read('NEUTRAL', noon + spanMs)]);
    // Assess
    expect(buckets.length).toBeLessThanOrEqual(12);
    expect(buckets[0]!.toMs - buckets[0]!.fromMs).toBeCloseTo(bucketMs, 3);
    expect(buckets.reduce((sum, { NEUTRAL }) => sum + NEUTRAL, 0)).toBe(2);
  });

  it('of no messages there are none', () => {
    expect(sentimentBuckets([])).toEqual([]);
  });
});

describe('troubleBuckets', () => {
  it('adds up, span by span, what went wrong', () => {
    // Act
    const buckets = troubleBuckets([
      { atMs: noon + 1 * second, count: 'retries', amount: 3 },
      { atMs: noon + 2 * second, count: 'retries', amount: 1 },
      { atMs: noon + 2 * second, count: 'gaps', amount: 2 },
      { atMs: noon + 7 * second, count: 'parked', amount: 1 },
    ]);
    // Assess
    expect(buckets).toEqual([
      { fromMs: noon, toMs: noon + 5_000, retries: 4, gaps: 2, parked: 0 },
      { fromMs: noon + 5_000, toMs: noon + 10_000, retries: 0, gaps: 0, parked: 1 },
    ]);
  });
});

describe('spanAxis', () => {
  it.each([
    [184, [0, 50, 100, 150, 200], '50 ms'],
    [2_506, [0, 1_000, 2_000, 3_000], '1 s'],
    [61_000, [0, 15_000, 30_000, 45_000, 60_000, 75_000], '15 s'],
    [0, [0, 1], '1 ms'],
  ])('to %i ms has round ticks up to it', (longestMs, ticks, firstStep) => {
    const axis = spanAxis(longestMs);
    expect(axis.ticks).toEqual(ticks);
    expect(axis.tickFormatter(axis.ticks[1]!)).toBe(firstStep);
    expect(axis.tickFormatter(0)).toBe('0');
  });
});

describe('intentSeries', () => {
  const marked = (intents: readonly string[]) => intentSeries(intents).map(({ name, mark }) => [name, mark]);

  it('names each intent once, always in the same order, and what was not sure last', () => {
    expect(marked(['none', 'Refund', 'OrderStatus', 'Refund'])).toEqual([
      ['Order status', 'OS'],
      ['Refund', 'R'],
      ['No intent sure', '–'],
    ]);
    expect(marked(['OrderStatus', 'Refund', 'none'])).toEqual(marked(['none', 'Refund', 'OrderStatus']));
  });

  it('marks two intents with the same initials differently', () => {
    expect(marked(['CancelOrder', 'ChangeOrder', 'CheckOrder'])).toEqual([
      ['Cancel order', 'CO'],
      ['Change order', 'CO2'],
      ['Check order', 'CO3'],
    ]);
  });
});
