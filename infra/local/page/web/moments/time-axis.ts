import { formatTime, formatTimeOfStep } from '../format/times.ts';

export type Point = Readonly<{ atMs: number }>;

export const isPoint = (payload: unknown): payload is Point =>
  typeof payload === 'object' && payload !== null && 'atMs' in payload && typeof payload.atMs === 'number';

const tenMinutesMs = 600_000;

/** An axis of clock time over these points, with seconds where minutes would all be the same. */
export function timeAxis(points: readonly Point[]) {
  const spanMs = (points.at(-1)?.atMs ?? 0) - (points[0]?.atMs ?? 0);
  return {
    dataKey: 'atMs',
    type: 'number',
    scale: 'time',
    domain: ['dataMin', 'dataMax'],
    tickFormatter: spanMs < tenMinutesMs ? formatTimeOfStep : formatTime,
    minTickGap: 24,
    padding: { left: 12, right: 12 },
  } as const;
}
