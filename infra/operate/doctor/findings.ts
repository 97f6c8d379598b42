import type { Finding, Severity } from '../../../connectors/set-up.ts';

/** What was looked at and is well. */
export const ok = (check: string, what: string): Finding => ({
  check,
  severity: 'ok',
  what,
  meaning: null,
  mend: null,
});

/** What is not as it should be, or ought to be known. */
export const trouble = (
  check: string,
  severity: Exclude<Severity, 'ok'>,
  words: Readonly<{ what: string; meaning: string; mend: string | null }>,
): Finding => ({ check, severity, ...words });

/** All that was found at one place: the settings, the queues, one helpdesk. */
export type Section = Readonly<{ place: string; findings: readonly Finding[] }>;

/** All that doctor has found about a stage. */
export type Report = Readonly<{
  stage: string;
  /** False = AWS could not be asked at all, so that most was never looked at. */
  couldLook: boolean;
  sections: readonly Section[];
}>;

/** From the best to the worst. */
export const severities = ['ok', 'note', 'warning', 'error'] as const satisfies readonly Severity[];

/** How many findings there are of each severity. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length;
  return { ok: count('ok'), note: count('note'), warning: count('warning'), error: count('error') };
}

/** 0 = nothing worse than notes, 1 = warnings, 2 = errors, 3 = doctor itself could not look. */
export function exitCodeOf({ couldLook, sections }: Report): 0 | 1 | 2 | 3 {
  if (!couldLook) return 3;
  const { warning, error } = countsOf(sections.flatMap(({ findings }) => findings));
  if (error > 0) return 2;
  return warning > 0 ? 1 : 0;
}
