import { type Incoming, Listener, type Watch } from '../../listener.ts';
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
import { jsonBodyOf, send } from './http.ts';
import type { Oauth } from './oauth.ts';
import type { ApiAnswer, ApiRequest, Usage } from './routing.ts';

export type { ApiRequestRecord, Fault } from '../../listener.ts';

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
}> &
  Watch;

/** Longer addresses are refused with 414. */
const maxTargetBytes = 16_384;

const versions = [{ label: "Spring '26", url: dataPath, version: apiVersion }];

/** The token endpoint and the REST API over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #listener: Listener<ApiAnswer>;
  #baseUrl = '';

  constructor(deps: ApiServerDeps) {
    this.#deps = deps;
    this.#listener = new Listener({
      ...{ intercept: deps.intercept, onRequest: deps.onRequest, send },
      answer: (incoming) => this.#answer(incoming),
      injected: ({ status, headers, body }) => ({ status, headers, body }),
      statusOf: ({ status }) => status,
      // Node's own limit is lower than what this org answers itself.
      maxHeaderSize: 4 * maxTargetBytes,
    });
  }

  async start(): Promise<string> {
    this.#baseUrl = await this.#listener.start();
    return this.#baseUrl;
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
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
