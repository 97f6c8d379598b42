import { connectorNamed } from '../../connectors/registry.ts';
import { createBus } from '../_shared/bus.ts';
import { eventBridgeClient, sqsClient } from '../_shared/clients.ts';
import { parseEnv } from '../_shared/env.ts';
import { createPark } from '../_shared/park.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { world } from '../_shared/world.ts';
import { ingestPartnerEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';

/** Everything that `ingest-partner` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(ingestPartnerEnv, env);
  const runtime = createRuntime('ingest-partner', settings.STAGE);
  const sqs = sqsClient();
  const bus = createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME });
  return {
    batch: {
      sqs,
      queues: [{ url: settings.QUEUE_URL, deadLetterUrl: settings.DEAD_LETTER_QUEUE_URL }],
      park: createPark({ sqs, bus, runtime }),
      runtime,
      random: world.random,
      // Lambda writes it anew for each invocation.
      invocationTraceHeader: () => env._X_AMZN_TRACE_ID,
    },
    take: { accounts: settings.ACCOUNTS, connectorNamed, bus, runtime },
  };
}
