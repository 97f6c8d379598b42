import { App, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { expect, it } from 'vitest';
import { RunbookAlarm } from '../../../../infra/constructs/runbook-alarm.ts';

it('refuses a runbook that CloudWatch would cut off', () => {
  // Prepare
  const stack = new Stack(new App(), 'Test');
  const alarm = () =>
    new RunbookAlarm(stack, 'Alarm', {
      topic: new Topic(stack, 'Topic'),
      name: 'too-long',
      metric: new Metric({ namespace: 'Test', metricName: 'Things' }),
      runbook: { meaning: 'm'.repeat(1_000), impact: 'i', firstLook: 'f', command: 'c' },
    });
  // Act and assess
  expect(alarm).toThrow('A runbook has 1050 characters, CloudWatch keeps 1024.');
});
