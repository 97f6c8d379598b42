import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { scheduler } from 'node:timers/promises';
import {
  ApiError,
  apiDisabled,
  invalidAuthHeader,
  notFound,
  OauthError,
  requestLimitExceeded,
  uriTooLong,
} from '../errors.ts';
import type { Caller } from '../records/context.ts';
import type { Users } from '../users.ts';
import type { Violations } from '../violations.ts';
import { apiVersion, dataPath } from '../wire.ts';
import { type Incoming, incomingOf, jsonBodyOf, portOf, send } from './http.ts';
import type { Oauth } from './oauth.ts';
import type { ApiAnswer, ApiRequest, Usage } from './routing.ts';
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
  oauth: Oauth;
  users: Users;
  violations: Violations;
  /** Counts a call; false = the daily limit is used up. */
  takeCall: () => boolean;
  usage: () => Usage;
  answer: (request: ApiRequest) => ApiAnswer;
  /** Told once a request is answered, so that its changes become final. */
  commit: (caller: Caller) => void;
  intercept: (request: Readonly<{ method: string; path: string }>) => Promise<Fault> | Fault;
  onRequest: (record: ApiRequestRecord) => void;
}>;

/** Longer addresses are refused with 414. */
const maxTargetBytes = 16_384;

const versions = [{ label: "Spring '26", url: dataPath, version: apiVersion }];

/** The token endpoint and the REST API over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #server: Server;
  #baseUrl = '';

  constructor(deps: ApiServerDeps) {
    this.#deps = deps;
    // Node's own limit is lower than what this org answers itself.
    this.#server = createServer({ maxHeaderSize: 4 * maxTargetBytes }, (request, response) => {
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
      if (Buffer.byteLength(incoming.target) > maxTargetBytes) throw uriTooLong();
      if (incoming.path === '/services/oauth2/token' && incoming.method === 'POST')
        return { status: 200, body: this.#token(incoming) };
      if (/^\/services\/data\/?$/.test(incoming.path)) return { status: 200, body: versions };
      return this.#rest(incoming);
    } catch (error) {
      if (error instanceof ApiError || error instanceof OauthError)
        return { status: error.status, body: error.body };
      throw error;
    }
  }

  #token({ method, path, headers, raw }: Incoming): unknown {
    const report = (what: string) => this.#deps.violations.add({ method, path, what });
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? ''))
      throw new OauthError('invalid_request', 'expected application/x-www-form-urlencoded');
    const form = new URLSearchParams(raw.toString());
    const { authorization, host } = headers;
    return this.#deps.oauth.issue({ form, authorization, host, baseUrl: this.#baseUrl, report });
  }

  #rest(incoming: Incoming): ApiAnswer {
    const { method, path, query, headers } = incoming;
    if (path !== dataPath && !path.startsWith(`${dataPath}/`)) throw notFound();
    const caller = this.#caller(incoming);
    if (!this.#deps.takeCall()) throw requestLimitExceeded();
    const segments = path
      .slice(dataPath.length + 1)
      .split('/')
      .filter((one) => one !== '');
    try {
      const body = jsonBodyOf(incoming);
      const decoded = segments.map(decodeURIComponent);
      const request = { method, segments: decoded, query, headers, body, caller, isPart: false };
      return this.#withUsage(this.#deps.answer(request));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return this.#withUsage({ status: error.status, body: error.body });
    } finally {
      this.#deps.commit(caller);
    }
  }

  #withUsage(answer: ApiAnswer): ApiAnswer {
    const { used, limit } = this.#deps.usage();
    return { ...answer, headers: { 'sforce-limit-info': `api-usage=${used}/${limit}`, ...answer.headers } };
  }

  #caller({ method, path, headers }: Incoming): Caller {
    const [, token] = /^(?:Bearer|OAuth) (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) throw invalidAuthHeader();
    const { oauth, users, violations } = this.#deps;
    const userId = oauth.userOf(token);
    const access = users.accessOf(userId);
    if (!access.has('ApiEnabled')) throw apiDisabled();
    const [, client] = /(?:^|,)\s*client=([^,]+)/.exec(headers['sforce-call-options'] ?? '') ?? [];
    return {
      userId,
      access,
      report: (what) => violations.add({ method, path, what }),
      autoAssign: !/^false$/i.test(headers['sforce-auto-assign'] ?? ''),
      api: { client: client?.trim() ?? null },
    };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the stand-in failed', { cause: error });
}
