import type { Way } from '../../api.ts';

/** How a way ended, as a person sees it. */
export type End = NonNullable<Way['outcome']> | 'under-way' | 'not-sent' | 'not-done';

/** An answer that ended so was never there, or is another delivery's. */
const quietReasons: ReadonlySet<string> = new Set([
  'duplicate',
  'not-found',
  'empty',
  'private',
  'withdrawn',
]);

/**
 * Where an agent asked for something, `delivered` says that the agent was told; with a reason it was told that nothing
 * came of it, and `skipped` that not even that could be written.
 */
export function endOf({ about, outcome, reason }: Pick<Way, 'about' | 'outcome' | 'reason'>): End {
  if (outcome === null) return 'under-way';
  const hasFailed =
    reason !== null && (outcome === 'delivered' || (outcome === 'skipped' && !quietReasons.has(reason)));
  if (!hasFailed) return outcome;
  if (about === 'reply.requested.v1') return 'not-sent';
  return about === 'agent.command.v1' ? 'not-done' : outcome;
}

export const ends = {
  'under-way': { icon: 'clock', words: 'Under way', tone: 'info' },
  delivered: { icon: 'check', words: 'Delivered', tone: 'ok' },
  skipped: { icon: 'check', words: 'Nothing to do', tone: 'quiet' },
  parked: { icon: 'stop', words: 'Parked', tone: 'failed' },
  refused: { icon: 'stop', words: 'Refused', tone: 'failed' },
  'not-sent': { icon: 'alert', words: 'Not sent', tone: 'failed' },
  'not-done': { icon: 'alert', words: 'Not carried out', tone: 'failed' },
} as const satisfies Readonly<Record<End, Readonly<{ icon: string; words: string; tone: string }>>>;
