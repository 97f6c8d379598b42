import type { Publication } from '../../functions/_shared/bus.ts';
import type { WorkDeps as EnrichDeps } from '../../functions/enrich/work.ts';
import type { Previews } from '../../functions/reply/previews.ts';
import { createTongues } from '../../functions/reply/tongue.ts';
import type { WorkDeps } from '../../functions/reply/work.ts';

/** Previews in a map. */
export function mapPreviews(): Previews {
  const kept = new Map<string, Awaited<ReturnType<Previews['take']>>>();
  return {
    keep: async (key, shown) => {
      kept.set(key, { ...shown, takenBy: null });
    },
    take: async (key, by) => {
      const last = kept.get(key) ?? null;
      if (last === null) return null;
      if (last.takenBy !== null) return last.takenBy === by.message ? last : null;
      kept.set(key, { ...last, takenBy: by.message });
      return last;
    },
    isWaiting: async (key) => kept.get(key)?.takenBy === null,
    forget: async (key, message) => {
      if (message === null || kept.get(key)?.stamp.message === message) kept.delete(key);
    },
  };
}

type Shared = Pick<
  EnrichDeps,
  | 'helpdesks'
  | 'ledger'
  | 'memory'
  | 'runtime'
  | 'now'
  | 'services'
  | 'translations'
  | 'traces'
  | 'glossaries'
>;

/** What `reply` needs, sharing tables and services with `enrich`. */
export function replyDeps(
  { services, translations, traces, glossaries, ...shared }: Shared,
  publish: (publication: Publication) => Promise<void>,
  previews: Previews = mapPreviews(),
): WorkDeps {
  return {
    ...shared,
    translations,
    traces,
    previews,
    publish,
    tongues: createTongues({ services, translations, traces, glossaries }),
    maxReplyWaitSeconds: 600,
  };
}
