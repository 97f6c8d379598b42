import { connectorNamed } from '../../connectors/registry.ts';
import { createBus } from '../_shared/bus.ts';
import { eventBridgeClient, secretsManagerClient } from '../_shared/clients.ts';
import { parseEnv } from '../_shared/env.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { createSecretSource, webhookSecret } from '../_shared/secrets.ts';
import { world } from '../_shared/world.ts';
import { ingestEnv } from './env.ts';
import type { IngestDeps } from './handler.ts';

/** Two tries instead of three: the vendor waits, and tries again itself. */
const clientOptions = { maxAttempts: 2 };

/** Everything that `ingest` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): IngestDeps {
  const settings = parseEnv(ingestEnv, env);
  const client = secretsManagerClient(clientOptions);
  return {
    receive: {
      stage: settings.STAGE,
      accounts: settings.ACCOUNTS,
      maxBodyBytes: settings.MAX_BODY_BYTES,
      connectorNamed,
      webhookSecrets: createSecretSource({ client, schema: webhookSecret, now: world.now }),
      bus: createBus({
        client: eventBridgeClient(clientOptions),
        busName: settings.EVENT_BUS_NAME,
        sleep: world.sleep,
        random: world.random,
      }),
      now: world.now,
    },
    runtime: createRuntime('ingest', settings.STAGE),
    // Lambda writes it anew for each invocation.
    invocationTraceHeader: () => env._X_AMZN_TRACE_ID,
    startTimer,
  };
}

function startTimer(ms: number): ReturnType<IngestDeps['startTimer']> {
  const { promise: fired, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { fired, stop: () => clearTimeout(timer) };
}
