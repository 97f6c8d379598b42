import * as z from 'zod/mini';
import { type MessageEnriched, messageEnriched } from '../../../events/message-enriched.v1.ts';
import { type WritebackCompleted, writebackCompleted } from '../../../events/writeback-completed.v1.ts';
import { type EndedRecord, endedRecord } from '../../../functions/_shared/log-records.ts';
import type { ChatMessage, TicketChange, ZendeskStandIn } from '../helpdesks/zendesk/index.ts';
import { type Journal, type JournalEntry, traceIdOf } from '../journal.ts';

type ServiceCall = Extract<JournalEntry, { kind: 'service-call' }>;
type QueueEntry = Extract<JournalEntry, { kind: 'queue' }>;

/** All that happened under one trace, which is: because of one delivery. */
export type TraceLog = {
  readonly ended: EndedRecord[];
  readonly calls: ServiceCall[];
  readonly changes: { atMs: number; change: TicketChange }[];
  readonly chatMessages: { atMs: number; message: ChatMessage }[];
  enriched: MessageEnriched | null;
  completed: WritebackCompleted | null;
  helpdeskCalls: number;
  /** Messages that went into a queue, and such that a queue already knew. */
  queued: number;
  deduplicated: number;
};

const newLog = (): TraceLog => ({
  ended: [],
  calls: [],
  changes: [],
  chatMessages: [],
  enriched: null,
  completed: null,
  helpdeskCalls: 0,
  queued: 0,
  deduplicated: 0,
});

/** Nothing more will come of the delivery: its end was logged, or the queue knew the message already. */
export function isOver(log: TraceLog): boolean {
  return log.ended.length > 0 || (log.deduplicated > 0 && log.queued === 0);
}

function noteQueue(log: TraceLog, entry: QueueEntry): void {
  if (entry.what === 'sent') log.queued += 1;
  if (entry.what === 'deduplicated') log.deduplicated += 1;
}

function noteEvent(log: TraceLog, detailType: string, detail: unknown): void {
  if (detailType === messageEnriched.detailType) log.enriched = messageEnriched.parse(detail);
  if (detailType === writebackCompleted.detailType) log.completed = writebackCompleted.parse(detail);
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
    case 'log': {
      const record = z.safeParse(endedRecord, entry.record);
      if (record.success) log.ended.push(record.data);
      return;
    }
    case 'http-request':
    case 'invocation':
    case 'runner':
      return;
  }
}

/** Sorts what journal and helpdesk tell by trace, and wakes whoever waits for the end of one. */
export class TraceLogs {
  readonly #logs = new Map<string, TraceLog>();
  readonly #waiting = new Map<string, () => void>();
  readonly #stops: (() => void)[];

  constructor(journal: Journal, standIn: ZendeskStandIn) {
    this.#stops = [
      journal.listen((entry) => this.#note(traceOfEntry(entry), (log) => noteEntry(log, entry))),
      standIn.onChange((change) =>
        this.#note(traceIdOf(change.traceHeader), (log) =>
          log.changes.push({ atMs: performance.now(), change }),
        ),
      ),
      standIn.onChatMessage(({ message, traceHeader }) =>
        this.#note(traceIdOf(traceHeader), (log) =>
          log.chatMessages.push({ atMs: performance.now(), message }),
        ),
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
    if (isOver(log)) return log;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#waiting.set(traceId, resolve);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(traceId);
    return log;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  #note(traceId: string | null, note: (log: TraceLog) => void): void {
    if (traceId === null) return;
    const log = this.of(traceId);
    note(log);
    if (isOver(log)) this.#waiting.get(traceId)?.();
  }
}

/** An ended record names its own trace: the function may have worked on several deliveries at once. */
function traceOfEntry(entry: JournalEntry): string | null {
  if (entry.kind !== 'log') return entry.traceId;
  const record = z.safeParse(endedRecord, entry.record);
  return record.success ? record.data.traceId : entry.traceId;
}
