import type * as kit from '../../kit/set-up/work.ts';
import type { Step } from '../../set-up.ts';
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

export type Work = kit.Work<Known>;

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
