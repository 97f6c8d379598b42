import { EventEmitter } from 'node:events';
import type { ServiceName } from './ports.ts';

/** What happened in the local stack, as told by the runner itself and not by the code under test. */
export type JournalEntry = Readonly<{ atMs: number; traceId: string | null }> &
  (
    | Readonly<{ kind: 'http-request'; method: string; path: string; status: number; ms: number }>
    | Readonly<{
        kind: 'service-call';
        service: ServiceName;
        operation: string;
        /** Name of the function whose credentials signed it (`enrich`), or `admin`. */
        caller: string;
        /** `ok` or the error's name. */
        result: string;
        ms: number;
        engine: string | null;
        billedCharacters: number;
      }>
    | Readonly<{
        kind: 'helpdesk-call';
        helpdesk: string;
        method: string;
        path: string;
        status: number;
        ms: number;
      }>
    | Readonly<{ kind: 'event'; detailType: string; detail: unknown }>
    | Readonly<{
        kind: 'queue';
        queue: string;
        what: 'sent' | 'deduplicated' | 'received' | 'deleted' | 'delayed' | 'dead-lettered';
        messageId: string;
        body: string | null;
      }>
    | Readonly<{
        kind: 'invocation';
        functionName: string;
        result: 'ok' | 'error' | 'timeout' | 'terminated';
        coldStart: boolean;
        ms: number;
      }>
    | Readonly<{ kind: 'log'; functionName: string; record: unknown }>
    | Readonly<{ kind: 'runner'; text: string }>
  );

type Unstamped<Entry> = Entry extends { atMs: number } ? Omit<Entry, 'atMs'> : never;
/** A journal entry before the journal has put its time on it. */
export type JournalNote = Unstamped<JournalEntry>;

/** Root of an X-Ray header (`Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1`), or null. */
export function traceIdOf(traceHeader: string | null | undefined): string | null {
  return /(?:^|;)\s*Root=([^;\s]+)/.exec(traceHeader ?? '')?.[1] ?? null;
}

/** Keeps everything that happened and tells listeners as it happens. */
export class Journal {
  readonly #entries: JournalEntry[] = [];
  readonly #emitter = new EventEmitter<{ entry: [JournalEntry] }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#emitter.setMaxListeners(0);
  }

  record(note: JournalNote): void {
    const entry: JournalEntry = { ...note, atMs: this.#now() };
    this.#entries.push(entry);
    this.#emitter.emit('entry', entry);
  }

  entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Calls `listener` for each entry from now on; the answer stops that. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#emitter.on('entry', listener);
    return () => this.#emitter.off('entry', listener);
  }
}
