import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { scheduler } from 'node:timers/promises';
import { ApiError, notFound } from '../errors.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import type { SunshineApi } from '../sunshine/api.ts';
import type { Violations } from '../violations.ts';
import { attachmentRoutes, contentAnswer } from './attachment-routes.ts';
import { changedTicketRoutes } from './changed-tickets.ts';
import { FileHost } from './file-host.ts';
import { apiBodyOf, type Incoming, incomingOf, jsonBodyOf, portOf, send } from './http.ts';
import { messagingRoutes } from './messaging-routes.ts';
import type { Oauth } from './oauth.ts';
import { otherRoutes } from './other-routes.ts';
import { redactionRoutes } from './redaction-routes.ts';
import { type AccountSettings, type ApiAnswer, type ApiContext, matchRoute } from './routing.ts';
import { ticketRoutes } from './ticket-routes.ts';
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
  settings: AccountSettings;
  sunshine: SunshineApi;
  committed: ApiContext['committed'];
  intercept: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  onRequest: (record: ApiRequestRecord) => void;
}>;

const anyRead = { resource: 'tickets', access: 'read' } as const;

/** The REST API over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #server: Server;
  readonly #routes = [
    ...ticketRoutes(),
    ...otherRoutes,
    ...attachmentRoutes,
    ...redactionRoutes,
    ...messagingRoutes,
    ...changedTicketRoutes,
  ];
  readonly #fileHost: FileHost;
  #baseUrl = '';

  constructor(deps: ApiServerDeps) {
    this.#deps = deps;
    this.#fileHost = new FileHost(deps.store.files, deps.violations);
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
    this.#deps.store.files.servedAt(this.#baseUrl);
    this.#deps.sunshine.servedAt(this.#baseUrl);
    await this.#fileHost.start();
    return this.#baseUrl;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await Promise.all([closed, this.#fileHost.stop()]);
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
    tell(answer.status);
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

  async #answer(incoming: Incoming): Promise<ApiAnswer> {
    try {
      if (incoming.path === '/oauth/tokens' && incoming.method === 'POST') {
        return { status: 201, body: this.#deps.oauth.issue(jsonBodyOf(incoming)) };
      }
      const inChat = await this.#deps.sunshine.answer(incoming);
      return inChat ?? this.#content(incoming) ?? this.#dispatch(incoming);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  #content({ method, path, headers }: Incoming): ApiAnswer | null {
    const { store, oauth, settings } = this.#deps;
    if (method !== 'GET') return null;
    return contentAnswer(path, store.files, this.#fileHost, () => {
      if (settings.privateAttachments) oauth.authorize(headers.authorization, anyRead);
    });
  }

  #dispatch(incoming: Incoming): ApiAnswer {
    const { method, path, query, headers, raw } = incoming;
    const { oauth, limits, store, settings, committed, violations } = this.#deps;
    const match = matchRoute(this.#routes, method, path);
    if (match === null) throw notFound();
    const { route, params } = match;
    const user = oauth.authorize(headers.authorization, route.scope);
    const limitHeaders = limits.takeRequest();
    const report = (what: string) => violations.add({ method, path, what });
    try {
      const body = route.body === 'file' ? null : apiBodyOf(incoming);
      const answer = route.handle(
        { method, path, params, query, headers, body, raw, user, report },
        { store, limits, settings, baseUrl: this.#baseUrl, committed },
      );
      return { ...answer, headers: { ...limitHeaders, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, body, headers: own } = error;
      return { status, body, headers: { ...limitHeaders, ...own } };
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the stand-in failed', { cause: error });
}
