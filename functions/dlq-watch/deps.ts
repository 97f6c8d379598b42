import { createBus } from '../_shared/bus.ts';
import { eventBridgeClient, sqsClient } from '../_shared/clients.ts';
import { dynamoDbClient } from '../_shared/dynamo.ts';
import { parseEnv } from '../_shared/env.ts';
import { createLedger } from '../_shared/ledger.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { world } from '../_shared/world.ts';
import { dlqWatchEnv } from './env.ts';
import type { WatchDeps } from './watch.ts';

/** Everything that `dlq-watch` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): WatchDeps {
  const settings = parseEnv(dlqWatchEnv, env);
  return {
    sqs: sqsClient(),
    queues: settings.DEAD_LETTER_QUEUES,
    ledger: createLedger({ db: dynamoDbClient(), table: settings.LEDGER_TABLE, now: world.now }),
    bus: createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME }),
    runtime: createRuntime('dlq-watch', settings.STAGE),
  };
}
