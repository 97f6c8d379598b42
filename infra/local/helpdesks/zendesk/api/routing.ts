import type { Audit, User } from '../model.ts';
import type { RateLimits } from '../rate-limits.ts';
import type { Store } from '../store.ts';
import type { WebhookSender } from '../webhooks/delivery.ts';
import type { Hooks } from '../webhooks/hooks.ts';
import type { Audience, Oauth, Scope } from './oauth.ts';

export type ApiRequest = Readonly<{
  method: string;
  path: string;
  /** The labels of the route's pattern (`:id`). */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON body; null = there was none, or it is a file. */
  body: unknown;
  /** The body as it came. */
  raw: Buffer<ArrayBuffer>;
  user: User;
  /** Notes something that Zendesk would not complain about, but that is a mistake. */
  report: (what: string) => void;
}>;

export type ApiAnswer = Readonly<{
  status: number;
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/** Choices of the account's admin, and answers to what Zendesk leaves open. */
export type AccountSettings = {
  readonly privateAttachments: boolean;
  readonly maxAttachmentBytes: number;
  readonly badUploadToken: 'refused' | 'ignored';
  readonly agentsCanDeleteTickets: boolean;
  /** What changed so lately is not exported yet. */
  exportLagMs: number;
};

/** What the endpoints work on. `committed` is told of each audit that a request made. */
export type ApiContext = Readonly<{
  store: Store;
  oauth: Oauth;
  hooks: Hooks;
  sender: WebhookSender;
  limits: RateLimits;
  settings: AccountSettings;
  baseUrl: string;
  committed: (audit: Audit) => void;
}>;

export type Route = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments; `:name` matches one and labels it. */
  pattern: string;
  scope: Scope;
  /** Default: staff. */
  allowedFor?: Audience;
  /** `file` = the body is taken as it is, whatever its type. Default: JSON. */
  body?: 'json' | 'file';
  handle: (request: ApiRequest, context: ApiContext) => ApiAnswer | Promise<ApiAnswer>;
}>;

function labelsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\.json$|\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const labels: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) labels[segment.slice(1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return labels;
}

/** The route for a request, with its labels; null = Zendesk has no such endpoint here. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Readonly<{ route: Route; params: Readonly<Record<string, string>> }> | null {
  for (const route of routes) {
    const params = route.method === method ? labelsOf(route.pattern, path) : null;
    if (params !== null) return { route, params };
  }
  return null;
}
