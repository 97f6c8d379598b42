import type { Change, Progress } from '../../set-up.ts';

export type WorkProgress = Pick<Progress, 'keepSecret' | 'newSecret'>;

/** One change, and how it is made. `Known`: what is known so far; a change adds to it what it has made. */
export type Work<Known> = Readonly<{
  change: Change;
  run(known: Known, progress: WorkProgress): Promise<Partial<Known> | undefined>;
}>;

/** Makes the changes one after another. What throws ends it; what was done before stays. */
export async function carryOut<Known>(
  work: readonly Work<Known>[],
  start: Known,
  progress: Progress,
): Promise<Known> {
  let known = start;
  for (const { change, run } of work) {
    progress.begins(change);
    known = { ...known, ...(await run(known, progress)) };
    progress.done(change);
  }
  return known;
}
