import type { Series } from './series.ts';

type Props = Readonly<{
  entries: readonly Readonly<{ series: Series; value: string }>[];
}>;

/** The series by name, with their numbers: what a chart says, in words. */
export function Legend({ entries }: Props) {
  return (
    <ul className="moment-legend">
      {entries.map(({ series, value }) => (
        <li key={series.key}>
          <Swatch series={series} />
          <span>{series.name}</span> <b>{value}</b>
        </li>
      ))}
    </ul>
  );
}

const width = 18;
const height = 14;

/** A piece of what the chart draws: the same colour, texture, dash or mark. */
export function Swatch({ series: { key, color, texture: Texture, dash, mark } }: { series: Series }) {
  const id = `swatch-${key}`;
  if (dash !== undefined) {
    return (
      <svg className="moment-swatch" width={width} height={height} aria-hidden="true">
        <path d={`M0 ${height / 2}H${width}`} stroke={color} strokeWidth={3} strokeDasharray={dash} />
      </svg>
    );
  }
  return (
    <svg
      className="moment-swatch"
      width={mark === undefined ? width : width + 8}
      height={height + 2}
      aria-hidden="true"
    >
      {Texture === undefined ? null : (
        <defs>
          <Texture id={id} color={color} bounds={{ width, height }} />
        </defs>
      )}
      <rect width="100%" height="100%" rx={3} fill={Texture === undefined ? color : `url(#${id})`} />
      {mark === undefined ? null : (
        <text className="moment-mark" x="50%" y="50%">
          {mark}
        </text>
      )}
    </svg>
  );
}
