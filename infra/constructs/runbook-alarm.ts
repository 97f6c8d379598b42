import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** What the person who is woken up reads. All of it is required: an alarm that cannot say this should not exist. */
export type Runbook = Readonly<{
  /** What has happened. */
  meaning: string;
  /** Who notices, and how badly. */
  impact: string;
  /** Where to look first. */
  firstLook: string;
  /** What to run. */
  command: string;
}>;

export type RunbookAlarmProps = Readonly<{
  topic: ITopic;
  /** Physical name. */
  name: string;
  metric: cloudwatch.IMetric;
  /** Alarm when the metric is above this. Default 0: one is too many. */
  above?: number;
  /** Periods in a row that must be above. Default 1. */
  periods?: number;
  runbook: Runbook;
}>;

/** CloudWatch keeps this many characters of an alarm's description. */
const maxDescriptionCharacters = 1_024;

/** An alarm whose text is a small runbook, sent to the stage's alarm topic. Silence is good: no data is no alarm. */
export class RunbookAlarm extends Construct {
  readonly alarm: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id);
    this.alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmName: props.name,
      alarmDescription: runbookText(props.runbook),
      metric: props.metric,
      threshold: props.above ?? 0,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.alarm.addAlarmAction(new SnsAction(props.topic));
  }
}

function runbookText(runbook: Runbook): string {
  const text = [
    `What it means: ${runbook.meaning}`,
    `Impact: ${runbook.impact}`,
    `Look first: ${runbook.firstLook}`,
    `Command: ${runbook.command}`,
  ].join('\n');
  if (text.length > maxDescriptionCharacters)
    throw new RangeError(
      `A runbook has ${text.length} characters, CloudWatch keeps ${maxDescriptionCharacters}.`,
    );
  return text;
}
