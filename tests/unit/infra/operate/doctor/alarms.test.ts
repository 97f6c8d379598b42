import { expect, test } from 'vitest';
import { type AlarmState, judgeAlarms } from '../../../../../infra/operate/doctor/alarms.ts';

const place = { stage: 'prod', region: 'eu-central-1' };

const description = (command: string) =>
  `What it means: It happened.\nImpact: Notes come late.\nLook first: The log.\nCommand: ${command}`;

const alarm = (part: string, changes: AlarmState = {}): AlarmState => ({
  AlarmName: `dragoman-prod-${part}`,
  AlarmDescription: description('aws logs tail /dragoman/prod/enrich'),
  ActionsEnabled: true,
  StateValue: 'OK',
  ...changes,
});

/** Judges a stack that has exactly these alarms. */
const judge = (...alarms: readonly AlarmState[]) =>
  judgeAlarms(
    alarms.map(({ AlarmName }) => AlarmName!),
    alarms,
    place,
  );

test('alarms that are OK, or lack the data to judge by, are well', () => {
  expect(judge(alarm('enrich-errors'), alarm('reply-errors', { StateValue: 'INSUFFICIENT_DATA' }))).toEqual([
    {
      check: 'alarms.state',
      severity: 'ok',
      what: 'None of the 2 alarms is ringing, and all of them may.',
      meaning: null,
      mend: null,
    },
  ]);
});

test('an alarm that rings is an error with its runbook', () => {
  // Prepare
  const ringing = alarm('enrich-errors', {
    StateValue: 'ALARM',
    StateTransitionedTimestamp: new Date('2026-01-09T14:03:00Z'),
  });
  // Act
  const findings = judge(alarm('reply-errors'), ringing);
  // Assess
  expect(findings).toEqual([
    {
      check: 'alarms.state',
      severity: 'error',
      what: 'The alarm dragoman-prod-enrich-errors is ringing since 2026-01-09T14:03:00.000Z.',
      meaning: 'It happened. Notes come late.',
      mend: 'docs/operating.md, "A function crashes". Look first: The log. Command: aws logs tail /dragoman/prod/enrich',
    },
  ]);
});

test('each alarm that rings is a finding; what is about money alone is a warning', () => {
  expect(
    judge(
      alarm('messages-parked', { StateValue: 'ALARM' }),
      alarm('daily-cost', { StateValue: 'ALARM' }),
      alarm('zendesk-cap-reached', { StateValue: 'ALARM' }),
    ).map(({ severity, mend }) => `${severity}: ${mend}`),
  ).toEqual([
    expect.stringMatching(/^error: .+, "Messages were given up"/),
    expect.stringMatching(/^warning: .+, "Money"/),
    expect.stringMatching(/^warning: .+, "Money"/),
  ]);
});

test('doctor does not tell one to run doctor', () => {
  // Prepare
  const AlarmDescription = description('npm run doctor -- --stage prod');
  // Act
  const findings = judge(alarm('zendesk-unauthorised', { StateValue: 'ALARM', AlarmDescription }));
  // Assess
  expect(findings).toMatchObject([
    { mend: 'docs/operating.md, "A helpdesk lets us do nothing". Look first: The log.' },
  ]);
});

test('an alarm without a runbook of ours rings, too', () => {
  expect(
    judge({ ...alarm('coffee-cold', { StateValue: 'ALARM' }), AlarmDescription: undefined }),
  ).toMatchObject([
    {
      severity: 'error',
      what: 'The alarm dragoman-prod-coffee-cold is ringing.',
      mend: 'docs/operating.md, "Runbooks".',
    },
  ]);
});

test('alarms whose actions are disabled are one warning with the command that enables them', () => {
  expect(
    judge(
      alarm('enrich-errors', { ActionsEnabled: false }),
      alarm('reply-errors'),
      alarm('messages-parked', { ActionsEnabled: false }),
    ),
  ).toMatchObject([
    {
      check: 'alarms.actions',
      severity: 'warning',
      what: 'The alarms dragoman-prod-enrich-errors, dragoman-prod-messages-parked are kept from mailing: actions are disabled.',
      mend: 'aws cloudwatch enable-alarm-actions --alarm-names dragoman-prod-enrich-errors dragoman-prod-messages-parked --region eu-central-1',
    },
  ]);
});

test('an alarm that rings with its actions disabled is both', () => {
  expect(
    judge(alarm('enrich-errors', { StateValue: 'ALARM', ActionsEnabled: false })).map(({ check }) => check),
  ).toEqual(['alarms.state', 'alarms.actions']);
});

test('an alarm that was deleted by hand is a warning', () => {
  expect(judgeAlarms(['dragoman-prod-enrich-errors'], [], place)).toMatchObject([
    { check: 'alarms.exists', severity: 'warning', what: 'The alarm dragoman-prod-enrich-errors is gone.' },
  ]);
});

test('alarms of another stage whose name begins alike are none of our business', () => {
  expect(
    judgeAlarms(
      ['dragoman-prod-enrich-errors'],
      [alarm('enrich-errors'), alarm('2-enrich-errors', { StateValue: 'ALARM', ActionsEnabled: false })],
      place,
    ),
  ).toMatchObject([{ severity: 'ok' }]);
});
