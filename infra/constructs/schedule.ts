import type { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { NodeFunction } from './node-function.ts';
import { letEventsSend } from './queues.ts';

/** A run that failed or came too late is not repeated: the next one sees the same, and more. */
const notLaterThanSeconds = 60;

export type ScheduleProps = Readonly<{
  /** Whole minutes. */
  every: Duration;
  description: string;
  undeliverable: Queue;
}>;

/** Has the function run on a schedule, and puts into `undeliverable` what could not be handed to it, or failed in it. */
export function runOnSchedule(
  scheduled: NodeFunction,
  { every, description, undeliverable }: ScheduleProps,
): void {
  const minutes = every.toMinutes();
  new lambda.CfnEventInvokeConfig(scheduled, 'AsyncInvocation', {
    functionName: scheduled.function.functionName,
    qualifier: '$LATEST',
    maximumRetryAttempts: 0,
    maximumEventAgeInSeconds: notLaterThanSeconds,
    destinationConfig: { onFailure: { destination: undeliverable.queueArn } },
  });
  const rule = new events.CfnRule(scheduled, 'Schedule', {
    description,
    // EventBridge wants the singular for one.
    scheduleExpression: `rate(${minutes} ${minutes === 1 ? 'minute' : 'minutes'})`,
    targets: [
      {
        id: 'Run',
        arn: scheduled.function.functionArn,
        deadLetterConfig: { arn: undeliverable.queueArn },
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: notLaterThanSeconds },
      },
    ],
  });
  scheduled.function.addPermission('Schedule', {
    principal: new iam.ServicePrincipal('events.amazonaws.com'),
    sourceArn: rule.attrArn,
  });
  letEventsSend(undeliverable, rule.attrArn);
}
