import { useId, useState } from 'react';
import type { Way } from '../../api.ts';
import { isSideDelivery, kept } from '../../keeping.ts';
import { formatSpan } from '../format/amounts.ts';
import { formatTimeOfStep } from '../format/times.ts';
import { endOf, ends } from './ends.ts';
import { reasonSentence } from './reasons.ts';
import { StationRow } from './station-row.tsx';
import { stationsOf } from './stations.ts';
import { WayLegend } from './way-legend.tsx';
import { WaySummary } from './way-summary.tsx';
import { mostTelling, sidesInWords, titleOfWay, waysOfTicket } from './ways.ts';
import './way.css';

/** Which ways are shown: those of the open ticket, or all, refused deliveries among them. */
export type WayScope = 'ticket' | 'all';

type Props = Readonly<{
  /** Newest first. */
  ways: readonly Way[];
  /** Trace that a person has picked; null = always the newest. */
  chosen: string | null;
  onChoose: (traceId: string | null) => void;
  /** The ticket that is open; null = none. */
  about: string | null;
  scope: WayScope;
  /** Null = there is no ticket to choose. */
  onScope: ((scope: WayScope) => void) | null;
}>;

function labelOf(way: Way): string {
  const { words } = ends[endOf(way)];
  const why = reasonSentence(way);
  const how = why === null ? words : `${words}: ${why.replace(/\.$/, '')}`;
  const ticket = way.ticket === null ? '' : ` · #${way.ticket}`;
  return `${formatTimeOfStep(way.startedAtMs)} · ${titleOfWay(way)}${ticket} · ${how} · ${formatSpan(way.ms)}`;
}

function WayChoice({ ways, chosen, onChoose }: Pick<Props, 'ways' | 'chosen' | 'onChoose'>) {
  const id = useId();
  const [showsSides, setShowsSides] = useState(false);
  const sides = ways.filter(isSideDelivery);
  const listed = ways.filter((way) => showsSides || way.traceId === chosen || !isSideDelivery(way));
  return (
    <div className="field">
      <label htmlFor={id} className="visually-hidden">
        Way shown
      </label>
      <select id={id} value={chosen ?? ''} onChange={({ target }) => onChoose(target.value || null)}>
        <option value="">Newest, as it happens</option>
        {listed.map((way) => (
          <option key={way.traceId} value={way.traceId}>
            {labelOf(way)}
          </option>
        ))}
      </select>
      {sides.length === 0 ? null : (
        <label className="way-sides">
          <input
            type="checkbox"
            checked={showsSides}
            onChange={({ target }) => setShowsSides(target.checked)}
          />
          also list {sidesInWords(sides)}
        </label>
      )}
    </div>
  );
}

function Timeline({ way }: Readonly<{ way: Way }>) {
  return (
    <ol className="stations">
      {stationsOf(way.steps).map((station) => {
        const key =
          station.kind === 'step' ? `s${station.step.number}` : `f${station.name}${station.attempt}`;
        return <StationRow key={key} station={station} way={way} />;
      })}
    </ol>
  );
}

const scopes = [
  { scope: 'ticket', words: 'This ticket' },
  { scope: 'all', words: 'All' },
] as const;

function ScopeChoice({ scope, onScope }: Readonly<{ scope: WayScope; onScope: (scope: WayScope) => void }>) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">Ways of</legend>
      {scopes.map((each) => (
        <label key={each.scope}>
          <input
            type="radio"
            name="way-scope"
            checked={scope === each.scope}
            onChange={() => onScope(each.scope)}
          />
          {each.words}
        </label>
      ))}
    </fieldset>
  );
}

/** What the stack does with a message, station by station, while it does it. */
export function WayPane({ ways, chosen, onChoose, about, scope, onScope }: Props) {
  const ofTicket = scope === 'ticket' && about !== null;
  const listed = ofTicket ? waysOfTicket(ways, about) : ways;
  const way = listed.find(({ traceId }) => traceId === chosen) ?? mostTelling(listed);
  return (
    <section className="pane way-pane" aria-labelledby="way-title">
      <div className="pane-head">
        <div className="pane-title">
          <h2 id="way-title">The way through the stack</h2>
          {onScope === null || about === null ? null : <ScopeChoice scope={scope} onScope={onScope} />}
        </div>
        {listed.length > 1 ? <WayChoice ways={listed} chosen={chosen} onChoose={onChoose} /> : null}
      </div>
      {way === null ? (
        <p className="empty">
          {ofTicket
            ? 'No way of this ticket is known. Those of long ago are no longer kept.'
            : 'Nothing was sent yet. Every event, function and service call of a message appears here as it happens.'}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="pane-body" tabIndex={0} aria-label="Stations of the way">
          <WaySummary way={way} />
          <WayLegend />
          {way.isWhole ? (
            <Timeline way={way} />
          ) : (
            <p className="empty">
              Its stations are no longer kept: only those of the {kept.whole} latest ways are.
            </p>
          )}
        </section>
      )}
    </section>
  );
}
