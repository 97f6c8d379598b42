import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccountSettings } from '../../connectors/account.ts';
import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed } from '../../connectors/registry.ts';
import { type Bus, createBus } from './bus.ts';
import { eventBridgeClient, secretsManagerClient, sqsClient } from './clients.ts';
import { createMemoryStore, type MemoryStore } from './conversation/memory.ts';
import { dynamoDbClient } from './dynamo.ts';
import { createHelpdesks, type Helpdesks } from './helpdesks.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createPark } from './park.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import type { BatchDeps, QueuePair } from './sqs-batch.ts';
import { createTraces, type Traces } from './withdrawal/traces.ts';
import { world } from './world.ts';

/** What the environment tells every function that works on a queue. */
export type WorkerSettings = Readonly<{
  STAGE: string;
  EVENT_BUS_NAME: string;
  ACCOUNTS: readonly AccountSettings[];
  LEDGER_TABLE: string;
  MEMORY_TABLE: string;
}>;

/** What every function that works on a queue needs of the world. */
export type WorkerDeps = Readonly<{
  batch: Omit<BatchDeps, 'hasTimeForAnother'>;
  db: DynamoDBDocumentClient;
  bus: Bus;
  runtime: Runtime;
  shared: Readonly<{
    helpdesks: Helpdesks;
    ledger: Ledger;
    memory: MemoryStore;
    traces: Traces;
    runtime: Runtime;
    now: () => Date;
  }>;
}>;

/** Opens all of it. Makes no network call. */
export function createWorkerDeps(
  service: string,
  settings: WorkerSettings,
  queues: readonly QueuePair[],
): WorkerDeps {
  const { now, random } = world;
  const runtime = createRuntime(service, settings.STAGE);
  const db = dynamoDbClient();
  const sqs = sqsClient();
  const bus = createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME });
  return {
    batch: { sqs, queues, park: createPark({ sqs, bus, runtime }), runtime, random },
    db,
    bus,
    runtime,
    shared: {
      helpdesks: createHelpdesks({
        stage: settings.STAGE,
        accounts: settings.ACCOUNTS,
        connectorNamed,
        secretsManager: secretsManagerClient(),
        http: fetchSend,
        now,
        random,
      }),
      ledger: createLedger({ db, table: settings.LEDGER_TABLE, now }),
      memory: createMemoryStore({ db, table: settings.MEMORY_TABLE, now }),
      traces: createTraces({ db, table: settings.LEDGER_TABLE, now }),
      runtime,
      now,
    },
  };
}
