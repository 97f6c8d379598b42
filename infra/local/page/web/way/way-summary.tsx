import type { Way } from '../../api.ts';
import { formatSpan, formatUsd } from '../format/amounts.ts';
import { EngineBadge } from '../layout/engine-badge.tsx';
import { Icon } from '../layout/icon.tsx';
import { endOf, ends } from './ends.ts';
import { reasonSentence } from './reasons.ts';
import { titleOfWay, translatorsOf } from './ways.ts';

/** How it ended, how long it took, what it cost. */
export function WaySummary({ way }: Readonly<{ way: Way }>) {
  const { icon, words, tone } = ends[endOf(way)];
  const why = reasonSentence(way);
  return (
    <div className="way-summary">
      <div className="way-summary-line">
        <h3>{titleOfWay(way)}</h3>
        <span className={`badge tone-${tone}`} role="status">
          <Icon name={icon} /> {words}
        </span>
        <EngineBadge engines={translatorsOf(way)} />
      </div>
      {why === null ? null : <p className="way-reason">{why}</p>}
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
          <dd>{way.isWhole ? way.steps.length : '–'}</dd>
        </div>
      </dl>
    </div>
  );
}
