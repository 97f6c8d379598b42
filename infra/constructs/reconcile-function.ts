import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { reconcileEnv } from '../../functions/reconcile/env.ts';
import { allow, NodeFunction } from './node-function.ts';
import { mayPublish, type PipelineContext, sharedEnvironment } from './pipeline-context.ts';
import { runOnSchedule } from './schedule.ts';

/** Asks the helpdesks every few minutes what people wrote, so that a webhook that never came is found again. */
export class ReconcileFunction extends NodeFunction {
  constructor(scope: Construct, id: string, context: PipelineContext) {
    const { settings, key, tables, secrets, undeliverable } = context;
    const { catchUpMinutes, catchUpGraceSeconds, logDays } = settings.limits;
    const environment: z.input<typeof reconcileEnv> = {
      ...sharedEnvironment(context),
      LEDGER_TABLE: tables.ledger.tableName,
      CATCH_UP_GRACE_SECONDS: String(catchUpGraceSeconds),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'reconcile',
      description: 'Finds what was never delivered',
      // Seconds as a rule; after an outage as many pages as it holds. Runs that overlap are harmless.
      timeout: Duration.minutes(2),
      memoryMb: 256,
      logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        allow(['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem'], [tables.ledger.tableArn]),
        allow(
          ['secretsmanager:GetSecretValue'],
          secrets.map(({ apiArn }) => apiArn),
        ),
        // Used by Lambda, in the function's name, for an invocation that failed.
        allow(['sqs:SendMessage'], [undeliverable.queueArn]),
      ],
    });
    runOnSchedule(this, {
      every: Duration.minutes(catchUpMinutes),
      description: 'Asks the helpdesks what was never delivered',
      undeliverable,
    });
  }
}
