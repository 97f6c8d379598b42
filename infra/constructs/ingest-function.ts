import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type * as z from 'zod/mini';
import type { ingestEnv } from '../../functions/ingest/env.ts';
import { allow, NodeFunction } from './node-function.ts';
import { mayPublish, type PipelineContext, sharedEnvironment } from './pipeline-context.ts';

/** The edge: takes webhooks, publishes `message.received`. May read signing secrets, never the API's credentials. */
export class IngestFunction extends NodeFunction {
  constructor(scope: Construct, id: string, context: PipelineContext) {
    const { settings, key, secrets } = context;
    const environment: z.input<typeof ingestEnv> = {
      ...sharedEnvironment(context),
      MAX_BODY_BYTES: String(settings.limits.maxBodyBytes),
    };
    super(scope, id, {
      stage: settings.stage,
      name: 'ingest',
      description: 'Takes a webhook: signature, scope, then the bus',
      // It answers within 8 s by itself; a vendor waits 12 s at most.
      timeout: Duration.seconds(10),
      memoryMb: 512,
      logDays: settings.limits.logDays,
      key,
      environment,
      permissions: [
        mayPublish(context),
        allow(
          ['secretsmanager:GetSecretValue'],
          secrets.map(({ webhookArn }) => webhookArn),
        ),
      ],
    });
  }
}
