import type { TooltipContentProps } from 'recharts';
import { Swatch } from './legend.tsx';
import type { Series } from './series.ts';

type Props = Readonly<{
  series: readonly Series[];
  titleOf: (payload: unknown) => string;
  format: (value: number) => string;
}> &
  Pick<TooltipContentProps, 'active' | 'payload'>;

/** What stands at the place one points at, or has gone to by arrow keys; what is 0 there is left out. */
export function ChartTooltip({ active, payload, series, titleOf, format }: Props) {
  const rows = series.flatMap((each) => {
    const value = Number(payload.find(({ name }) => name === each.key)?.value ?? 0);
    return value === 0 ? [] : [{ each, value }];
  });
  if (!active || payload.length === 0) return null;
  return (
    <div className="moment-tooltip" role="status">
      <p className="moment-tooltip-title">{titleOf(payload[0]?.payload)}</p>
      <ul>
        {rows.map(({ each, value }) => (
          <li key={each.key}>
            <Swatch series={{ ...each, key: `tip-${each.key}` }} /> {each.name} <b>{format(value)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
