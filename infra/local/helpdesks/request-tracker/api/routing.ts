import type { Incoming } from '../../listener.ts';
import type { Ticket, User } from '../model.ts';
import type { Store } from '../store.ts';
import type { Update } from '../update.ts';
import type { ApiAnswer } from './answers.ts';

export type ApiRequest = Incoming &
  Readonly<{
    /** What the groups of the route's pattern matched. */
    params: readonly string[];
    user: User;
    /** Notes something that RT would not complain about, but that is a mistake. */
    report: (what: string) => void;
  }>;

/** What the endpoints work on. */
export type ApiContext = Readonly<{
  store: Store;
  /** `http://127.0.0.1:…/REST/2.0`. */
  baseUrl: string;
  /** Told of each change that a request made; the answer waits for the hooks. */
  committed: (ticket: Ticket, update: Update) => void;
}>;

type Method = 'GET' | 'POST' | 'PUT';
export type Route = Readonly<{
  /** Of the whole path below `/REST/2.0`. */
  pattern: RegExp;
  handle: Readonly<Partial<Record<Method, (request: ApiRequest, context: ApiContext) => ApiAnswer>>>;
}>;

export const isMethod = (method: string): method is Method => ['GET', 'POST', 'PUT'].includes(method);

/** The route for a path; null = RT has no such resource here. */
export function matchRoute(
  routes: readonly Route[],
  path: string,
): Readonly<{ route: Route; params: readonly string[] }> | null {
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (match !== null) return { route, params: match.slice(1).map((part) => decodeURIComponent(part)) };
  }
  return null;
}
