import type { Moments } from '../../api.ts';

export type SentimentLabel = Moments['sentiment'][number]['label'];

export type Trouble = Moments['troubles'][number]['count'];

/** A span of time. */
export type Bucket = Readonly<{ fromMs: number; toMs: number }>;
/** How many messages of each sentiment were read in it. */
export type SentimentBucket = Bucket & Readonly<Record<SentimentLabel, number>>;
/** How much of each went wrong in it. */
export type TroubleBucket = Bucket & Readonly<Record<Trouble, number>>;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** Spans that people count in. */
const spansMs = [
  ...[5, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 5, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 3, 12, 24, 7 * 24].map((hours) => hours * hourMs),
];

/** More bars than this are hard to tell apart on a telephone. */
const maxBuckets = 12;

/** Sorts points into spans of equal length, without a hole between the first and the last; empty = no points. */
function spansOf<Point extends Readonly<{ atMs: number }>>(points: readonly Point[]) {
  if (points.length === 0) return [];
  const times = points.map(({ atMs }) => atMs);
  const [firstMs, lastMs] = [Math.min(...times), Math.max(...times)];
  const countOf = (spanMs: number) => Math.floor(lastMs / spanMs) - Math.floor(firstMs / spanMs) + 1;
  const spanMs = spansMs.find((span) => countOf(span) <= maxBuckets) ?? (lastMs - firstMs) / (maxBuckets - 1);
  const first = Math.floor(firstMs / spanMs);
  const within = Map.groupBy(points, ({ atMs }) => Math.floor(atMs / spanMs) - first);
  return Array.from({ length: countOf(spanMs) }, (_, index) => ({
    fromMs: first * spanMs + index * spanMs,
    toMs: first * spanMs + (index + 1) * spanMs,
    points: within.get(index) ?? [],
  }));
}

/** Messages by span of time. */
export function sentimentBuckets(points: Moments['sentiment']): readonly SentimentBucket[] {
  return spansOf(points).map(({ points: messages, ...span }) => {
    const sums = { POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 };
    for (const { label } of messages) sums[label] += 1;
    return { ...span, ...sums };
  });
}

/** What went wrong, by span of time. */
export function troubleBuckets(points: Moments['troubles']): readonly TroubleBucket[] {
  return spansOf(points).map(({ points: troubles, ...span }) => {
    const sums = { retries: 0, gaps: 0, parked: 0 };
    for (const { count, amount } of troubles) sums[count] += amount;
    return { ...span, ...sums };
  });
}
