import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { scheduler } from 'node:timers/promises';
import { withTraceHeader } from './trace.ts';

/** A deliberate fault of one request. */
export type Fault =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'latency'; ms: number }>
  /** Answered without touching anything. */
  | Readonly<{ kind: 'answer'; status: number; headers: Readonly<Record<string, string>>; body: string }>
  /** The change happens, the answer never comes. */
  | Readonly<{ kind: 'apply-then-hang' }>
  /** `run` is awaited after the change has happened and before the answer goes out. */
  | Readonly<{ kind: 'apply-then'; run: () => Promise<void> }>;

export type ApiRequestRecord = Readonly<{
  method: string;
  path: string;
  /** 0 = the caller got no answer. */
  status: number;
  ms: number;
  /** The request's `x-amzn-trace-id`. */
  traceHeader: string | null;
}>;

/** What whoever started a stand-in sees and does of each request. */
export type Watch = Readonly<{
  intercept: (
    request: Readonly<{
      method: string;
      path: string;
      /** The request's `x-amzn-trace-id`. */
      traceHeader: string | null;
    }>,
  ) => Promise<Fault> | Fault;
  onRequest: (record: ApiRequestRecord) => void;
}>;

export type Incoming = Readonly<{
  method: string;
  path: string;
  query: URLSearchParams;
  /** Path and query as they came. */
  target: string;
  headers: Readonly<Record<string, string | undefined>>;
  raw: Buffer<ArrayBuffer>;
}>;

/** A request with its body read; a header that came more than once is one, with commas. */
export async function incomingOf(request: IncomingMessage): Promise<Incoming> {
  const target = request.url ?? '/';
  const url = new URL(target, 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    ...{ method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, target, headers },
    raw: await buffer(request),
  };
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return address.port;
}

export type ListenerOptions<Answer> = Watch &
  Readonly<{
    /** What the tool answers; its refusals are answers too. */
    answer: (incoming: Incoming) => Promise<Answer> | Answer;
    /** An injected answer as one of the tool's. */
    injected: (fault: Extract<Fault, { kind: 'answer' }>) => Answer;
    /** For the record; 0 = the caller gets nothing. */
    statusOf: (answer: Answer) => number;
    send: (response: ServerResponse, answer: Answer) => void;
    /** Default: Node's. */
    maxHeaderSize?: number;
  }>;

/** The HTTP side that all stand-in helpdesks have: on 127.0.0.1, with faults, each request recorded. */
export class Listener<Answer> {
  readonly #options: ListenerOptions<Answer>;
  readonly #server: Server;

  constructor(options: ListenerOptions<Answer>) {
    this.#options = options;
    const { maxHeaderSize } = options;
    this.#server = createServer(maxHeaderSize === undefined ? {} : { maxHeaderSize }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(asError(error)));
    });
    // By default five seconds, just after which a client may use the connection again: that would look like a write of unknown end.
    this.#server.keepAliveTimeout = 0;
  }

  /** Gives the address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { onRequest, statusOf, send } = this.#options;
    const startedAt = performance.now();
    const incoming = await incomingOf(request);
    const traceHeader = incoming.headers['x-amzn-trace-id'] ?? null;
    const tell = (status: number) => {
      const { method, path } = incoming;
      const ms = Math.round(performance.now() - startedAt);
      onRequest({ method, path, status, ms, traceHeader });
    };
    const answer = await withTraceHeader(traceHeader, () => this.#answerOrFault(incoming, traceHeader));
    if (response.destroyed) return tell(0);
    if (answer === null) {
      response.once('close', () => tell(0));
      return;
    }
    // Told before it is sent, so that a caller who has the answer finds the record.
    tell(statusOf(answer));
    send(response, answer);
  }

  /** Null = no answer is ever to be sent. */
  async #answerOrFault(incoming: Incoming, traceHeader: string | null): Promise<Answer | null> {
    const { intercept, injected, answer } = this.#options;
    const { method, path } = incoming;
    const fault = await intercept({ method, path, traceHeader });
    if (fault.kind === 'answer') return injected(fault);
    if (fault.kind === 'latency') await scheduler.wait(fault.ms);
    const given = await answer(incoming);
    if (fault.kind === 'apply-then-hang') return null;
    if (fault.kind === 'apply-then') await fault.run();
    return given;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the stand-in failed', { cause: error });
}
