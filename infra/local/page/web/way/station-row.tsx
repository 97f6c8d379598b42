import type { CSSProperties } from 'react';
import type { Way, WayStep } from '../../api.ts';
import { formatCount, formatSpan, formatUsd } from '../format/amounts.ts';
import { EngineBadge } from '../layout/engine-badge.tsx';
import { Icon } from '../layout/icon.tsx';
import type { IconName } from '../layout/icon-paths.ts';
import { type Station, stretchOf, type Tone, toneOf } from './stations.ts';
import { nameOfStep } from './ways.ts';

const kinds: Readonly<Record<WayStep['kind'], Readonly<{ icon: IconName; words: string }>>> = {
  'http-request': { icon: 'door', words: 'HTTP request' },
  event: { icon: 'event', words: 'Event' },
  queue: { icon: 'queue', words: 'Queue' },
  invocation: { icon: 'function', words: 'Function' },
  'service-call': { icon: 'cloud', words: 'Service call' },
  'helpdesk-call': { icon: 'desk', words: 'Helpdesk call' },
};

const toneIcons: Readonly<Record<Exclude<Tone, 'ok'>, IconName>> = { retry: 'retry', failed: 'alert' };

function ToneMark({ step }: Readonly<{ step: WayStep }>) {
  const tone = toneOf(step);
  if (tone === 'ok') return null;
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={toneIcons[tone]} />
      {tone === 'retry' ? 'will be tried again' : `failed: ${step.result}`}
    </span>
  );
}

function Figures({ ms, costUsd }: Pick<WayStep, 'ms' | 'costUsd'>) {
  return (
    <>
      <span className="step-cost">{costUsd === null ? '' : formatUsd(costUsd)}</span>
      <span className="step-ms">{ms === null ? '' : formatSpan(ms)}</span>
    </>
  );
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
  return (
    <div className={`step step-${step.kind} is-${toneOf(step)}`}>
      <span className="step-icon">
        <Icon name={icon} />
      </span>
      <div className="step-text">
        <span className="visually-hidden">{words}: </span>
        <span className="step-name">{nameOfStep(step)}</span>
        {step.detail === null ? null : <span className="step-detail"> {step.detail}</span>}
        {step.billedCharacters === 0 ? null : (
          <span className="step-detail"> · {formatCount(step.billedCharacters, 'character')}</span>
        )}{' '}
        <ToneMark step={step} /> {step.engine === null ? null : <EngineBadge engines={[step.engine]} />}
      </div>
      <Figures ms={step.ms} costUsd={step.costUsd} />
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
        {run === null ? <span className="step-detail"> at work…</span> : <ToneMark step={run} />}
      </div>
      {run === null ? null : <Figures ms={run.ms} costUsd={run.costUsd} />}
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
