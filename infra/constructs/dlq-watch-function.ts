import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { dlqWatchEnv } from '../../functions/dlq-watch/env.ts';
import { allow, NodeFunction } from './node-function.ts';
import { mayPublish, type PipelineContext, sharedEnvironment } from './pipeline-context.ts';
import type { WorkQueue } from './queues.ts';
import { runOnSchedule } from './schedule.ts';

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
          ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'],
          watched.map(({ queue }) => queue.deadLetters.queueArn),
        ),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.ledger.tableArn]),
        // Used by Lambda, in the function's name, for an invocation that failed.
        allow(['sqs:SendMessage'], [undeliverable.queueArn]),
      ],
    });
    runOnSchedule(this, {
      every: Duration.minutes(1),
      description: 'Looks into the dead-letter queues',
      undeliverable,
    });
  }
}
