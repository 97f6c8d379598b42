import { randomUUID } from 'node:crypto';
import { messageEnriched } from '../../events/message-enriched.v1.ts';
import { messageReceived } from '../../events/message-received.v1.ts';
import { createBudget } from '../_shared/budget/budget-store.ts';
import { publication } from '../_shared/bus.ts';
import { comprehendClient, lexClient, translateClient } from '../_shared/clients.ts';
import { parseEnv } from '../_shared/env.ts';
import { createServices } from '../_shared/services/services.ts';
import { openTranslations } from '../_shared/translate/open-translations.ts';
import { createWorkerDeps } from '../_shared/worker-deps.ts';
import { enrichEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';

/** Everything that `enrich` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(enrichEnv, env);
  const queue = { url: settings.QUEUE_URL, deadLetterUrl: settings.DEAD_LETTER_QUEUE_URL };
  const worker = createWorkerDeps('enrich', settings, [queue]);
  const { db, bus, runtime, shared } = worker;
  return {
    batch: worker.batch,
    work: {
      ...shared,
      services: createServices({
        translate: translateClient(),
        comprehend: comprehendClient(),
        lex: lexClient(),
        bot: { botId: settings.LEX_BOT_ID, botAliasId: settings.LEX_BOT_ALIAS_ID },
        newSessionId: randomUUID,
        runtime,
      }),
      translations: openTranslations(worker, settings.TRANSLATIONS_TABLE),
      budget: createBudget({ db, table: settings.BUDGET_TABLE }),
      publish: (event) => bus.publish(publication(messageEnriched, event)),
      publishReceived: (event) => bus.publish(publication(messageReceived, event)),
      publishCommand: (command) => bus.publish(command),
      lexLocales: settings.LEX_LOCALES,
      glossaries: settings.GLOSSARIES,
      maxWaitSeconds: settings.MAX_WAIT_SECONDS,
    },
  };
}
