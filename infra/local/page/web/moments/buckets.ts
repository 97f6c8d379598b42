import type { Moments } from '../../api.ts';

export type SentimentLabel = Moments['sentiment'][number]['label'];

/** How many messages of each sentiment were read in a span of time. */
export type SentimentBucket = Readonly<{ fromMs: number; toMs: number } & Record<SentimentLabel, number>>;

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

/** Sorts messages into spans of equal length, without a hole between the first and the last; empty = no messages. */
export function sentimentBuckets(points: Moments['sentiment']): readonly SentimentBucket[] {
  if (points.length === 0) return [];
  const times = points.map(({ atMs }) => atMs);
  const [firstMs, lastMs] = [Math.min(...times), Math.max(...times)];
  const countOf = (spanMs: number) => Math.floor(lastMs / spanMs) - Math.floor(firstMs / spanMs) + 1;
  const spanMs = spansMs.find((span) => countOf(span) <= maxBuckets) ?? (lastMs - firstMs) / (maxBuckets - 1);
  const startMs = Math.floor(firstMs / spanMs) * spanMs;
  const buckets = Array.from({ length: countOf(spanMs) }, (_, index) => ({
    fromMs: startMs + index * spanMs,
    toMs: startMs + (index + 1) * spanMs,
    ...{ POSITIVE: 0, NEUTRAL: 0, NEGATIVE: 0, MIXED: 0 },
  }));
  for (const { atMs, label } of points) {
    const bucket = buckets[Math.floor(atMs / spanMs) - Math.floor(firstMs / spanMs)];
    if (bucket !== undefined) bucket[label] += 1;
  }
  return buckets;
}
