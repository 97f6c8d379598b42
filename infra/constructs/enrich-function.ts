import type { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { enrichEnv } from '../../functions/enrich/env.ts';
import type { Glossaries } from './glossaries.ts';
import type { IntentBot } from './intent-bot.ts';
import { allow, NodeFunction } from './node-function.ts';
import {
  mayBeFedFrom,
  mayDelayAndPark,
  mayPublish,
  type PipelineContext,
  sharedEnvironment,
} from './pipeline-context.ts';
import type { WorkQueue } from './queues.ts';

export type EnrichFunctionProps = Readonly<{
  context: PipelineContext;
  queue: WorkQueue;
  bot: IntentBot;
  glossaries: Glossaries;
  timeout: Duration;
}>;

/** Reads a message's language, translates it, asks for sentiment and intent; owner of each conversation's memory. */
export class EnrichFunction extends NodeFunction {
  constructor(
    scope: Construct,
    id: string,
    { context, queue, bot, glossaries, timeout }: EnrichFunctionProps,
  ) {
    const { settings, key, tables, secrets } = context;
    const environment: z.input<typeof enrichEnv> = {
      ...sharedEnvironment(context),
      LEDGER_TABLE: tables.ledger.tableName,
      MEMORY_TABLE: tables.memory.tableName,
      BUDGET_TABLE: tables.budget.tableName,
      TRANSLATIONS_TABLE: tables.translations.tableName,
      GLOSSARIES: JSON.stringify(glossaries.deployed),
      QUEUE_URL: queue.queue.queueUrl,
      DEAD_LETTER_QUEUE_URL: queue.deadLetters.queueUrl,
      LEX_BOT_ID: bot.botId,
      LEX_BOT_ALIAS_ID: bot.aliasId,
      LEX_LOCALES: JSON.stringify(bot.locales),
      MAX_WAIT_SECONDS: String(settings.limits.maxWaitSeconds),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'enrich',
      description: 'Language, translation, sentiment and intent of a message',
      timeout,
      memoryMb: 512,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        mayBeFedFrom([queue]),
        ...mayDelayAndPark([queue]),
        // Comprehend has no resources to name, nor has Translate without a glossary; with one it asks for no further right.
        // Translate detects in the caller's name when the source is `auto`.
        allow(
          ['translate:TranslateText', 'comprehend:DetectDominantLanguage', 'comprehend:DetectSentiment'],
          ['*'],
        ),
        allow(['lex:RecognizeText'], [bot.aliasArn]),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [tables.ledger.tableArn]),
        allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [tables.memory.tableArn]),
        allow(['dynamodb:UpdateItem'], [tables.budget.tableArn]),
        // To delete: what was withdrawn while it was being translated.
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
