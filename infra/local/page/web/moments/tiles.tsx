import { useId } from 'react';
import { type MomentCount, momentCounts, moments } from '../../../../moments.ts';
import type { Moments } from '../../api.ts';
import { Swatch } from './legend.tsx';
import type { Series } from './series.ts';

const shown = {
  outcomes: ['received', 'delivered', 'skipped', 'parked', 'askedNothing'],
  replies: ['repliesSent', 'repliesFailed'],
} as const satisfies Readonly<Record<string, readonly MomentCount[]>>;

/** What somebody should look at as soon as there is one. */
const asksForAttention: ReadonlySet<MomentCount> = new Set(['parked', 'repliesFailed', 'gaps']);

type Props = Readonly<{ moment: keyof typeof shown; counts: Moments['counts'] }>;

/** A few plain numbers that belong together. */
export function Tiles({ moment, counts }: Props) {
  const { title, meaning } = moments[moment];
  const titleId = useId();
  return (
    <section className="moment" aria-labelledby={titleId} data-moment={moment}>
      <h3 id={titleId}>{title}</h3>
      <p className="moment-meaning">{meaning}</p>
      <TileList shown={shown[moment]} counts={counts} />
    </section>
  );
}

type ListProps = Readonly<{
  shown: readonly MomentCount[];
  counts: Moments['counts'];
  /** How each is drawn in the chart that the numbers belong to. */
  swatches?: Readonly<Partial<Record<MomentCount, Series>>>;
}>;

export function TileList({ shown, counts, swatches = {} }: ListProps) {
  return (
    <dl className="moment-tiles">
      {shown.map((count) => (
        <Tile key={count} count={count} value={counts[count]} swatch={swatches[count]} />
      ))}
    </dl>
  );
}

type TileProps = Readonly<{ count: MomentCount; value: number; swatch: Series | undefined }>;

function Tile({ count, value, swatch }: TileProps) {
  const isBad = value > 0 && asksForAttention.has(count);
  return (
    <div data-count={count} className={isBad ? 'moment-tile is-bad' : 'moment-tile'}>
      <dt>
        {swatch === undefined ? null : <Swatch series={swatch} />} {momentCounts[count].label}
      </dt>
      <dd>
        {isBad ? <span aria-hidden="true">▲ </span> : null}
        {value}
      </dd>
    </div>
  );
}
