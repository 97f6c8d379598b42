import { Bar, BarChart, CartesianGrid, LabelList, type LabelProps, Tooltip, XAxis, YAxis } from 'recharts';
import type { Moments } from '../../api.ts';
import { languageName } from '../format/words.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { axis, cursor, grid, margin, seam, still, xTitle } from './drawing.ts';
import { Legend } from './legend.tsx';
import { intentSeries } from './series.ts';

type Row = Moments['intentsByLanguage'][number];

const barPx = 30;
const axesPx = 48;
const nameOf = (tag: string) => languageName(tag) ?? 'Not known';
const isRow = (payload: unknown): payload is Row =>
  typeof payload === 'object' && payload !== null && 'language' in payload && 'intents' in payload;

/** A bar per language, a piece of it per intent. */
export function IntentsChart({ intentsByLanguage: rows }: Pick<Moments, 'intentsByLanguage'>) {
  const series = intentSeries(rows.flatMap(({ intents }) => Object.keys(intents)));
  const entries = series.map((each) => ({
    series: each,
    value: String(rows.reduce((sum, { intents }) => sum + (intents[each.key] ?? 0), 0)),
  }));
  return (
    <ChartFigure
      moment="intents"
      emptyText="No message has been read yet. What customers want is shown here, language by language."
      facts={<Legend entries={entries} />}
      table={{
        caption: 'Messages by language and intent',
        columns: ['Language', ...series.map(({ name }) => name)],
        rows: rows.map(({ language, intents }) => [
          nameOf(language),
          ...series.map(({ key }) => String(intents[key] ?? 0)),
        ]),
      }}
      chart={
        rows.length === 0 ? null : (
          <BarChart
            responsive
            style={{ width: '100%', height: axesPx + barPx * rows.length }}
            layout="vertical"
            margin={margin}
            data={rows}
            aria-label="Messages by language, by intent"
          >
            <CartesianGrid {...grid} horizontal={false} />
            <XAxis
              {...axis}
              type="number"
              domain={[0, 'dataMax']}
              allowDecimals={false}
              height={42}
              label={xTitle('messages')}
            />
            <YAxis
              {...axis}
              type="category"
              dataKey={({ language }: Row) => nameOf(language)}
              width={86}
              interval={0}
            />
            <Tooltip
              {...still}
              cursor={cursor}
              content={({ active, payload }) => (
                <ChartTooltip
                  {...{ active, payload, series }}
                  titleOf={(row) => (isRow(row) ? nameOf(row.language) : '')}
                  format={(messages) => String(messages)}
                />
              )}
            />
            {series.map(({ key, color, mark }) => (
              <Bar
                key={key}
                {...{ ...still, ...seam, name: key, fill: color }}
                dataKey={({ intents }: Row) => intents[key] ?? 0}
                stackId="messages"
                maxBarSize={22}
              >
                <LabelList content={(label) => <Mark {...label} mark={mark ?? ''} />} />
              </Bar>
            ))}
          </BarChart>
        )
      }
    />
  );
}

const letterPx = 11;

/** The intent's mark on its piece of the bar, where there is room for it. */
function Mark({ x, y, width, height, mark }: LabelProps & { mark: string }) {
  const [left, top, wide, high] = [Number(x), Number(y), Number(width), Number(height)];
  if (!(wide >= letterPx * mark.length)) return <g />;
  return (
    <text className="moment-mark" x={left + wide / 2} y={top + high / 2}>
      {mark}
    </text>
  );
}
