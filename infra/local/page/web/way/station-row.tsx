import type { CSSProperties } from 'react';
import type { Way, WayStep } from '../../api.ts';
import { formatSpan, formatUsd } from '../format/amounts.ts';
import { formatTimeOfStep } from '../format/times.ts';
import { EngineBadge } from '../layout/engine-badge.tsx';
import { Icon } from '../layout/icon.tsx';
import type { IconName } from '../layout/icon-paths.ts';
import { billedInWords, explanationOf } from './explanations.ts';
import { kinds } from './kinds.ts';
import { type Station, stretchOf, type Tone, toneOf } from './stations.ts';
import { nameOfStep } from './ways.ts';

const toneIcons: Readonly<Record<Exclude<Tone, 'ok'>, IconName>> = { retry: 'retry', failed: 'alert' };

function ToneMark({ step }: Readonly<{ step: WayStep }>) {
  const tone = toneOf(step);
  if (tone === 'ok') return null;
  return (
    <span className={`badge step-tone tone-${tone}`}>
      <Icon name={toneIcons[tone]} />
      {tone === 'retry' ? 'will be tried again' : `failed: ${step.result}`}
    </span>
  );
}

function Figures({ kind, atMs, ms, costUsd }: Pick<WayStep, 'kind' | 'atMs' | 'ms' | 'costUsd'>) {
  const isMoment = ms === null;
  return (
    <>
      <span className="step-cost">{costUsd !== null ? formatUsd(costUsd) : isMoment ? '' : '≈ $0'}</span>
      <span className={`step-ms step-ms-${kind}`}>
        {isMoment ? (
          <time dateTime={new Date(atMs).toISOString()}>{formatTimeOfStep(atMs)}</time>
        ) : (
          formatSpan(ms)
        )}
      </span>
    </>
  );
}

/** What the station is, for somebody who does not know its name. */
function Explanation({ step }: Readonly<{ step: Pick<WayStep, 'kind' | 'name'> }>) {
  const sentence = explanationOf(step);
  return sentence === null ? null : <span className="step-explanation">{sentence}</span>;
}

/** A line below the name: when it happened within the whole way. */
function Bar({ step, way }: Readonly<{ step: WayStep; way: Way }>) {
  if (step.ms === null) return null;
  const { from, length } = stretchOf(step, way);
  const place: CSSProperties = { marginInlineStart: `${from * 100}%`, width: `${length * 100}%` };
  return (
    <span className="bar" aria-hidden="true">
      <span style={place} />
    </span>
  );
}

function StepLine({ step, way }: Readonly<{ step: WayStep; way: Way }>) {
  const { icon, words } = kinds[step.kind];
  const billed = billedInWords(step);
  return (
    <div className={`step step-${step.kind} is-${toneOf(step)}`}>
      <span className="step-icon">
        <Icon name={icon} />
      </span>
      <div className="step-text">
        <span className="visually-hidden">{words}: </span>
        <span className="step-name">{nameOfStep(step)}</span>
        {step.detail === null ? null : <span className="step-detail"> {step.detail}</span>}
        {billed === null ? null : <span className="step-detail"> · {billed}</span>}{' '}
        {step.engine === null ? null : <EngineBadge engines={[step.engine]} />}
      </div>
      <Figures {...step} />
      <ToneMark step={step} />
      <Explanation step={step} />
      <Bar step={step} way={way} />
    </div>
  );
}

function FunctionLine({
  station,
  way,
}: Readonly<{ station: Extract<Station, { kind: 'function' }>; way: Way }>) {
  const { name, run, attempt } = station;
  return (
    <div className={`step step-invocation is-${run === null ? 'running' : toneOf(run)}`}>
      <span className="step-icon">
        <Icon name="function" />
      </span>
      <div className="step-text">
        <span className="visually-hidden">Function: </span>
        <span className="step-name">{name}</span>{' '}
        {attempt > 1 ? (
          <span className="badge tone-retry">
            <Icon name="retry" /> attempt {attempt}
          </span>
        ) : null}
        {run === null ? <span className="step-detail"> at work…</span> : null}
      </div>
      {run === null ? null : <Figures {...run} />}
      {run === null ? null : <ToneMark step={run} />}
      <Explanation step={{ kind: 'invocation', name }} />
      {run === null ? null : <Bar step={run} way={way} />}
    </div>
  );
}

/** One place of the timeline. */
export function StationRow({ station, way }: Readonly<{ station: Station; way: Way }>) {
  if (station.kind === 'step') {
    return (
      <li className="station">
        <StepLine step={station.step} way={way} />
      </li>
    );
  }
  return (
    <li className="station">
      <FunctionLine station={station} way={way} />
      {station.calls.length === 0 ? null : (
        <ol className="calls" aria-label={`Calls of ${station.name}`}>
          {station.calls.map((step) => (
            <li key={step.number}>
              <StepLine step={step} way={way} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
