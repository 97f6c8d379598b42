import type { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { replyEnv } from '../../functions/reply/env.ts';
import type { Glossaries } from './glossaries.ts';
import { allow, NodeFunction } from './node-function.ts';
import {
  mayBeFedFrom,
  mayDelayAndPark,
  mayPublish,
  type PipelineContext,
  sharedEnvironment,
} from './pipeline-context.ts';
import type { WorkQueue } from './queues.ts';

export type ReplyFunctionProps = Readonly<{
  context: PipelineContext;
  queue: WorkQueue;
  glossaries: Glossaries;
  timeout: Duration;
}>;

/** Does what agents ask for in their notes: puts answers into the customer's language, obeys commands. */
export class ReplyFunction extends NodeFunction {
  constructor(scope: Construct, id: string, { context, queue, glossaries, timeout }: ReplyFunctionProps) {
    const { settings, key, tables, secrets } = context;
    const environment: z.input<typeof replyEnv> = {
      ...sharedEnvironment(context),
      LEDGER_TABLE: tables.ledger.tableName,
      MEMORY_TABLE: tables.memory.tableName,
      TRANSLATIONS_TABLE: tables.translations.tableName,
      GLOSSARIES: JSON.stringify(glossaries.deployed),
      QUEUE_URL: queue.queue.queueUrl,
      DEAD_LETTER_QUEUE_URL: queue.deadLetters.queueUrl,
      MAX_REPLY_WAIT_SECONDS: String(settings.limits.maxReplyWaitSeconds),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'reply',
      description: 'Answers of agents in the customer’s language, and commands',
      timeout,
      memoryMb: 512,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        mayBeFedFrom([queue]),
        ...mayDelayAndPark([queue]),
        // Neither service has resources to name.
        allow(['translate:TranslateText', 'comprehend:DetectDominantLanguage'], ['*']),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [tables.ledger.tableArn]),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.memory.tableArn]),
        allow(
          ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
          [tables.translations.tableArn],
        ),
        allow(
          ['secretsmanager:GetSecretValue'],
          secrets.map(({ apiArn }) => apiArn),
        ),
      ],
    });
    glossaries.precede(this.function);
    new EventSourceMapping(this, 'Mapping', {
      target: this.function,
      eventSourceArn: queue.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: settings.limits.maxConcurrency,
    });
  }
}
