import { type Duration, Stack } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { writeBackEnv } from '../../functions/write-back/env.ts';
import { allow, NodeFunction } from './node-function.ts';
import {
  mayBeFedFrom,
  mayDelayAndPark,
  mayPublish,
  type PipelineContext,
  sharedEnvironment,
} from './pipeline-context.ts';
import type { WorkQueue } from './queues.ts';

export type WriteBackFunctionProps = Readonly<{
  context: PipelineContext;
  /** By connector. */
  queues: ReadonlyMap<string, WorkQueue>;
  timeout: Duration;
}>;

/** Brings notes and fields into the helpdesk, each once. */
export class WriteBackFunction extends NodeFunction {
  constructor(scope: Construct, id: string, { context, queues, timeout }: WriteBackFunctionProps) {
    const { settings, key, tables, secrets } = context;
    const all = [...queues.values()];
    const urls = Object.fromEntries(
      [...queues].map(([connector, { queue, deadLetters }]) => [
        connector,
        { url: queue.queueUrl, deadLetterUrl: deadLetters.queueUrl },
      ]),
    );
    const environment: Omit<z.input<typeof writeBackEnv>, 'LOCAL_TIME_SCALE'> = {
      ...sharedEnvironment(context),
      LEDGER_TABLE: tables.ledger.tableName,
      MEMORY_TABLE: tables.memory.tableName,
      BUDGET_TABLE: tables.budget.tableName,
      QUEUES: Stack.of(scope).toJsonString(urls),
      MAX_WRITE_AGE_SECONDS: String(settings.limits.maxWriteAgeSeconds),
      MAX_REPLY_WAIT_SECONDS: String(settings.limits.maxReplyWaitSeconds),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'write-back',
      description: 'Notes and fields into the helpdesk',
      timeout,
      memoryMb: 512,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        mayBeFedFrom(all),
        ...mayDelayAndPark(all),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [tables.ledger.tableArn]),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.memory.tableArn]),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.budget.tableArn]),
        allow(
          ['secretsmanager:GetSecretValue'],
          secrets.map(({ apiArn }) => apiArn),
        ),
      ],
    });
    for (const [connector, { queue }] of queues)
      new EventSourceMapping(this, `Mapping-${connector}`, {
        target: this.function,
        eventSourceArn: queue.queueArn,
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency: settings.limits.maxConcurrency,
      });
  }
}
