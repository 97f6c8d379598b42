import { momentCounts, troubleCounts } from '../../../../moments.ts';
import type { Moments } from '../../api.ts';
import { troubleBuckets } from './buckets.ts';
import { ChartFigure } from './chart-figure.tsx';
import { troubleSeries } from './series.ts';
import { SpansChart, spansTable } from './spans-chart.tsx';
import { TileList } from './tiles.tsx';

const swatches = Object.fromEntries(troubleSeries.map((each) => [each.key, each]));

/** What went wrong, and when: the numbers are the chart's legend. */
export function TroublesChart({ troubles, counts }: Pick<Moments, 'troubles' | 'counts'>) {
  const buckets = troubleBuckets(troubles);
  return (
    <ChartFigure
      moment="troubles"
      emptyText="Nothing had to be tried again, was missing or was parked yet. When it happens is shown here."
      numbers={<TileList shown={troubleCounts} counts={counts} swatches={swatches} />}
      facts={null}
      table={spansTable('What went wrong, by time', { buckets, series: troubleSeries })}
      chart={
        buckets.length === 0 ? null : (
          <SpansChart
            {...{ buckets, series: troubleSeries }}
            label={`${troubleCounts.map((count) => momentCounts[count].label).join(', ')}, over time`}
            counted="times"
          />
        )
      }
    />
  );
}
