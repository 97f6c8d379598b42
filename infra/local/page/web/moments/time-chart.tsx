import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { Moments } from '../../api.ts';
import { formatSpan } from '../format/amounts.ts';
import { formatTimeOfStep } from '../format/times.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { axis, frame, grid, margin, still } from './drawing.ts';
import { Legend } from './legend.tsx';
import type { Series } from './series.ts';
import { spanAxis } from './span-axis.ts';
import { isPoint, timeAxis } from './time-axis.ts';

const message: Series = { key: 'ms', name: 'Note', color: 'var(--accent)', dash: 'none' };
const median: Series = { key: 'median', name: 'Median', color: 'var(--positive)', dash: '2 3' };
const p95: Series = { key: 'p95', name: 'p95', color: 'var(--negative)', dash: '8 4' };
/** More of them run into each other. */
const maxDots = 60;

const spanOrNone = (ms: number | null) => (ms === null ? 'not known' : formatSpan(ms));

/** A point per note, with the two values that all of them are judged by. */
export function TimeChart({ timeToNote: { medianMs, p95Ms, notes, points } }: Pick<Moments, 'timeToNote'>) {
  const entries = [
    { series: median, value: spanOrNone(medianMs) },
    { series: p95, value: spanOrNone(p95Ms) },
    { series: { ...message, name: 'Notes' }, value: `${notes}` },
  ];
  return (
    <ChartFigure
      moment="timeToNote"
      emptyText="No note has been written yet. How long each takes is shown here."
      facts={<Legend entries={entries} />}
      table={{
        caption: 'How long each note took',
        columns: ['Note written at', 'Time from the message to its note'],
        rows: points.map(({ atMs, ms }) => [formatTimeOfStep(atMs), formatSpan(ms)]),
      }}
      chart={
        points.length === 0 ? null : (
          <LineChart
            {...frame}
            margin={margin}
            data={points}
            aria-label="Time from each message to its note, with median and p95"
          >
            <CartesianGrid {...grid} vertical={false} />
            <XAxis {...axis} {...timeAxis(points)} />
            <YAxis {...axis} {...spanAxis(Math.max(...points.map(({ ms }) => ms)))} />
            <Tooltip
              {...still}
              content={({ active, payload }) => (
                <ChartTooltip
                  {...{ active, payload }}
                  series={[message]}
                  titleOf={(point) => (isPoint(point) ? formatTimeOfStep(point.atMs) : '')}
                  format={formatSpan}
                />
              )}
            />
            {[
              { series: median, ms: medianMs },
              { series: p95, ms: p95Ms },
            ].map(({ series, ms }) =>
              ms === null ? null : (
                <ReferenceLine
                  key={series.key}
                  y={ms}
                  stroke={series.color}
                  strokeWidth={2}
                  strokeDasharray={series.dash}
                />
              ),
            )}
            <Line
              {...still}
              dataKey="ms"
              name="ms"
              stroke={message.color}
              strokeWidth={1.5}
              dot={points.length <= maxDots && { r: 3.5, fill: message.color }}
            />
          </LineChart>
        )
      }
    />
  );
}
