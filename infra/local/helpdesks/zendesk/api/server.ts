import { type Incoming, Listener, type Watch } from '../../listener.ts';
import { ApiError, notFound } from '../errors.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import type { SunshineApi } from '../sunshine/api.ts';
import type { Violations } from '../violations.ts';
import type { WebhookSender } from '../webhooks/delivery.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import { adminRoutes } from './admin/index.ts';
import { attachmentRoutes, contentAnswer } from './attachment-routes.ts';
import { changedTicketRoutes } from './changed-tickets.ts';
import { FileHost } from './file-host.ts';
import { apiBodyOf, jsonBodyOf, send } from './http.ts';
import { messagingRoutes } from './messaging-routes.ts';
import type { Oauth } from './oauth.ts';
import { otherRoutes } from './other-routes.ts';
import { redactionRoutes } from './redaction-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { type AccountSettings, type ApiAnswer, type ApiContext, matchRoute } from './routing.ts';
import { ticketRoutes } from './ticket-routes.ts';

export type { ApiRequestRecord, Fault } from '../../listener.ts';

export type ApiServerDeps = Readonly<{
  store: Store;
  oauth: Oauth;
  limits: RateLimits;
  violations: Violations;
  settings: AccountSettings;
  sunshine: SunshineApi;
  hooks: Hooks;
  sender: WebhookSender;
  committed: ApiContext['committed'];
}> &
  Watch;

const anyRead = { resource: 'tickets', access: 'read' } as const;

/** The REST API over HTTP on 127.0.0.1. */
export class ApiServer {
  readonly #deps: ApiServerDeps;
  readonly #listener: Listener<ApiAnswer>;
  readonly #routes = [
    // First, since `/users/search` also looks like `/users/:id`.
    ...adminRoutes,
    ...ticketRoutes(),
    ...otherRoutes,
    ...attachmentRoutes,
    ...redactionRoutes,
    ...messagingRoutes,
    ...changedTicketRoutes,
    ...requestRoutes,
  ];
  readonly #fileHost: FileHost;
  #baseUrl = '';

  constructor(deps: ApiServerDeps) {
    this.#deps = deps;
    this.#fileHost = new FileHost(deps.store.files, deps.violations);
    this.#listener = new Listener({
      ...{ intercept: deps.intercept, onRequest: deps.onRequest },
      send: (response, answer) => {
        response.setHeader('date', deps.store.now().toUTCString());
        send(response, answer);
      },
      answer: (incoming) => this.#answer(incoming),
      injected: ({ status, headers, body }) => ({ status, headers, body }),
      statusOf: ({ status }) => status,
    });
  }

  async start(): Promise<string> {
    this.#baseUrl = await this.#listener.start();
    this.#deps.store.files.servedAt(this.#baseUrl);
    this.#deps.sunshine.servedAt(this.#baseUrl);
    await this.#fileHost.start();
    return this.#baseUrl;
  }

  async stop(): Promise<void> {
    await Promise.all([this.#listener.stop(), this.#fileHost.stop()]);
  }

  async #answer(incoming: Incoming): Promise<ApiAnswer> {
    try {
      if (incoming.path === '/oauth/tokens' && incoming.method === 'POST') {
        return { status: 201, body: this.#deps.oauth.issue(jsonBodyOf(incoming)) };
      }
      const inChat = await this.#deps.sunshine.answer(incoming);
      return inChat ?? this.#content(incoming) ?? (await this.#dispatch(incoming));
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

  async #dispatch(incoming: Incoming): Promise<ApiAnswer> {
    const { method, path, query, headers, raw } = incoming;
    const { oauth, limits, store, settings, committed, violations, hooks, sender } = this.#deps;
    const match = matchRoute(this.#routes, method, path);
    if (match === null) throw notFound();
    const { route, params } = match;
    const user = oauth.authorize(headers.authorization, route.scope, route.allowedFor);
    const limitHeaders = limits.takeRequest();
    const report = (what: string) => violations.add({ method, path, what });
    try {
      const body = route.body === 'file' ? null : apiBodyOf(incoming);
      const answer = await route.handle(
        { method, path, params, query, headers, body, raw, user, report },
        { store, oauth, limits, settings, hooks, sender, baseUrl: this.#baseUrl, committed },
      );
      return { ...answer, headers: { ...limitHeaders, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, body, headers: own } = error;
      return { status, body, headers: { ...limitHeaders, ...own } };
    }
  }
}
