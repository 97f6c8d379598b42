import { expect, test } from 'vitest';
import { ok, type Report, trouble } from '../../../../../infra/operate/doctor/findings.ts';
import { jsonReport, printReport } from '../../../../../infra/operate/doctor/report.ts';

const report: Report = {
  stage: 'prod',
  couldLook: true,
  sections: [
    { place: 'Settings', findings: [ok('settings.valid', 'They can be used.')] },
    {
      place: 'Queues',
      findings: [
        ok('queues.depth', '0 messages in a.'),
        trouble('queues.dead-letters', 'error', {
          what: '1 message was given up.',
          meaning: 'Nobody works on it.',
          mend: 'npm run redrive -- --stage prod',
        }),
      ],
    },
    { place: 'Intents', findings: [] },
  ],
};
const plain = (_colour: string, text: string) => text;

test('what is not well is listed with what it means and what mends it, what is well is counted', () => {
  expect(printReport(report, { verbose: false, paint: plain })).toBe(
    [
      'Settings  ✓ 1 ok',
      '',
      'Queues  ✓ 1 ok',
      '  ✗ error   1 message was given up.',
      '            Nobody works on it.',
      '            → npm run redrive -- --stage prod',
      '',
      'Stage prod: 2 ok, 0 notes, 0 warnings, 1 error.',
    ].join('\n'),
  );
});

test('verbose lists what is well, too', () => {
  expect(printReport(report, { verbose: true, paint: plain })).toBe(
    [
      'Settings',
      '  ✓ ok      They can be used.',
      '',
      'Queues',
      '  ✓ ok      0 messages in a.',
      '  ✗ error   1 message was given up.',
      '            Nobody works on it.',
      '            → npm run redrive -- --stage prod',
      '',
      'Stage prod: 2 ok, 0 notes, 0 warnings, 1 error.',
    ].join('\n'),
  );
});

test('severity is told by colour only beside sign and word', () => {
  // Act
  const painted = printReport(report, { verbose: false, paint: (colour, text) => `<${colour}>${text}</>` });
  // Assess
  expect(painted).toContain('<red>✗ error  </> 1 message was given up.');
});

test('a report without AWS says that it is not the whole', () => {
  expect(printReport({ ...report, couldLook: false }, { verbose: false, paint: plain })).toMatch(
    /AWS could not be asked, so most was not looked at\.$/,
  );
});

test('programs get all findings with their places, the worst and the exit code', () => {
  expect(JSON.parse(jsonReport(report))).toEqual({
    stage: 'prod',
    exitCode: 2,
    couldLook: true,
    worst: 'error',
    findings: [
      {
        place: 'Settings',
        check: 'settings.valid',
        severity: 'ok',
        what: 'They can be used.',
        meaning: null,
        mend: null,
      },
      {
        place: 'Queues',
        check: 'queues.depth',
        severity: 'ok',
        what: '0 messages in a.',
        meaning: null,
        mend: null,
      },
      {
        place: 'Queues',
        check: 'queues.dead-letters',
        severity: 'error',
        what: '1 message was given up.',
        meaning: 'Nobody works on it.',
        mend: 'npm run redrive -- --stage prod',
      },
    ],
  });
});
