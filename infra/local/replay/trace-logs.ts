import * as z from 'zod/mini';
import { type MessageEnriched, messageEnriched } from '../../../events/message-enriched.v1.ts';
import { type WritebackCompleted, writebackCompleted } from '../../../events/writeback-completed.v1.ts';
import { type EndedRecord, endedRecord } from '../../../functions/_shared/log-records.ts';
import type { Desk, DeskWrites } from '../desks/desk.ts';
import type { Journal, JournalEntry } from '../journal.ts';

type ServiceCall = Extract<JournalEntry, { kind: 'service-call' }>;
type QueueEntry = Extract<JournalEntry, { kind: 'queue' }>;

/** All that happened under one trace, which is: because of one delivery. */
export type TraceLog = {
  readonly ended: EndedRecord[];
  readonly calls: ServiceCall[];
  /** Of tickets; `atMs` by `performance.now()`. */
  readonly updates: (DeskWrites & { readonly atMs: number })[];
  readonly enriched: MessageEnriched[];
  readonly completed: WritebackCompleted[];
  helpdeskCalls: number;
  /** Messages that went into a queue of work, and such that it already knew. */
  queued: number;
  deduplicated: number;
};

const newLog = (): TraceLog => ({
  ended: [],
  calls: [],
  updates: [],
  enriched: [],
  completed: [],
  helpdeskCalls: 0,
  queued: 0,
  deduplicated: 0,
});

/** Nothing more will come of the delivery: its end was logged, or the queue knew the message already. */
export function isOver(log: TraceLog): boolean {
  return log.ended.length > 0 || (log.deduplicated > 0 && log.queued === 0);
}

/** What waits to be understood (a standard queue behind a partner bus) is no message yet that a queue could know already. */
const isWork = ({ queue }: QueueEntry) => queue.endsWith('.fifo');

function noteQueue(log: TraceLog, entry: QueueEntry): void {
  if (!isWork(entry)) return;
  if (entry.what === 'sent') log.queued += 1;
  if (entry.what === 'deduplicated') log.deduplicated += 1;
}

function noteEvent(log: TraceLog, detailType: string, detail: unknown): void {
  if (detailType === messageEnriched.detailType) log.enriched.push(messageEnriched.parse(detail));
  if (detailType === writebackCompleted.detailType) log.completed.push(writebackCompleted.parse(detail));
}

function noteEntry(log: TraceLog, entry: JournalEntry): void {
  switch (entry.kind) {
    case 'service-call':
      log.calls.push(entry);
      return;
    case 'helpdesk-call':
      log.helpdeskCalls += 1;
      return;
    case 'queue':
      noteQueue(log, entry);
      return;
    case 'event':
      noteEvent(log, entry.detailType, entry.detail);
      return;
    case 'log':
    case 'http-request':
    case 'invocation':
    case 'runner':
      return;
  }
}

/** Where a message stands in the helpdesk, as ended records name it. */
export type MessagePlace = Readonly<{ ticket: string; message: string }>;

/** What of a trace is about one message: a catch-up may find several at once, which then share its trace. */
function partAbout({ ticket, message }: MessagePlace, log: TraceLog): TraceLog {
  const isOurs = (record: EndedRecord) => record.ticket === ticket && record.messageId === message;
  if (log.ended.every(isOurs)) return log;
  return {
    ...log,
    ended: log.ended.filter(isOurs),
    enriched: log.enriched.filter((detail) => detail.ticket === ticket && detail.message === message),
    completed: log.completed.filter((detail) => detail.ticket === ticket && detail.message === message),
    updates: log.updates.filter((update) => update.ticket === undefined || update.ticket === ticket),
  };
}

/** Sorts what journal and helpdesk tell by trace, and wakes whoever waits for the end of one. */
export class TraceLogs {
  readonly #logs = new Map<string, TraceLog>();
  readonly #ends: Readonly<{ atMs: number; record: EndedRecord }>[] = [];
  readonly #checks = new Set<() => void>();
  readonly #stops: (() => void)[];

  constructor(journal: Journal, desk: Pick<Desk, 'onWrites'>) {
    this.#stops = [
      journal.listen((entry) => this.#noteEntry(entry)),
      desk.onWrites((update) =>
        this.#note(update.traceId, (log) => log.updates.push({ ...update, atMs: performance.now() })),
      ),
    ];
  }

  /** The log of a trace so far. */
  of(traceId: string): TraceLog {
    const log = this.#logs.get(traceId) ?? newLog();
    this.#logs.set(traceId, log);
    return log;
  }

  /** Resolves with the log once nothing more will come, or after `timeoutMs` with what there is. */
  async whenOver(traceId: string, timeoutMs: number): Promise<TraceLog> {
    const log = this.of(traceId);
    await this.#until(() => isOver(log), timeoutMs);
    return log;
  }

  /**
   * Resolves once the message has ended, under whatever trace, with what that trace's log says of it; after `timeoutMs`
   * with null. `sinceMs`: by `performance.now()`; an earlier end is none of this.
   */
  async whenEnded(place: MessagePlace, sinceMs: number, timeoutMs: number): Promise<TraceLog | null> {
    const endOf = () =>
      this.#ends.find(
        ({ atMs, record }) =>
          atMs >= sinceMs && record.ticket === place.ticket && record.messageId === place.message,
      );
    await this.#until(() => endOf() !== undefined, timeoutMs);
    const record = endOf()?.record;
    if (record === undefined) return null;
    return record.traceId === null
      ? { ...newLog(), ended: [record] }
      : partAbout(place, this.of(record.traceId));
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  async #until(isSo: () => boolean, timeoutMs: number): Promise<void> {
    if (isSo()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    const check = () => {
      if (isSo()) resolve();
    };
    this.#checks.add(check);
    await promise;
    this.#checks.delete(check);
    clearTimeout(timer);
  }

  /** An ended record names its own trace: the function may have worked on several deliveries at once. */
  #noteEntry(entry: JournalEntry): void {
    const ended = entry.kind === 'log' ? z.safeParse(endedRecord, entry.record) : null;
    if (!ended?.success) {
      this.#note(entry.traceId, (log) => noteEntry(log, entry));
      return;
    }
    this.#ends.push({ atMs: performance.now(), record: ended.data });
    this.#note(ended.data.traceId, (log) => log.ended.push(ended.data));
  }

  #note(traceId: string | null, note: (log: TraceLog) => void): void {
    if (traceId !== null) note(this.of(traceId));
    for (const check of this.#checks) check();
  }
}
