import { randomUUID } from 'node:crypto';
import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed } from '../../connectors/registry.ts';
import { messageEnriched } from '../../events/message-enriched.v1.ts';
import { messageReceived } from '../../events/message-received.v1.ts';
import { createBudget } from '../_shared/budget/budget-store.ts';
import { createBus, publication } from '../_shared/bus.ts';
import {
  comprehendClient,
  eventBridgeClient,
  lexClient,
  secretsManagerClient,
  sqsClient,
  translateClient,
} from '../_shared/clients.ts';
import { dynamoDbClient } from '../_shared/dynamo.ts';
import { parseEnv } from '../_shared/env.ts';
import { createHelpdesks } from '../_shared/helpdesks.ts';
import { createLedger } from '../_shared/ledger.ts';
import { createMemoryStore } from '../_shared/memory.ts';
import { createPark } from '../_shared/park.ts';
import { createRuntime } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services/services.ts';
import { createTranslationMemory } from '../_shared/translate/translation-memory.ts';
import { createTranslationStore } from '../_shared/translate/translation-store.ts';
import { createTraces } from '../_shared/withdrawal/traces.ts';
import { world } from '../_shared/world.ts';
import { enrichEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';

/** Of the function's 512 MB, for translations that need no table. */
const maxTranslationCacheBytes = 16_000_000;

/** Everything that `enrich` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(enrichEnv, env);
  const { now, random } = world;
  const runtime = createRuntime('enrich', settings.STAGE);
  const db = dynamoDbClient();
  const sqs = sqsClient();
  const bus = createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME });
  return {
    batch: {
      sqs,
      queues: [{ url: settings.QUEUE_URL, deadLetterUrl: settings.DEAD_LETTER_QUEUE_URL }],
      park: createPark({ sqs, bus, runtime }),
      runtime,
      random,
    },
    work: {
      helpdesks: createHelpdesks({
        stage: settings.STAGE,
        accounts: settings.ACCOUNTS,
        connectorNamed,
        secretsManager: secretsManagerClient(),
        http: fetchSend,
        now,
        random,
      }),
      services: createServices({
        translate: translateClient(),
        comprehend: comprehendClient(),
        lex: lexClient(),
        bot: { botId: settings.LEX_BOT_ID, botAliasId: settings.LEX_BOT_ALIAS_ID },
        newSessionId: randomUUID,
        runtime,
      }),
      translations: createTranslationMemory({
        store: createTranslationStore({ db, table: settings.TRANSLATIONS_TABLE }),
        now,
        maxBytes: maxTranslationCacheBytes,
        onProblem: (code, error) => runtime.logProblem({ code, level: 'warn', error }),
      }),
      budget: createBudget({ db, table: settings.BUDGET_TABLE }),
      ledger: createLedger({ db, table: settings.LEDGER_TABLE, now }),
      memory: createMemoryStore({ db, table: settings.MEMORY_TABLE, now }),
      traces: createTraces({ db, table: settings.LEDGER_TABLE, now }),
      publish: (event) => bus.publish(publication(messageEnriched, event)),
      publishReceived: (event) => bus.publish(publication(messageReceived, event)),
      publishCommand: (command) => bus.publish(command),
      runtime,
      now,
      lexLocales: settings.LEX_LOCALES,
      glossaries: settings.GLOSSARIES,
      maxWaitSeconds: settings.MAX_WAIT_SECONDS,
    },
  };
}
