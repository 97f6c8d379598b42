import { formatSpan } from '../format/amounts.ts';

/** Steps that can be read off at a glance, up to whole minutes and hours. */
const stepsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map((seconds) => seconds * 1_000),
];
const maxSteps = 5;

/** An axis from 0 to `longestMs` or a little more, with a tick at every round step. */
export function spanAxis(longestMs: number) {
  const longest = Math.max(1, longestMs);
  const stepMs = stepsMs.find((step) => longest / step <= maxSteps) ?? longest / maxSteps;
  const ticks = Array.from({ length: Math.ceil(longest / stepMs) + 1 }, (_, index) => index * stepMs);
  return {
    ticks,
    domain: [0, ticks.at(-1) ?? longest],
    tickFormatter: (ms: number) => (ms === 0 ? '0' : formatSpan(ms)),
    width: 56,
  };
}
