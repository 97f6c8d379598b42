import { comprehendClient, translateClient } from '../_shared/clients.ts';
import { parseEnv } from '../_shared/env.ts';
import { createTextServices } from '../_shared/services/text-services.ts';
import { openTranslations } from '../_shared/translate/open-translations.ts';
import { createWorkerDeps } from '../_shared/worker-deps.ts';
import { replyEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';
import { createPreviews } from './previews.ts';
import { createTongues } from './tongue.ts';

/** Everything that `reply` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(replyEnv, env);
  const queue = { url: settings.QUEUE_URL, deadLetterUrl: settings.DEAD_LETTER_QUEUE_URL };
  const worker = createWorkerDeps('reply', settings, [queue]);
  const { db, bus, runtime, shared } = worker;
  const translations = openTranslations(worker, settings.TRANSLATIONS_TABLE);
  return {
    batch: worker.batch,
    work: {
      ...shared,
      translations,
      tongues: createTongues({
        services: createTextServices({
          translate: translateClient(),
          comprehend: comprehendClient(),
          runtime,
        }),
        translations,
        traces: shared.traces,
        glossaries: settings.GLOSSARIES,
      }),
      previews: createPreviews({ db, table: settings.MEMORY_TABLE, now: shared.now }),
      publish: (publication) => bus.publish(publication),
      maxReplyWaitSeconds: settings.MAX_REPLY_WAIT_SECONDS,
    },
  };
}
