import { expect, test } from 'vitest';
import { judgeSubscriptions } from '../../../../../infra/operate/doctor/alarm-topic.ts';

const place = { stage: 'prod', region: 'eu-central-1' };
const topicArn = 'arn:aws:sns:eu-central-1:111122223333:dragoman-prod-alarms';
const confirmed = { SubscriptionArn: `${topicArn}:6d0a3c1e` };
const pending = { SubscriptionArn: 'PendingConfirmation' };
const deleted = { SubscriptionArn: 'Deleted' };
const subscribe = `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ALARM-EMAIL --region eu-central-1`;

test.each([
  { found: [confirmed], what: 'The alarm topic has 1 confirmed subscription.' },
  { found: [pending, confirmed, confirmed], what: 'The alarm topic has 2 confirmed subscriptions.' },
])('whoever has confirmed hears the alarms: $what', ({ found, what }) => {
  expect(judgeSubscriptions(topicArn, found, place)).toMatchObject({ severity: 'ok', what });
});

test('subscriptions that nobody has confirmed are a warning that says which mail to open', () => {
  expect(judgeSubscriptions(topicArn, [deleted, pending], place)).toEqual({
    check: 'alarms.subscription',
    severity: 'warning',
    what: 'Nobody has confirmed a subscription of the alarm topic.',
    meaning: 'Alarms ring and nobody is told.',
    mend:
      'Open the mail "AWS Notification - Subscription Confirmation" that alarmEmail of the settings has got, perhaps among ' +
      `spam, and follow its link, which holds for two days. For a new mail: ${subscribe}`,
  });
});

test.each([
  { what: 'no subscription at all', found: [] },
  { what: 'only one that was taken away', found: [deleted] },
])('$what is a warning with the command that makes one', ({ found }) => {
  // Act
  const finding = judgeSubscriptions(topicArn, found, place);
  // Assess
  expect(finding).toMatchObject({ severity: 'warning', what: 'Nobody is subscribed to the alarm topic.' });
  expect(finding.mend?.endsWith(subscribe)).toBe(true);
});

test('a topic that is gone is a warning', () => {
  expect(judgeSubscriptions(topicArn, null, place)).toMatchObject({
    severity: 'warning',
    what: `The alarm topic ${topicArn} is gone.`,
    mend: expect.stringContaining('npm run synth -- --stage prod'),
  });
});
