import * as z from 'zod';
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

/** What alarms have in common who see to the same thing: a title, and how the names of theirs go on after the stage's. */
const kinds: readonly Readonly<{ title: string; names: RegExp }>[] = [
  {
    title: 'Messages were given up',
    names: /^(.+-dead-letters-not-empty|undeliverable-not-empty|messages-parked|parked-rate)$/,
  },
  { title: 'Messages wait', names: /-oldest-message$/ },
  { title: 'A function crashes', names: /^(?!api-).+-errors$/ },
  { title: 'Lambda has no room', names: /-throttles$/ },
  { title: 'Webhooks do not get in', names: /^api-|-(catch-up-behind|webhooks-lost)$/ },
  { title: 'A helpdesk lets us do nothing', names: /-(unauthorised|not-configured)$/ },
  { title: 'Money', names: /^daily-|-cap-reached$/ },
];

const stagePrefix = /^dragoman-[^-]+-/;

function kindOf({ AlarmName }: Alarm): string {
  const kind = kinds.find(({ names }) => names.test(AlarmName.replace(stagePrefix, '')));
  if (kind === undefined) throw new RangeError(`The alarm ${AlarmName} is of no kind that the docs know.`);
  return kind.title;
}

type Runbook = Readonly<{ alarm: Alarm; said: string; firstLook: string; command: string }>;

function runbookOf(alarm: Alarm): Runbook {
  const [, meaning, impact, firstLook, command] = runbookShape.exec(alarm.AlarmDescription) ?? [];
  if (firstLook === undefined || command === undefined)
    throw new RangeError(`The alarm ${alarm.AlarmName} has no runbook.`);
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
  return kinds
    .map(({ title }) => ({ title, own: runbooks.filter(({ alarm }) => kindOf(alarm) === title) }))
    .map(({ title, own }) => kindSection(title, own))
    .join('\n\n');
}
