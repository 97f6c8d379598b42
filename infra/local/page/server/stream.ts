import type { ServerResponse } from 'node:http';
import type { Desk } from '../../desks/desk.ts';
import type { Journal, JournalEntry } from '../../journal.ts';
import type { StreamMessage } from '../api.ts';
import { pageHeaders } from './answers.ts';
import { MomentsTally } from './moments.ts';
import { Ways } from './ways.ts';

/** What changes together is told together: a message's way has some thirty entries in half a second. */
const flushMs = 100;
/** The moments are told whole, so more seldom. */
const momentsEveryMs = 1000;
const heartbeatMs = 15_000;
/** A client that reads so slowly is let go; it comes back and gets a new snapshot. */
const maxUnreadBytes = 16 * 1024 * 1024;

function serverSentEvent(message: StreamMessage): string {
  return `event: ${message.kind}\ndata: ${JSON.stringify(message)}\n\n`;
}

/** Tells any number of pages what happens: everything so far, then each change. */
export class PageStream {
  readonly #ways = new Ways();
  readonly #moments = new MomentsTally();
  readonly #clients = new Set<ServerResponse>();
  readonly #changedWays = new Set<string>();
  readonly #changedTickets = new Set<string | null>();
  readonly #runId: string;
  #flushTimer: NodeJS.Timeout | null = null;
  #momentsTimer: NodeJS.Timeout | null = null;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #stops: readonly (() => void)[];

  /** @param runId tells this run of the demo from every other */
  constructor(journal: Journal, desk: Pick<Desk, 'onWrites'>, runId: string) {
    this.#runId = runId;
    for (const entry of journal.entries()) this.#takeIn(entry);
    this.#stops = [
      journal.listen((entry) => this.#takeIn(entry)),
      desk.onWrites(({ ticket }) => {
        this.#changedTickets.add(ticket ?? null);
        this.#flushSoon();
      }),
    ];
    this.#heartbeat = setInterval(() => this.#write(':\n\n'), heartbeatMs);
    this.#heartbeat.unref();
  }

  /** Answers with the stream, until the client goes or `stop`. */
  open(response: ServerResponse): void {
    response.writeHead(200, {
      ...pageHeaders,
      'content-type': 'text/event-stream; charset=utf-8',
      // The connection goes with the stream, so that nothing is left to close.
      connection: 'close',
    });
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    // What waits to be told is in the snapshot already; told again, it changes nothing.
    const snapshot = {
      ...({ kind: 'snapshot', runId: this.#runId } as const),
      ...{ ways: this.#ways.all(), moments: this.#moments.snapshot() },
    };
    response.write(`retry: 1000\n${serverSentEvent(snapshot)}`);
    this.#clients.add(response);
    response.on('close', () => this.#clients.delete(response));
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearInterval(this.#heartbeat);
    for (const timer of [this.#flushTimer, this.#momentsTimer]) if (timer !== null) clearTimeout(timer);
    for (const client of this.#clients) client.end();
    this.#clients.clear();
  }

  #takeIn(entry: JournalEntry): void {
    const changed = this.#ways.add(entry);
    if (changed !== null) this.#changedWays.add(changed);
    if (changed !== null) this.#flushSoon();
    if (entry.kind === 'log' && this.#moments.add(entry.record, entry.atMs)) this.#tellMomentsSoon();
  }

  #flushSoon(): void {
    this.#flushTimer ??= setTimeout(() => this.#flush(), flushMs).unref();
  }

  #flush(): void {
    this.#flushTimer = null;
    for (const message of this.#changes()) this.#write(serverSentEvent(message));
    this.#changedWays.clear();
    this.#changedTickets.clear();
  }

  #tellMomentsSoon(): void {
    this.#momentsTimer ??= setTimeout(() => {
      this.#momentsTimer = null;
      this.#write(serverSentEvent({ kind: 'moments', moments: this.#moments.snapshot() }));
    }, momentsEveryMs).unref();
  }

  #changes(): StreamMessage[] {
    const ways = [...this.#changedWays].flatMap((traceId) => this.#ways.of(traceId) ?? []);
    return [
      ...ways.map((way) => ({ kind: 'way', way }) as const),
      ...[...this.#changedTickets].map((ticket) => ({ kind: 'helpdesk-changed', ticket }) as const),
    ];
  }

  #write(text: string): void {
    for (const client of this.#clients) {
      if (client.writableLength > maxUnreadBytes) client.destroy();
      else client.write(text);
    }
  }
}
