import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { dlqWatchEnv } from '../../functions/dlq-watch/env.ts';
import { allow, NodeFunction } from './node-function.ts';
import { mayPublish, type PipelineContext, sharedEnvironment } from './pipeline-context.ts';
import { letEventsSend, type WorkQueue } from './queues.ts';

/** A watch that failed or came too late is not repeated: the next one comes within the minute and sees the same queues. */
const notLaterThanSeconds = 60;

export type WatchedQueue = Readonly<{
  stage: 'ingest' | 'enrich' | 'reply' | 'write-back';
  queue: WorkQueue;
}>;

/** Looks every minute for messages that SQS itself gave up on, and says so on the bus. */
export class DlqWatchFunction extends NodeFunction {
  constructor(
    scope: Construct,
    id: string,
    { context, watched }: { context: PipelineContext; watched: readonly WatchedQueue[] },
  ) {
    const { settings, key, tables, undeliverable } = context;
    const environment: z.input<typeof dlqWatchEnv> = {
      ...sharedEnvironment(context),
      LEDGER_TABLE: tables.ledger.tableName,
      DEAD_LETTER_QUEUES: Stack.of(scope).toJsonString(
        watched.map(({ stage, queue }) => ({ stage, url: queue.deadLetters.queueUrl })),
      ),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'dlq-watch',
      description: 'Says on the bus what crashed into a dead-letter queue',
      timeout: Duration.seconds(15),
      memoryMb: 256,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        allow(
          ['sqs:ReceiveMessage'],
          watched.map(({ queue }) => queue.deadLetters.queueArn),
        ),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.ledger.tableArn]),
        // Used by Lambda, in the function's name, for an invocation that failed.
        allow(['sqs:SendMessage'], [undeliverable.queueArn]),
      ],
    });
    this.#catchFailedInvocations(context);
    this.#everyMinute(context);
  }

  #catchFailedInvocations({ undeliverable }: PipelineContext): void {
    new lambda.CfnEventInvokeConfig(this, 'AsyncInvocation', {
      functionName: this.function.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: notLaterThanSeconds,
      destinationConfig: { onFailure: { destination: undeliverable.queueArn } },
    });
  }

  #everyMinute({ undeliverable }: PipelineContext): void {
    const rule = new events.CfnRule(this, 'EveryMinute', {
      description: 'Looks into the dead-letter queues',
      scheduleExpression: 'rate(1 minute)',
      targets: [
        {
          id: 'Watch',
          arn: this.function.functionArn,
          deadLetterConfig: { arn: undeliverable.queueArn },
          retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: notLaterThanSeconds },
        },
      ],
    });
    this.function.addPermission('Schedule', {
      principal: new iam.ServicePrincipal('events.amazonaws.com'),
      sourceArn: rule.attrArn,
    });
    letEventsSend(undeliverable, rule.attrArn);
  }
}
