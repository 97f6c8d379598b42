import * as z from 'zod';
import type { Synthesised } from '../synthesised.ts';
import { fence } from './markdown.ts';

const alarmProperties = z.looseObject({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.int(),
  MetricName: z.string().optional(),
  /** Seconds. Where an alarm reads several metrics, each has its own, all the same. */
  Period: z.int().optional(),
  Metrics: z
    .array(
      z.looseObject({
        Label: z.string().optional(),
        Expression: z.string().optional(),
        MetricStat: z
          .looseObject({ Period: z.int(), Metric: z.looseObject({ MetricName: z.string() }) })
          .optional(),
      }),
    )
    .default([]),
});
type Alarm = z.infer<typeof alarmProperties>;

/** The four lines that `RunbookAlarm` writes. */
const runbookShape = /^What it means: (.*)\nImpact: (.*)\nLook first: (.*)\nCommand: (.*)$/s;

function durationOf(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? 'a day' : `${seconds / 86_400} days`;
  if (seconds % 3_600 === 0) return seconds === 3_600 ? 'an hour' : `${seconds / 3_600} hours`;
  return `${seconds / 60} minutes`;
}

function conditionOf({
  Threshold,
  EvaluationPeriods,
  Period,
  MetricName,
  Metrics,
  AlarmName,
}: Alarm): string {
  const read = Metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat;
  const worked = Metrics.find(({ Expression }) => Expression !== undefined);
  const seconds = Period ?? read?.Period;
  const metric = MetricName ?? worked?.Label ?? read?.Metric.MetricName;
  if (seconds === undefined || metric === undefined)
    throw new RangeError(`The alarm ${AlarmName} names no metric with a period.`);
  const periods = EvaluationPeriods === 1 ? '' : `, ${EvaluationPeriods} times in a row`;
  return `\`${metric}\` above ${Threshold.toLocaleString('en')} in ${durationOf(seconds)}${periods}`;
}

function alarmSection(alarm: Alarm): string {
  const [, meaning, impact, firstLook, command] = runbookShape.exec(alarm.AlarmDescription) ?? [];
  if (command === undefined) throw new RangeError(`The alarm ${alarm.AlarmName} has no runbook.`);
  return [
    `### ${alarm.AlarmName}`,
    `${meaning}\n\n- Rings: ${conditionOf(alarm)}\n- Impact: ${impact}\n- Look first: ${firstLook}`,
    fence('sh', command ?? ''),
  ].join('\n\n');
}

/** The runbook of each alarm of a stage, from the texts that the alarms themselves carry. Throws RangeError for an alarm without one. */
export function alarmsPart(stack: Synthesised): string {
  return stack
    .all('CloudWatch::Alarm')
    .map(([, properties]) => alarmSection(alarmProperties.parse(properties)))
    .join('\n\n');
}
