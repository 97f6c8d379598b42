import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { usd } from '../../../../prices.ts';
import type { Moments } from '../../api.ts';
import { formatUsd } from '../format/amounts.ts';
import { formatTimeOfStep } from '../format/times.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { axis, frame, grid, margin, still, yTitle } from './drawing.ts';
import { Legend } from './legend.tsx';
import type { Series } from './series.ts';
import { isPoint, timeAxis } from './time-axis.ts';

const billedSeries: Series = { key: 'billed', name: 'Billed', color: 'var(--accent)', dash: 'none' };
const savedSeries: Series = { key: 'saved', name: 'Saved', color: 'var(--positive)', dash: '5 3' };
const series = [billedSeries, savedSeries];

const number = new Intl.NumberFormat('en-US');
const short = new Intl.NumberFormat('en-US', { notation: 'compact' });
const priced = (characters: number) =>
  `${number.format(characters)} (${formatUsd(characters * usd.translateCharacter)})`;

/** Running sums: what was paid for, and what did not have to be. */
export function CharactersChart({ characters: { billed, saved, points } }: Pick<Moments, 'characters'>) {
  const entries = [
    { series: billedSeries, value: priced(billed) },
    { series: savedSeries, value: priced(saved) },
  ];
  return (
    <ChartFigure
      moment="characters"
      emptyText="Nothing has been translated yet. What it costs, and what the memory of translations saves, is shown here."
      facts={
        <>
          <Legend entries={entries} />
          <p className="moment-remark">
            At ${usd.translateCharacter * 1_000_000} per million characters, Amazon Translate’s list price.
          </p>
        </>
      }
      table={{
        caption: 'Characters so far',
        columns: ['Time', 'Billed', 'Saved'],
        rows: points.map((point) => [
          formatTimeOfStep(point.atMs),
          number.format(point.billed),
          number.format(point.saved),
        ]),
      }}
      chart={
        points.length === 0 ? null : (
          <AreaChart {...frame} margin={margin} data={points} aria-label="Characters billed and saved so far">
            <CartesianGrid {...grid} vertical={false} />
            <XAxis {...axis} {...timeAxis(points)} />
            <YAxis
              {...axis}
              tickFormatter={short.format}
              width={64}
              allowDecimals={false}
              label={yTitle('characters')}
            />
            <Tooltip
              {...still}
              content={({ active, payload }) => (
                <ChartTooltip
                  {...{ active, payload, series }}
                  titleOf={(point) => (isPoint(point) ? formatTimeOfStep(point.atMs) : '')}
                  format={priced}
                />
              )}
            />
            {series.map(({ key, color, dash = 'none' }) => (
              <Area
                key={key}
                {...{ ...still, dataKey: key, name: key }}
                type="stepAfter"
                stroke={color}
                strokeWidth={2}
                strokeDasharray={dash}
                fill={color}
                fillOpacity={0.12}
              />
            ))}
          </AreaChart>
        )
      }
    />
  );
}
