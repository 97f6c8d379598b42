import type { WorkerDeps } from '../worker-deps.ts';
import { world } from '../world.ts';
import { createTranslationMemory, type TranslationMemory } from './translation-memory.ts';
import { createTranslationStore } from './translation-store.ts';

/** Of a function's 512 MB, for translations that need no table. */
const maxTranslationCacheBytes = 16_000_000;

/** The memory of translations, in the function and in its table; what fails is logged by its code and never stops a translation. */
export function openTranslations(
  { db, runtime }: Pick<WorkerDeps, 'db' | 'runtime'>,
  table: string,
): TranslationMemory {
  return createTranslationMemory({
    store: createTranslationStore({ db, table }),
    now: world.now,
    maxBytes: maxTranslationCacheBytes,
    onProblem: (code, error) => runtime.logProblem({ code, level: 'warn', error }),
  });
}
