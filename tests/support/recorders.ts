import type { Bus, Publication } from '../../functions/_shared/bus.ts';
import type { EndedRecord } from '../../functions/_shared/log-records.ts';
import type { Problem, Runtime } from '../../functions/_shared/runtime.ts';

export type RecordedRuntime = Runtime & {
  readonly ended: EndedRecord[];
  readonly problems: Problem[];
  readonly counts: { name: string; value: number; connector: string; properties: unknown }[];
  readonly durations: { name: string; ms: number; connector: string; step: string | undefined }[];
};

/** A runtime that keeps what it is told. */
export function recordedRuntime(): RecordedRuntime {
  const ended: EndedRecord[] = [];
  const problems: Problem[] = [];
  const counts: RecordedRuntime['counts'] = [];
  const durations: RecordedRuntime['durations'] = [];
  return {
    ended,
    problems,
    counts,
    durations,
    logEnded: (record) => {
      ended.push(record);
    },
    logProblem: (problem) => {
      problems.push(problem);
    },
    count: (name, value, connector, properties) => {
      counts.push({ name, value, connector, properties });
    },
    duration: (name, ms, connector, step) => {
      durations.push({ name, ms, connector, step });
    },
  };
}

export type RecordedBus = Bus & {
  readonly published: Publication[];
  /** Details of what was published, parsed. */
  details(): any[];
  /** The next calls of `publish` throw these, one each. */
  readonly failures: Error[];
};

/** A bus that keeps what is published, or fails as told. */
export function recordedBus(): RecordedBus {
  const published: Publication[] = [];
  const failures: Error[] = [];
  return {
    published,
    failures,
    details: () => published.map(({ entry }) => JSON.parse(entry.Detail)),
    publish: async (...publications) => {
      const failure = failures.shift();
      if (failure) throw failure;
      published.push(...publications);
    },
  };
}
