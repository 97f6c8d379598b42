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

const isRequest = ({ kind }: WayStep) => kind === 'http-request';

type FunctionStation = Extract<Station, { kind: 'function' }>;

/** Clocks of a run and of its calls are read at slightly different moments. */
const slackMs = 5;

function isWithin(call: WayStep, { run }: FunctionStation): boolean {
  return run === null || call.atMs <= run.atMs + (run.ms ?? 0) + slackMs;
}

/**
 * Groups steps, which are in the order in which they began: a call goes to the latest run of its caller. A run is only told
 * of when it ends, so a call after the end of all known runs belongs to one that is still at work.
 */
export function stationsOf(steps: readonly WayStep[]): readonly Station[] {
  const stations: Station[] = [];
  /** Where in `stations` the latest run of each function stands. */
  const places = new Map<string, number>();
  const attempts = new Map<string, number>();

  const begin = (name: string, run: WayStep | null, calls: readonly WayStep[]) => {
    const attempt = (attempts.get(name) ?? 0) + 1;
    attempts.set(name, attempt);
    places.set(name, stations.length);
    stations.push({ kind: 'function', name, run, calls, attempt });
  };

  const addCall = (caller: string, call: WayStep) => {
    const place = places.get(caller) ?? -1;
    const station = stations[place];
    if (station?.kind === 'function' && isWithin(call, station))
      stations[place] = { ...station, calls: [...station.calls, call] };
    else begin(caller, null, [call]);
  };

  // The request holds the run that answers it; both begin within a millisecond.
  const [requests, others] = [steps.filter(isRequest), steps.filter((step) => !isRequest(step))];
  for (const step of [...requests, ...others]) {
    if (step.kind === 'invocation') begin(step.name, step, []);
    else if (step.caller !== null) addCall(step.caller, step);
    else stations.push({ kind: 'step', step });
  }
  return stations;
}

/** Where on a way's time line something happened: shares of the whole, from 0 to 1. */
export type Stretch = Readonly<{ from: number; length: number }>;

export function stretchOf(
  { atMs, ms }: Pick<WayStep, 'atMs' | 'ms'>,
  way: Pick<Way, 'startedAtMs' | 'ms'>,
): Stretch {
  const wholeMs = Math.max(1, way.ms);
  const from = Math.min(1, Math.max(0, (atMs - way.startedAtMs) / wholeMs));
  return { from, length: Math.min(1 - from, (ms ?? 0) / wholeMs) };
}

/** How a step stands out. `retry`: it waits to be tried again. */
export type Tone = 'ok' | 'retry' | 'failed';

export function toneOf({ kind, detail, ok }: Pick<WayStep, 'kind' | 'detail' | 'ok'>): Tone {
  if (kind === 'queue' && detail === 'delayed') return 'retry';
  return ok ? 'ok' : 'failed';
}
