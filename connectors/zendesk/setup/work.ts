import type { Change, Progress, Step } from '../../set-up.ts';
import type { ZendeskSettings } from '../settings.ts';

export type FieldIds = ZendeskSettings['fields'];
export type FieldKey = keyof FieldIds;

/** What is known so far: at first what the account has, then what was made on the way. */
export type Known = Readonly<{
  /** Null = not made yet. */
  runtimeUserId: string | null;
  fieldIds: FieldIds;
  /** What turned out to be left to a person. */
  byHand: readonly Step[];
}>;

/** One change, and how it is made. */
export type Work = Readonly<{
  change: Change;
  run(known: Known, progress: Pick<Progress, 'keepSecret'>): Promise<Partial<Known> | undefined>;
}>;

/** One subject of a plan: fields, webhook, … */
export type Part = Readonly<{
  refusals?: readonly string[];
  work?: readonly Work[];
  unchanged?: readonly string[];
  byHand?: readonly Step[];
}>;

/** Several subjects as one, in order. */
export function together(parts: readonly Part[]): Required<Part> {
  return {
    refusals: parts.flatMap(({ refusals = [] }) => refusals),
    work: parts.flatMap(({ work = [] }) => work),
    unchanged: parts.flatMap(({ unchanged = [] }) => unchanged),
    byHand: parts.flatMap(({ byHand = [] }) => byHand),
  };
}

/** Makes the changes one after another. What throws ends it; what was done before stays. */
export async function carryOut(work: readonly Work[], start: Known, progress: Progress): Promise<Known> {
  let known = start;
  for (const { change, run } of work) {
    progress.begins(change);
    known = { ...known, ...(await run(known, progress)) };
    progress.done(change);
  }
  return known;
}
