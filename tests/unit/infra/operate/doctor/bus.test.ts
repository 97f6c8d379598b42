import { expect, test } from 'vitest';
import { judgeBus } from '../../../../../infra/operate/doctor/bus.ts';

const enabled = (Name: string) => ({ Name, State: 'ENABLED' as const });

test('a bus with all rules at work is well; rules of others are none of our business', () => {
  expect(
    judgeBus('dragoman-prod', ['one'], [enabled('one'), { Name: 'theirs', State: 'DISABLED' }], 'prod'),
  ).toMatchObject([{ check: 'bus.rules', severity: 'ok' }]);
});

test('a disabled rule is an error with the command that enables it', () => {
  expect(judgeBus('dragoman-prod', ['one'], [{ Name: 'one', State: 'DISABLED' }], 'prod')).toMatchObject([
    {
      severity: 'error',
      what: 'The rule one on the event bus dragoman-prod is disabled.',
      mend: 'aws events enable-rule --event-bus-name dragoman-prod --name one',
    },
  ]);
});

test('a rule that was deleted by hand is an error', () => {
  expect(judgeBus('dragoman-prod', ['one', 'two'], [enabled('two')], 'prod')).toMatchObject([
    { severity: 'error', what: 'The rule one on the event bus dragoman-prod is gone.' },
  ]);
});

test('a bus that is gone is an error', () => {
  expect(judgeBus('dragoman-prod', ['one'], null, 'prod')).toMatchObject([
    { check: 'bus.exists', severity: 'error', what: 'The event bus dragoman-prod is gone.' },
  ]);
});
