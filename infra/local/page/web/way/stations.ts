import type { Way, WayStep } from '../../api.ts';

/** What a way's timeline shows in one place: a step, or a run of a function with the calls that it made. */
export type Station = Readonly<
  | { kind: 'step'; step: WayStep }
  | {
      kind: 'function';
      name: string;
      /** Null = it is still at work. */
      run: WayStep | null;
      calls: readonly WayStep[];
      /** The how manieth run of this function on this way. */
      attempt: number;
    }
>;

type Open = { calls: WayStep[]; position: number };

/** What queues do all the time says nothing to most readers; a delay or a dead letter does. */
export function isRoutine({ kind, detail, ok }: WayStep): boolean {
  return kind === 'queue' && ok && ['sent', 'received', 'deleted'].includes(detail ?? '');
}

/**
 * Groups steps, which are in the order in which they ended: a call goes to the run of its caller that ends next. A call whose
 * caller has no such run yet belongs to one that is still at work.
 */
export function stationsOf(
  steps: readonly WayStep[],
  { withRoutine }: { withRoutine: boolean },
): readonly Station[] {
  const stations: Station[] = [];
  const open = new Map<string, Open>();
  const attempts = new Map<string, number>();

  const openFor = (name: string): Open => {
    const already = open.get(name);
    if (already !== undefined) return already;
    const opened = { calls: [], position: stations.length };
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    open.set(name, opened);
    stations.push({ kind: 'function', name, run: null, calls: opened.calls, attempt });
    return opened;
  };

  for (const step of steps) {
    if (step.kind === 'invocation') {
      const { position } = openFor(step.name);
      const station = stations[position];
      if (station?.kind === 'function') stations[position] = { ...station, run: step };
      open.delete(step.name);
    } else if (step.caller !== null) openFor(step.caller).calls.push(step);
    else if (withRoutine || !isRoutine(step)) stations.push({ kind: 'step', step });
  }
  return stations;
}

/** Where on a way's time line something happened: shares of the whole, from 0 to 1. */
export type Stretch = Readonly<{ from: number; length: number }>;

export function stretchOf(
  { atMs, ms }: Pick<WayStep, 'atMs' | 'ms'>,
  way: Pick<Way, 'startedAtMs' | 'ms'>,
): Stretch {
  const whole = Math.max(1, way.ms);
  const tookMs = ms ?? 0;
  const from = Math.min(1, Math.max(0, (atMs - tookMs - way.startedAtMs) / whole));
  return { from, length: Math.min(1 - from, tookMs / whole) };
}

/** How a step stands out. `retry`: it went wrong and is tried again. */
export type Tone = 'ok' | 'retry' | 'failed';

export function toneOf({ kind, detail, ok }: WayStep): Tone {
  if (kind === 'queue' && detail === 'dead-lettered') return 'failed';
  if (kind === 'queue' && detail === 'delayed') return 'retry';
  return ok ? 'ok' : 'failed';
}
