import * as z from 'zod';
import { runbookIn, runbookSectionOf, runbookSections } from '../../../infra/runbooks.ts';
import type { Synthesised } from '../synthesised.ts';
import { fence, table } from './markdown.ts';

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

const stagePrefix = /^dragoman-[^-]+-/;

function sectionOf({ AlarmName }: Alarm): string {
  const section = runbookSectionOf(AlarmName.replace(stagePrefix, ''));
  if (section === null) throw new RangeError(`The alarm ${AlarmName} is of no kind that the docs know.`);
  return section.title;
}

type Runbook = Readonly<{ alarm: Alarm; said: string; firstLook: string; command: string }>;

function runbookOf(alarm: Alarm): Runbook {
  const runbook = runbookIn(alarm.AlarmDescription);
  if (runbook === null) throw new RangeError(`The alarm ${alarm.AlarmName} has no runbook.`);
  const { meaning, impact, firstLook, command } = runbook;
  return { alarm, said: `${meaning} ${impact}`, firstLook, command };
}

/** One of a kind: what each means and whom it hurts; where to look, and the commands, once each. */
function kindSection(title: string, runbooks: readonly Runbook[]): string {
  const looks = [...new Set(runbooks.map(({ firstLook }) => firstLook))];
  const [onlyLook, ...furtherLooks] = looks;
  const isShared = furtherLooks.length === 0;
  const rows = runbooks.map(({ alarm, said, firstLook }) => [
    `\`${alarm.AlarmName}\``,
    conditionOf(alarm),
    isShared ? said : `${said} **Look first:** ${firstLook}`,
  ]);
  return [
    `### ${title}`,
    table(['alarm', 'rings', 'what it means, whom it hurts'], rows),
    ...(isShared ? [`Look first: ${onlyLook}`] : []),
    fence('sh', [...new Set(runbooks.map(({ command }) => command))].join('\n')),
  ].join('\n\n');
}

/**
 * The runbook of each alarm of a stage, from the texts that the alarms themselves carry, a section for each kind. Throws
 * RangeError for an alarm without a runbook, or of no kind.
 */
export function alarmsPart(stack: Synthesised): string {
  const runbooks = stack
    .all('CloudWatch::Alarm')
    .map(([, properties]) => runbookOf(alarmProperties.parse(properties)));
  return runbookSections
    .map(({ title }) => ({ title, own: runbooks.filter(({ alarm }) => sectionOf(alarm) === title) }))
    .map(({ title, own }) => kindSection(title, own))
    .join('\n\n');
}
