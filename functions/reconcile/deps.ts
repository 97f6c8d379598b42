import { randomBytes } from 'node:crypto';
import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed } from '../../connectors/registry.ts';
import { createBus } from '../_shared/bus.ts';
import { eventBridgeClient, secretsManagerClient } from '../_shared/clients.ts';
import { dynamoDbClient } from '../_shared/dynamo.ts';
import { parseEnv } from '../_shared/env.ts';
import { createHelpdesks } from '../_shared/helpdesks.ts';
import { createLedger } from '../_shared/ledger.ts';
import { createLedgerLookup } from '../_shared/ledger-lookup.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { createTraces } from '../_shared/withdrawal/traces.ts';
import { world } from '../_shared/world.ts';
import { createCursorStore } from './cursor-store.ts';
import { reconcileEnv } from './env.ts';
import type { ReconcileDeps } from './handler.ts';
import { newTraceHeader } from './new-trace.ts';

/** Everything that `reconcile` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): ReconcileDeps {
  const settings = parseEnv(reconcileEnv, env);
  const table = { db: dynamoDbClient(), table: settings.LEDGER_TABLE, now: world.now };
  return {
    accounts: settings.ACCOUNTS,
    helpdesks: createHelpdesks({
      stage: settings.STAGE,
      accounts: settings.ACCOUNTS,
      connectorNamed,
      secretsManager: secretsManagerClient(),
      http: fetchSend,
      now: world.now,
      random: world.random,
    }),
    lookup: createLedgerLookup({ ...table, sleep: world.sleep }),
    traces: createTraces(table),
    cursors: createCursorStore(table),
    ledger: createLedger(table),
    bus: createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME }),
    runtime: createRuntime('reconcile', settings.STAGE),
    now: world.now,
    graceSeconds: settings.CATCH_UP_GRACE_SECONDS,
    // Lambda writes it anew for each invocation.
    invocationTraceHeader: () => env._X_AMZN_TRACE_ID,
    newTraceHeader: () => newTraceHeader(world.now(), randomBytes(12)),
    startTimer,
  };
}

function startTimer(ms: number): ReturnType<ReconcileDeps['startTimer']> {
  const { promise: fired, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { fired, stop: () => clearTimeout(timer) };
}
