import { parseEnv } from '../_shared/env.ts';
import { createWorkerDeps } from '../_shared/worker-deps.ts';
import { world } from '../_shared/world.ts';
import { createAccountPace } from './account-pace.ts';
import { writeBackEnv } from './env.ts';
import type { HandlerDeps } from './handler.ts';
import { createPaceStore } from './pace-store.ts';

/** Everything that `write-back` needs of the world. Throws EnvironmentError; makes no network call. */
export function createDeps(env: Readonly<Record<string, string | undefined>>): HandlerDeps {
  const settings = parseEnv(writeBackEnv, env);
  const { batch, db, bus, runtime, shared } = createWorkerDeps(
    'write-back',
    settings,
    Object.values(settings.QUEUES),
  );
  const { now, random } = world;
  const paceStore = createPaceStore({ ...world, db, table: settings.BUDGET_TABLE });
  return {
    batch,
    writeBack: {
      ...shared,
      bus,
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
      maxWriteAgeSeconds: settings.MAX_WRITE_AGE_SECONDS,
      maxReplyWaitSeconds: settings.MAX_REPLY_WAIT_SECONDS,
    },
  };
}
