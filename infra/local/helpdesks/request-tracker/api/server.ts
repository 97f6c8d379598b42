import { type Incoming, Listener, type Watch } from '../../listener.ts';
import type { Ticket, User } from '../model.ts';
import type { Store } from '../store.ts';
import type { Update } from '../update.ts';
import type { Violations } from '../violations.ts';
import { type ApiAnswer, ApiError, notFound, refused } from './answers.ts';
import { userOf } from './authentication.ts';
import { send } from './http.ts';
import { messageRoutes } from './message-routes.ts';
import { otherRoutes } from './other-routes.ts';
import { isMethod, matchRoute } from './routing.ts';
import { creationRoutes } from './ticket-creation.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { transactionRoutes } from './transaction-routes.ts';

export type { ApiRequestRecord, Fault } from '../../listener.ts';

export type ApiServerDeps = Readonly<{
  store: Store;
  /** Logins by token. */
  tokens: ReadonlyMap<string, string>;
  violations: Violations;
  /** Told of each change; resolves once its hooks have ended. */
  committed: (ticket: Ticket, update: Update) => Promise<unknown>;
}> &
  Watch;

const prefix = '/REST/2.0';
const routes = [...ticketRoutes, ...creationRoutes, ...messageRoutes, ...transactionRoutes, ...otherRoutes];
/** Others RT's framework does not know at all. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'OPTIONS']);

/** REST 2.0 over HTTP on 127.0.0.1. */
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
      statusOf: (answer) => (answer.dropped === true ? 0 : answer.status),
    });
  }

  async start(): Promise<string> {
    this.#baseUrl = await this.#listener.start();
    return this.#baseUrl;
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
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
