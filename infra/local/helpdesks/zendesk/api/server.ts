import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { scheduler } from 'node:timers/promises';
import { ApiError, notAcceptable, notFound, notJson, wrongMediaType } from '../errors.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import type { Violations } from '../violations.ts';
import type { Oauth } from './oauth.ts';
import { otherRoutes } from './other-routes.ts';
import { type ApiAnswer, type ApiContext, matchRoute } from './routing.ts';
import { ticketRoutes } from './ticket-routes.ts';

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
  /** 0 = the caller went away without an answer. */
  status: number;
  ms: number;
  /** The request's `x-amzn-trace-id`. */
  traceHeader: string | null;
}>;

export type ApiServerDeps = Readonly<{
  store: Store;
  oauth: Oauth;
  limits: RateLimits;
  violations: Violations;
  committed: ApiContext['committed'];
  intercept: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  onRequest: (record: ApiRequestRecord) => void;
}>;

type Incoming = Readonly<{
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  raw: Buffer;
}>;

const traceOfRequest = new AsyncLocalStorage<string | null>();

/** The trace header of the API request that is being answered; null outside of one. */
export function currentTraceHeader(): string | null {
  return traceOfRequest.getStore() ?? null;
}

async function incomingOf(request: IncomingMessage): Promise<Incoming> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    raw: await buffer(request),
  };
}

function isJsonType(value: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(value ?? '');
}

function acceptsJson(value: string | undefined): boolean {
  return /(^|,)\s*application\/json\s*(;|,|$)/i.test(value ?? '');
}

/** The JSON body of a request; null = none. A write must say that it is JSON. */
function bodyOf({ method, headers, raw }: Incoming): unknown {
  const isWrite = method === 'PUT' || method === 'POST';
  if (isWrite && !isJsonType(headers['content-type'])) throw wrongMediaType();
  if (raw.length === 0) return null;
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw notJson();
  }
}

/** The body of a request of the ticketing API, where a write must also say that it takes JSON. */
function apiBodyOf(incoming: Incoming): unknown {
  const isWrite = incoming.method === 'PUT' || incoming.method === 'POST';
  if (isWrite && !acceptsJson(incoming.headers.accept)) throw notAcceptable();
  return bodyOf(incoming);
}

/** The REST API over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #server: Server;
  readonly #routes = [...ticketRoutes(), ...otherRoutes];
  #baseUrl = '';

  constructor(deps: ApiServerDeps) {
    this.#deps = deps;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(asError(error)));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#baseUrl = `http://127.0.0.1:${portOf(this.#server.address())}`;
    return this.#baseUrl;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const incoming = await incomingOf(request);
    const traceHeader = incoming.headers['x-amzn-trace-id'] ?? null;
    const tell = (status: number) => {
      const { method, path } = incoming;
      const ms = Math.round(performance.now() - startedAt);
      this.#deps.onRequest({ method, path, status, ms, traceHeader });
    };
    const answer = await traceOfRequest.run(traceHeader, () => this.#answerOrFault(incoming));
    if (response.destroyed) return tell(0);
    if (answer === null) {
      response.once('close', () => tell(0));
      return;
    }
    // Told before it is sent, so that a caller who has the answer finds the record.
    tell(answer.status);
    send(response, answer);
  }

  /** Null = no answer is ever to be sent. */
  async #answerOrFault(incoming: Incoming): Promise<ApiAnswer | null> {
    const { method, path } = incoming;
    const fault = await this.#deps.intercept({ method, path });
    if (fault.kind === 'answer') return { status: fault.status, headers: fault.headers, body: fault.body };
    if (fault.kind === 'latency') await scheduler.wait(fault.ms);
    const answer = this.#answer(incoming);
    if (fault.kind === 'apply-then-hang') return null;
    if (fault.kind === 'apply-then') await fault.run();
    return answer;
  }

  #answer(incoming: Incoming): ApiAnswer {
    try {
      if (incoming.path === '/oauth/tokens' && incoming.method === 'POST') {
        return { status: 201, body: this.#deps.oauth.issue(bodyOf(incoming)) };
      }
      return this.#dispatch(incoming);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  #dispatch(incoming: Incoming): ApiAnswer {
    const { method, path, query, headers } = incoming;
    const { oauth, limits, store, committed, violations } = this.#deps;
    const match = matchRoute(this.#routes, method, path);
    if (match === null) throw notFound();
    const user = oauth.authorize(headers.authorization, match.route.scope);
    const limitHeaders = limits.takeRequest();
    const report = (what: string) => violations.add({ method, path, what });
    const answer = match.route.handle(
      { method, path, params: match.params, query, headers, body: apiBodyOf(incoming), user, report },
      { store, limits, baseUrl: this.#baseUrl, committed },
    );
    return { ...answer, headers: { ...limitHeaders, ...answer.headers } };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the stand-in failed', { cause: error });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return address.port;
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body));
}
