import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed } from '../../connectors/registry.ts';
import { createBus } from '../_shared/bus.ts';
import { eventBridgeClient, secretsManagerClient, sqsClient } from '../_shared/clients.ts';
import { dynamoDbClient } from '../_shared/dynamo.ts';
import { parseEnv } from '../_shared/env.ts';
import { createHelpdesks } from '../_shared/helpdesks.ts';
import { createLedger } from '../_shared/ledger.ts';
import { createMemoryStore } from '../_shared/memory.ts';
import { createPark } from '../_shared/park.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { createTraces } from '../_shared/withdrawal/traces.ts';
import { world } from '../_shared/world.ts';
import { createAccountPace } from './account-pace.ts';
import { writeBackEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';
import { createPaceStore } from './pace-store.ts';

/** Everything that `write-back` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(writeBackEnv, env);
  const { now, random } = world;
  const runtime = createRuntime('write-back', settings.STAGE);
  const db = dynamoDbClient();
  const sqs = sqsClient();
  const paceStore = createPaceStore({ ...world, db, table: settings.BUDGET_TABLE });
  const bus = createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME });
  return {
    batch: {
      sqs,
      queues: Object.values(settings.QUEUES),
      park: createPark({ sqs, bus, runtime }),
      runtime,
      random,
    },
    writeBack: {
      helpdesks: createHelpdesks({
        stage: settings.STAGE,
        accounts: settings.ACCOUNTS,
        connectorNamed,
        secretsManager: secretsManagerClient(),
        http: fetchSend,
        now,
        random,
      }),
      paceOf: ({ settings: account, connector }) =>
        createAccountPace(
          { settings: account, limits: connector.capabilities.limits },
          {
            store: paceStore,
            nowMs: () => now().getTime() * (settings.LOCAL_TIME_SCALE ?? 1),
            random,
            onProblem: (code, error) => runtime.logProblem({ code, level: 'warn', error }),
          },
        ),
      ledger: createLedger({ db, table: settings.LEDGER_TABLE, now }),
      memory: createMemoryStore({ db, table: settings.MEMORY_TABLE, now }),
      traces: createTraces({ db, table: settings.LEDGER_TABLE, now }),
      bus,
      runtime,
      maxWriteAgeSeconds: settings.MAX_WRITE_AGE_SECONDS,
      maxReplyWaitSeconds: settings.MAX_REPLY_WAIT_SECONDS,
      now,
    },
  };
}
