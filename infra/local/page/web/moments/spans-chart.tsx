import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { formatTime, formatTimeOfStep } from '../format/times.ts';
import type { Bucket } from './buckets.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import type { Table } from './data-table.tsx';
import { axis, cursor, frame, grid, margin, seam, still, yTitle } from './drawing.ts';
import type { Series } from './series.ts';

const minuteMs = 60_000;
const isBucket = (payload: unknown): payload is Bucket =>
  typeof payload === 'object' && payload !== null && 'fromMs' in payload && 'toMs' in payload;

const clockOf = (buckets: readonly Bucket[]) =>
  buckets.some(({ fromMs, toMs }) => toMs - fromMs < minuteMs) ? formatTimeOfStep : formatTime;

/** Says a span of time, with seconds where spans are shorter than a minute. */
function wordsOf(buckets: readonly Bucket[]): (bucket: unknown) => string {
  const clock = clockOf(buckets);
  return (bucket) => (isBucket(bucket) ? `${clock(bucket.fromMs)} to ${clock(bucket.toMs)}` : '');
}

type Props<Key extends string> = Readonly<{
  /** At least one. */
  buckets: readonly (Bucket & Readonly<Record<Key, number>>)[];
  series: readonly (Series & Readonly<{ key: Key }>)[];
  /** What is drawn, for whoever does not see it. */
  label: string;
  /** What the numbers count: the axis's title. */
  counted: string;
}>;

/** A bar per span, a piece of it per series. */
export function SpansChart<Key extends string>({ buckets, series, label, counted }: Props<Key>) {
  const words = wordsOf(buckets);
  return (
    <BarChart {...frame} margin={margin} data={buckets} aria-label={label}>
      <CartesianGrid {...grid} vertical={false} />
      <XAxis {...axis} dataKey="fromMs" tickFormatter={clockOf(buckets)} minTickGap={12} />
      <YAxis {...axis} allowDecimals={false} width={44} label={yTitle(counted)} />
      <Tooltip
        {...still}
        cursor={cursor}
        content={({ active, payload }) => (
          <ChartTooltip {...{ active, payload, series }} titleOf={words} format={String} />
        )}
      />
      {series.map(({ key, color, texture }) => (
        <Bar
          key={key}
          {...{ ...still, ...seam, dataKey: key, name: key }}
          stackId="all"
          maxBarSize={56}
          fill={texture === undefined ? color : { color, definition: texture }}
        />
      ))}
    </BarChart>
  );
}

/** The same as a table. */
export function spansTable<Key extends string>(
  caption: string,
  { buckets, series }: Pick<Props<Key>, 'buckets' | 'series'>,
): Table {
  const words = wordsOf(buckets);
  return {
    caption,
    columns: ['Time', ...series.map(({ name }) => name)],
    rows: buckets.map((bucket) => [words(bucket), ...series.map(({ key }) => String(bucket[key]))]),
  };
}
