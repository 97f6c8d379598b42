import { fetchSend } from '../../connectors/kit/http.ts';
import { connectorNamed } from '../../connectors/registry.ts';
import { createBus } from '../_shared/bus.ts';
import {
  comprehendClient,
  eventBridgeClient,
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
import { createTextServices } from '../_shared/services/text-services.ts';
import { createTranslationMemory } from '../_shared/translate/translation-memory.ts';
import { createTranslationStore } from '../_shared/translate/translation-store.ts';
import { createTraces } from '../_shared/withdrawal/traces.ts';
import { world } from '../_shared/world.ts';
import { replyEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';
import { createPreviews } from './previews.ts';
import { createTongues } from './tongue.ts';

/** Of the function's 512 MB, for translations that need no table. */
const maxTranslationCacheBytes = 16_000_000;

/** Everything that `reply` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(replyEnv, env);
  const { now, random } = world;
  const runtime = createRuntime('reply', settings.STAGE);
  const db = dynamoDbClient();
  const sqs = sqsClient();
  const bus = createBus({ ...world, client: eventBridgeClient(), busName: settings.EVENT_BUS_NAME });
  const translations = createTranslationMemory({
    store: createTranslationStore({ db, table: settings.TRANSLATIONS_TABLE }),
    now,
    maxBytes: maxTranslationCacheBytes,
    onProblem: (code, error) => runtime.logProblem({ code, level: 'warn', error }),
  });
  const traces = createTraces({ db, table: settings.LEDGER_TABLE, now });
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
      tongues: createTongues({
        services: createTextServices({
          translate: translateClient(),
          comprehend: comprehendClient(),
          runtime,
        }),
        translations,
        traces,
        glossaries: settings.GLOSSARIES,
      }),
      ledger: createLedger({ db, table: settings.LEDGER_TABLE, now }),
      memory: createMemoryStore({ db, table: settings.MEMORY_TABLE, now }),
      translations,
      traces,
      previews: createPreviews({ db, table: settings.MEMORY_TABLE, now }),
      publish: (publication) => bus.publish(publication),
      runtime,
      now,
      maxReplyWaitSeconds: settings.MAX_REPLY_WAIT_SECONDS,
    },
  };
}
