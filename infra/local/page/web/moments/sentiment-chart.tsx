import type { Moments } from '../../api.ts';
import { sentimentBuckets } from './buckets.ts';
import { ChartFigure } from './chart-figure.tsx';
import { Legend } from './legend.tsx';
import { sentimentSeries } from './series.ts';
import { SpansChart, spansTable } from './spans-chart.tsx';

/** A bar per span of time, a piece of it per sentiment. */
export function SentimentChart({
  sentiment,
  sentimentTotals,
}: Pick<Moments, 'sentiment' | 'sentimentTotals'>) {
  const buckets = sentimentBuckets(sentiment);
  const all = Object.values(sentimentTotals).reduce((sum, messages) => sum + messages, 0);
  const entries = sentimentSeries.map((each) => {
    const messages = sentimentTotals[each.key];
    return { series: each, value: `${messages} (${Math.round((100 * messages) / all)} %)` };
  });
  return (
    <ChartFigure
      moment="sentiment"
      emptyText="Nobody has written yet. Write as a customer, and how they feel is shown here."
      facts={<Legend entries={entries} />}
      table={spansTable('Messages by time and sentiment', { buckets, series: sentimentSeries })}
      chart={
        buckets.length === 0 ? null : (
          <SpansChart
            {...{ buckets, series: sentimentSeries }}
            label="Messages over time, by sentiment"
            counted="messages"
          />
        )
      }
    />
  );
}
