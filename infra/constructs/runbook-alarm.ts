import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Runbook, runbookText } from '../runbooks.ts';

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
