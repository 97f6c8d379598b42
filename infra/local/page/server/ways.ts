import * as z from 'zod/mini';
import { metricNames, metricNamespaceOf } from '../../../../functions/_shared/metric-names.ts';
import { localStage } from '../../../settings.ts';
import type { JournalEntry } from '../../journal.ts';
import type { Way } from '../api.ts';
import { isSideDelivery, keeping } from '../keeping.ts';
import { metricsIn } from './metric-record.ts';
import { newWay, withEnd, withEvent, withStep } from './way-changes.ts';
import { stepOf } from './way-steps.ts';

type KnownWay = Readonly<{
  way: Way;
  /** Told of only once a delivery or an event is in it. */
  isShown: boolean;
  /** `#send`: what goes out is a preview's translation, and no engine is asked again. */
  sendsPreview: boolean;
}>;

const previewSent = z.object({ command: z.object({ name: z.literal('send') }) });
const namespace = metricNamespaceOf(localStage);

/** A function's own metric says that what it had translated before was used again. */
const usedMemory = (record: unknown) =>
  metricsIn(record, namespace).some(({ name, value }) => name === metricNames.savedCharacters && value > 0);

/** Sorts what the journal tells by trace: one way for each delivery. Customers' texts go in, and none comes out. */
export class Ways {
  readonly #known = new Map<string, KnownWay>();
  /** Every engine that has ever translated here. */
  readonly #engines = new Set<string>();
  #steps = 0;

  /** Takes an entry in; gives the id of the way that has changed and is to be shown, or null. */
  add(entry: JournalEntry): string | null {
    const { traceId, atMs } = entry;
    if (traceId === null) return null;
    const known = this.#known.get(traceId);
    const before = known ?? { way: newWay(traceId, atMs), isShown: false, sendsPreview: false };
    const after = this.#after(before, entry);
    if (after === null) return null;
    for (const engine of after.way.engines) this.#engines.add(engine);
    this.#known.set(traceId, after);
    if (known === undefined) this.#forget();
    return after.isShown ? traceId : null;
  }

  #after(known: KnownWay, entry: JournalEntry): KnownWay | null {
    if (entry.kind === 'log') return this.#afterRecord(known, entry.record);
    const step = stepOf(entry);
    if (step === null) return null;
    this.#steps += 1;
    const longer = { ...known, way: withStep(known.way, step, this.#steps) };
    if (entry.kind === 'event') return this.#afterEvent(longer, entry);
    return { ...longer, isShown: known.isShown || entry.kind === 'http-request' };
  }

  #afterRecord(known: KnownWay, record: unknown): KnownWay | null {
    if (usedMemory(record)) return { ...known, way: { ...known.way, fromMemory: this.#onlyEngine() } };
    const ended = withEnd(known.way, record);
    return ended === null ? null : { ...known, way: ended, isShown: true };
  }

  #afterEvent(known: KnownWay, entry: Extract<JournalEntry, { kind: 'event' }>): KnownWay {
    const way = withEvent(known.way, entry);
    const sendsPreview = known.sendsPreview || previewSent.safeParse(entry.detail).success;
    const isSent = sendsPreview && entry.detailType === 'reply.translated.v1';
    const fromMemory = isSent ? this.#enginesOfPreview(way) : way.fromMemory;
    return { way: { ...way, fromMemory }, isShown: true, sendsPreview };
  }

  /** The memory does not say who filled it: it is known where only one engine was ever at work. */
  #onlyEngine(): string[] {
    return this.#engines.size === 1 ? [...this.#engines] : [];
  }

  /** The latest answer of the ticket that was translated is the preview, which `#send` sends as it stands. */
  #enginesOfPreview({ ticket, about }: Way): string[] {
    const preview = [...this.#known.values()].findLast(
      ({ way }) => way.ticket === ticket && way.about === about && way.engines.length > 0,
    );
    return preview?.way.engines ?? this.#onlyEngine();
  }

  #forget(): void {
    const keep = keeping();
    for (const [traceId, known] of [...this.#known].reverse()) {
      const way = keep(known.way, !known.isShown || isSideDelivery(known.way));
      if (way === null) this.#known.delete(traceId);
      else if (way !== known.way) this.#known.set(traceId, { ...known, way });
    }
  }

  /** The way of a trace, or null. */
  of(traceId: string): Way | null {
    return this.#known.get(traceId)?.way ?? null;
  }

  /** All that are to be shown, oldest first. */
  all(): Way[] {
    return [...this.#known.values()].filter(({ isShown }) => isShown).map(({ way }) => way);
  }
}
