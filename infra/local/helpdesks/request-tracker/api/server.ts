import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { scheduler } from 'node:timers/promises';
import type { Ticket, User } from '../model.ts';
import type { Store } from '../store.ts';
import type { Update } from '../update.ts';
import type { Violations } from '../violations.ts';
import { type ApiAnswer, ApiError, notFound, refused } from './answers.ts';
import { userOf } from './authentication.ts';
import { type Incoming, incomingOf, portOf, send } from './http.ts';
import { messageRoutes } from './message-routes.ts';
import { otherRoutes } from './other-routes.ts';
import { isMethod, matchRoute } from './routing.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { withTraceHeader } from './trace.ts';
import { transactionRoutes } from './transaction-routes.ts';

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

export type ApiServerDeps = Readonly<{
  store: Store;
  /** Logins by token. */
  tokens: ReadonlyMap<string, string>;
  violations: Violations;
  /** Told of each change; resolves once its hooks have ended. */
  committed: (ticket: Ticket, update: Update) => Promise<unknown>;
  intercept: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  onRequest: (record: ApiRequestRecord) => void;
}>;

const prefix = '/REST/2.0';
const routes = [...ticketRoutes, ...messageRoutes, ...transactionRoutes, ...otherRoutes];
/** Others RT's framework does not know at all. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'OPTIONS']);

/** REST 2.0 over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #server: Server;
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
    const answer = await withTraceHeader(traceHeader, () => this.#answerOrFault(incoming));
    if (response.destroyed) return tell(0);
    if (answer === null) {
      response.once('close', () => tell(0));
      return;
    }
    // Told before it is sent, so that a caller who has the answer finds the record.
    tell(answer.dropped === true ? 0 : answer.status);
    send(response, answer);
  }

  /** Null = no answer is ever to be sent. */
  async #answerOrFault(incoming: Incoming): Promise<ApiAnswer | null> {
    const { method, path } = incoming;
    const fault = await this.#deps.intercept({ method, path });
    if (fault.kind === 'answer') return { status: fault.status, headers: fault.headers, body: fault.body };
    if (fault.kind === 'latency') await scheduler.wait(fault.ms);
    const answer = await this.#answer(incoming);
    if (fault.kind === 'apply-then-hang') return null;
    if (fault.kind === 'apply-then') await fault.run();
    return answer;
  }

  /** RT sends its hooks before it answers. */
  async #answer(incoming: Incoming): Promise<ApiAnswer> {
    const underWay: Promise<unknown>[] = [];
    const { method, path } = incoming;
    const report = (what: string) => this.#deps.violations.add({ method, path, what });
    try {
      if (!path.startsWith(prefix)) throw notFound();
      const user = userOf(incoming, this.#deps, report);
      return this.#dispatch(incoming, user, report, underWay);
    } catch (error) {
      if (error instanceof ApiError) return error.answer;
      throw error;
    } finally {
      await Promise.all(underWay);
    }
  }

  #dispatch(
    incoming: Incoming,
    user: User,
    report: (what: string) => void,
    underWay: Promise<unknown>[],
  ): ApiAnswer {
    const { method, path, headers } = incoming;
    const match = matchRoute(routes, path.slice(prefix.length));
    if (match === null) throw notFound();
    if (!knownMethods.has(method)) {
      report(`${method} does not exist here: a ticket is changed with PUT`);
      throw refused(501, 'Not Implemented');
    }
    const { handle } = match.route;
    const handler = isMethod(method) ? handle[method] : undefined;
    if (handler === undefined) {
      throw refused(405, 'Method Not Allowed', { allow: Object.keys(handle).join(', ') });
    }
    if (!acceptsJson(headers.accept)) throw refused(406, 'Not Acceptable');
    return handler(
      { ...incoming, params: match.params, user, report },
      {
        store: this.#deps.store,
        baseUrl: `${this.#baseUrl}${prefix}`,
        committed: (ticket, update) => void underWay.push(this.#deps.committed(ticket, update)),
      },
    );
  }
}

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /\*\/\*|application\/(?:json|\*)/i.test(accept);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the stand-in failed', { cause: error });
}
