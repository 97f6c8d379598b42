import { useId } from 'react';
import { type MomentCount, momentCounts, moments } from '../../../../moments.ts';
import type { Moments } from '../../api.ts';

const shown = {
  outcomes: ['received', 'delivered', 'skipped', 'parked', 'askedNothing'],
  replies: ['repliesSent', 'repliesFailed'],
  troubles: ['gaps', 'retries'],
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
      <dl className="moment-tiles">
        {shown[moment].map((count) => (
          <Tile key={count} count={count} value={counts[count]} />
        ))}
      </dl>
    </section>
  );
}

function Tile({ count, value }: { count: MomentCount; value: number }) {
  const isBad = value > 0 && asksForAttention.has(count);
  return (
    <div data-count={count} className={isBad ? 'moment-tile is-bad' : 'moment-tile'}>
      <dt>{momentCounts[count].label}</dt>
      <dd>
        {isBad ? <span aria-hidden="true">▲ </span> : null}
        {value}
      </dd>
    </div>
  );
}
