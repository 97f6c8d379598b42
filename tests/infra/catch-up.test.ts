import { afterAll, describe, expect, it } from 'vitest';
import { parseSettings } from '../../infra/settings.ts';
import { flatText, Synthesised, settingsInput } from '../support/synthesised.ts';

const withMinutes = (catchUpMinutes: number) =>
  new Synthesised(parseSettings('settings/test.json', { ...settingsInput, limits: { catchUpMinutes } }));

const off = withMinutes(0);
const everyMinute = withMinutes(1);
const everyHour = withMinutes(60);
afterAll(() => {
  for (const stack of [off, everyMinute, everyHour]) stack.dispose();
});

const schedulesOf = (stack: Synthesised) =>
  stack.all('Events::Rule').flatMap(([, { ScheduleExpression }]) => ScheduleExpression ?? []);

describe('The schedule of the catch-up', () => {
  it('is what the settings say', () => {
    expect(schedulesOf(everyMinute)).toEqual(['rate(1 minute)', 'rate(1 minute)']);
    expect(schedulesOf(everyHour)).toEqual(['rate(1 minute)', 'rate(60 minutes)']);
  });

  it('is never, if the settings say 0: no function, no rule, no alarm, no widget', () => {
    // Act
    const names = {
      functions: off.all('Lambda::Function').map(([, { FunctionName }]) => FunctionName),
      alarms: off.all('CloudWatch::Alarm').map(([, { AlarmName }]) => AlarmName),
    };
    const [[, dashboard]] = off.all('CloudWatch::Dashboard') as [[string, any]];
    // Assess
    expect(schedulesOf(off)).toEqual(['rate(1 minute)']);
    expect(names.functions).not.toContain('dragoman-test-reconcile');
    expect(names.alarms.filter((name) => /reconcile|catch-up|lost/.test(name))).toEqual([]);
    expect(flatText(dashboard.DashboardBody)).not.toMatch(/catch-up/);
  });

  it('has alarms that wait for three looks, however rare they are', () => {
    const alarm = (name: string) => everyHour.named('CloudWatch::Alarm', `dragoman-test-zendesk-${name}`);
    expect([alarm('catch-up-behind'), alarm('webhooks-lost')]).toMatchObject([
      { Metrics: [{ MetricStat: { Period: 3_600 } }], EvaluationPeriods: 1, Threshold: 10_920_000 },
      { Metrics: [{ MetricStat: { Period: 3_600 } }], EvaluationPeriods: 3, Threshold: 0 },
    ]);
  });
});
