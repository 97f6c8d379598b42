import { expect, test } from 'vitest';
import type { Severity } from '../../../../../connectors/set-up.ts';
import { countsOf, exitCodeOf, ok, trouble } from '../../../../../infra/operate/doctor/findings.ts';

const words = { what: 'What.', meaning: 'Meaning.', mend: null };
const of = (severity: Severity) => (severity === 'ok' ? ok('a.b', 'Well.') : trouble('a.b', severity, words));

test.each<{ severities: Severity[]; couldLook?: boolean; exitCode: number }>([
  { severities: [], exitCode: 0 },
  { severities: ['ok', 'note'], exitCode: 0 },
  { severities: ['ok', 'warning', 'note'], exitCode: 1 },
  { severities: ['warning', 'error', 'ok'], exitCode: 2 },
  { severities: ['error'], couldLook: false, exitCode: 3 },
])('findings of $severities end with $exitCode', ({ severities, couldLook = true, exitCode }) => {
  // Prepare
  const sections = severities.map((severity) => ({ place: 'Queues', findings: [of(severity)] }));
  // Assess
  expect(exitCodeOf({ stage: 'prod', couldLook, sections })).toBe(exitCode);
});

test('findings are counted by severity', () => {
  expect(countsOf([of('ok'), of('error'), of('ok'), of('note')])).toEqual({
    ok: 2,
    note: 1,
    warning: 0,
    error: 1,
  });
});
