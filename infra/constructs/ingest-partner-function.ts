import type { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { ingestPartnerEnv } from '../../functions/ingest-partner/env.ts';
import { NodeFunction } from './node-function.ts';
import {
  mayBeFedFrom,
  mayDelayAndPark,
  mayPublish,
  type PipelineContext,
  sharedEnvironment,
} from './pipeline-context.ts';
import type { WorkQueue } from './queues.ts';

export type IngestPartnerFunctionProps = Readonly<{
  context: PipelineContext;
  queue: WorkQueue;
  timeout: Duration;
}>;

/** The second edge: takes events from partner buses, publishes `message.received`. Reads no secret, as there is no signature. */
export class IngestPartnerFunction extends NodeFunction {
  constructor(scope: Construct, id: string, { context, queue, timeout }: IngestPartnerFunctionProps) {
    const { settings, key } = context;
    const environment: z.input<typeof ingestPartnerEnv> = {
      ...sharedEnvironment(context),
      QUEUE_URL: queue.queue.queueUrl,
      DEAD_LETTER_QUEUE_URL: queue.deadLetters.queueUrl,
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'ingest-partner',
      description: "Takes an event from a partner's bus: account, scope, then our bus",
      timeout,
      memoryMb: 512,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [mayPublish(context), mayBeFedFrom([queue]), ...mayDelayAndPark([queue])],
    });
    new EventSourceMapping(this, 'Mapping', {
      target: this.function,
      eventSourceArn: queue.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      maxConcurrency: settings.limits.maxConcurrency,
    });
  }
}
