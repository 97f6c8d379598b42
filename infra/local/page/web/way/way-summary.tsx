import type { Way } from '../../api.ts';
import { formatSpan, formatUsd } from '../format/amounts.ts';
import { EngineBadge } from '../layout/engine-badge.tsx';
import { Icon, type IconName } from '../layout/icon.tsx';
import { titleOfWay, translatorsOf } from './ways.ts';

type Outcome = NonNullable<Way['outcome']> | 'under-way';
const outcomes: Readonly<Record<Outcome, Readonly<{ icon: IconName; words: string; tone: string }>>> = {
  'under-way': { icon: 'clock', words: 'Under way', tone: 'info' },
  delivered: { icon: 'check', words: 'Delivered', tone: 'ok' },
  skipped: { icon: 'check', words: 'Nothing to do', tone: 'quiet' },
  parked: { icon: 'stop', words: 'Parked', tone: 'failed' },
  refused: { icon: 'stop', words: 'Refused', tone: 'failed' },
};

/** How it ended, how long it took, what it cost. */
export function WaySummary({ way }: Readonly<{ way: Way }>) {
  const { icon, words, tone } = outcomes[way.outcome ?? 'under-way'];
  return (
    <div className="way-summary">
      <div className="way-summary-line">
        <h3>{titleOfWay(way)}</h3>
        <span className={`badge tone-${tone}`} role="status">
          <Icon name={icon} /> {words}
        </span>
        <EngineBadge engines={translatorsOf(way)} />
      </div>
      {way.reason === null ? null : <p className="way-reason">Reason: {way.reason}</p>}
      <dl className="figures">
        <div>
          <dt>Total time</dt>
          <dd>{formatSpan(way.ms)}</dd>
        </div>
        <div>
          <dt>AWS list price</dt>
          <dd>{formatUsd(way.costUsd)}</dd>
        </div>
        <div>
          <dt>Steps</dt>
          <dd>{way.steps.length}</dd>
        </div>
      </dl>
    </div>
  );
}
