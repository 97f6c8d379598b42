import type { AccountSettings } from '../../connectors/account.ts';
import {
  type CatchUpOutcome,
  type Client,
  type Interpretation,
  NotConfiguredError,
  type ReadFailure,
  type RefusedPart,
} from '../../connectors/contract.ts';
import { EventShapeError } from '../../events/define.ts';
import type { Publication } from '../_shared/bus.ts';
import { firstEventOf } from '../_shared/inbound/first-event.ts';
import type { CursorStore, StoredProgress } from './cursor-store.ts';
import { type Found, type KnownPorts, markOf, unknownAmong } from './unknown-events.ts';

export type CatchUpPorts = KnownPorts &
  Readonly<{
    cursors: CursorStore;
    /** Under a trace of its own; resolves once it is on the bus. */
    publish: (publication: Publication, found: Found) => Promise<void>;
    /** In the ledger: has been published. */
    mark: (key: string, eventId: string) => Promise<void>;
    /** What a connector gave and no event can be made of. */
    onUnusable: (error: EventShapeError, found: Interpretation) => void;
  }>;

export type Run = Readonly<{
  /** What is younger may still be on its way to us. */
  until: Date;
  /** Where an account begins of which nothing is stored. */
  firstLookFrom: Date;
  hasTimeForAnother: () => boolean;
  /** Null = it did not come in time. */
  inTime: <Value>(work: Promise<Value>) => Promise<Value | null>;
}>;

export type RunEnd =
  /** All there was up to `until` has been seen. */
  | Readonly<{ kind: 'complete' }>
  /** The same, but for what the helpdesk does not let be looked through: up to there not all has been seen. */
  | Readonly<{ kind: 'incomplete'; refused: readonly RefusedPart[] }>
  | Readonly<{ kind: 'out-of-time' }>
  /** Another run has moved the cursor. */
  | Readonly<{ kind: 'overtaken' }>
  | Readonly<{ kind: 'not-configured' }>
  | Readonly<{ kind: 'failed'; failure: ReadFailure }>;

/** `published`: events; `found`: those of them of which it is certain that no delivery told. `upTo` null = never looked at. */
export type RunReport = Readonly<{ end: RunEnd; published: number; found: number; upTo: Date | null }>;

/**
 * Goes on from the stored cursor, page by page, until the helpdesk has no more or the time is up. A page's events are all on
 * the bus before the cursor moves: a death in between repeats them, which the ledger makes harmless.
 */
export async function catchUp(
  settings: AccountSettings,
  client: Pick<Client, 'catchUp'>,
  run: Run,
  ports: CatchUpPorts,
): Promise<RunReport> {
  let progress = await ports.cursors.read(settings);
  let counts = { published: 0, found: 0 };
  const ended = (end: RunEnd): RunReport => ({ end, ...counts, upTo: progress?.upTo ?? null });
  while (run.hasTimeForAnother()) {
    const page = await run.inTime(nextPage(client, progress, run));
    if (page === null) break;
    if (page.kind === 'not-configured') return ended(page);
    if (page.kind !== 'page') {
      progress ??= await firstProgress(page, settings, run, ports);
      return ended({ kind: 'failed', failure: page });
    }
    const done = await publishUnknown(page.found, settings, ports);
    counts = { published: counts.published + done.published, found: counts.found + done.found };
    const { refused = [] } = page;
    const isAllSeen = page.isLast && refused.length === 0;
    const upTo = isAllSeen ? run.until : (progress?.upTo ?? run.firstLookFrom);
    const moved = await ports.cursors.move(settings, progress, { cursor: page.cursor, upTo });
    if (moved === null) return ended({ kind: 'overtaken' });
    progress = moved;
    if (page.isLast) return ended(isAllSeen ? { kind: 'complete' } : { kind: 'incomplete', refused });
  }
  return ended({ kind: 'out-of-time' });
}

async function nextPage(
  client: Pick<Client, 'catchUp'>,
  progress: StoredProgress | null,
  { until, firstLookFrom }: Run,
): Promise<CatchUpOutcome | Readonly<{ kind: 'not-configured' }>> {
  try {
    const since = progress?.upTo ?? firstLookFrom;
    return await client.catchUp({ cursor: progress?.cursor ?? null, since, until });
  } catch (error) {
    if (error instanceof NotConfiguredError) return { kind: 'not-configured' };
    throw error;
  }
}

/**
 * A helpdesk that cannot be read at the first look is not to be forgotten for it. One that refuses our credentials counts as
 * not set up: whoever mends that does not expect notes on everything since the first try.
 */
async function firstProgress(
  failure: ReadFailure,
  settings: AccountSettings,
  { firstLookFrom: upTo }: Run,
  { cursors }: CatchUpPorts,
): Promise<StoredProgress | null> {
  return failure.kind === 'unauthorised' ? null : cursors.move(settings, null, { cursor: null, upTo });
}

/** The oldest first, so that a conversation is remembered in its order. */
async function publishUnknown(
  all: readonly Interpretation[],
  settings: AccountSettings,
  ports: CatchUpPorts,
): Promise<Pick<RunReport, 'published' | 'found'>> {
  const candidates = all.flatMap((meant) => candidateOf(meant, settings, ports));
  const unknown = await unknownAmong(candidates, ports);
  const inOrder = unknown.toSorted(
    (one, other) => Date.parse(one.first.envelope.occurredAt) - Date.parse(other.first.envelope.occurredAt),
  );
  for (const found of inOrder) {
    await ports.publish(found.first.publication, found);
    await ports.mark(markOf(found.first), found.first.envelope.eventId);
  }
  return { published: unknown.length, found: unknown.filter(isCertain).length };
}

/** Under the name of a hint that is not a message's own the ledger knows nothing, though the message may long be done. */
export function isCertain({ meant }: Found): boolean {
  return meant.kind !== 'hint' || meant.hint.about === 'message-id';
}

function candidateOf(meant: Interpretation, settings: AccountSettings, ports: CatchUpPorts): Found[] {
  try {
    const first = firstEventOf(meant, settings, 'catch-up');
    return 'kind' in first ? [] : [{ meant, first }];
  } catch (error) {
    if (!(error instanceof EventShapeError)) throw error;
    // One of them must not keep the others from being found, page after page.
    ports.onUnusable(error, meant);
    return [];
  }
}
