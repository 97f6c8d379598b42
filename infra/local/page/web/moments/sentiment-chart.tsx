import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import type { Moments } from '../../api.ts';
import { formatTime, formatTimeOfStep } from '../format/times.ts';
import { type SentimentBucket, sentimentBuckets } from './buckets.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { axis, cursor, frame, grid, margin, seam, still, yTitle } from './drawing.ts';
import { Legend } from './legend.tsx';
import { sentimentSeries } from './series.ts';

const minuteMs = 60_000;
const isBucket = (payload: unknown): payload is SentimentBucket =>
  typeof payload === 'object' && payload !== null && 'fromMs' in payload && 'toMs' in payload;

/** A bar per span of time, a piece of it per sentiment. */
export function SentimentChart({
  sentiment,
  sentimentTotals,
}: Pick<Moments, 'sentiment' | 'sentimentTotals'>) {
  const buckets = sentimentBuckets(sentiment);
  const clock = buckets.some(({ fromMs, toMs }) => toMs - fromMs < minuteMs) ? formatTimeOfStep : formatTime;
  const spanOf = (bucket: unknown) =>
    isBucket(bucket) ? `${clock(bucket.fromMs)} to ${clock(bucket.toMs)}` : '';
  const all = Object.values(sentimentTotals).reduce((sum, messages) => sum + messages, 0);
  const entries = sentimentSeries.map((series) => {
    const messages = sentimentTotals[series.key];
    return { series, value: `${messages} (${Math.round((100 * messages) / all)} %)` };
  });
  return (
    <ChartFigure
      moment="sentiment"
      emptyText="Nobody has written yet. Write as a customer, and how they feel is shown here."
      facts={<Legend entries={entries} />}
      table={{
        caption: 'Messages by time and sentiment',
        columns: ['Time', ...sentimentSeries.map(({ name }) => name)],
        rows: buckets.map((bucket) => [
          spanOf(bucket),
          ...sentimentSeries.map(({ key }) => String(bucket[key])),
        ]),
      }}
      chart={
        buckets.length === 0 ? null : (
          <BarChart {...frame} margin={margin} data={buckets} aria-label="Messages over time, by sentiment">
            <CartesianGrid {...grid} vertical={false} />
            <XAxis {...axis} dataKey="fromMs" tickFormatter={clock} minTickGap={12} />
            <YAxis {...axis} allowDecimals={false} width={44} label={yTitle('messages')} />
            <Tooltip
              {...still}
              cursor={cursor}
              content={({ active, payload }) => (
                <ChartTooltip
                  {...{ active, payload }}
                  series={sentimentSeries}
                  titleOf={spanOf}
                  format={(messages) => String(messages)}
                />
              )}
            />
            {sentimentSeries.map(({ key, color, texture }) => (
              <Bar
                key={key}
                {...{ ...still, ...seam, dataKey: key, name: key }}
                stackId="messages"
                maxBarSize={56}
                fill={texture === undefined ? color : { color, definition: texture }}
              />
            ))}
          </BarChart>
        )
      }
    />
  );
}
