import http from 'node:http';
import { pipeline } from 'node:stream';
import type { DeskPage, PageUser } from '../../desks/desk.ts';
import { sendText } from './answers.ts';

/** Where a path of the page leads in the helpdesk, and as whom. */
export type Target = Readonly<{ who: PageUser; path: string }>;

const prefixes = /^\/helpdesk\/(?:(agent)|(messaging)|customer\/([^/]+))(\/.*)$/;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The target of a path, which comes without dots in it; null = the page may not go there. */
export function targetOf(pathname: string): Target | null {
  const [, agent, messaging, customer, path = ''] = prefixes.exec(pathname) ?? [];
  if (messaging !== undefined)
    return path.startsWith('/sc/v2/') ? { who: { kind: 'messaging' }, path } : null;
  if (!path.startsWith('/api/v2/')) return null;
  if (agent !== undefined) return { who: { kind: 'agent' }, path };
  const userId = decoded(customer ?? '');
  return userId === null ? null : { who: { kind: 'customer', userId }, path };
}

/** What the page says of a body and of what it takes; nothing else of a browser's request is the helpdesk's business. */
const passedOn = ['accept', 'accept-language', 'content-type', 'content-length', 'if-none-match'] as const;
/** What an answer says of itself, without connections and cookies. */
const passedBack =
  /^(?:content-(?:type|length|disposition)|location|retry-after|etag|x-rate-limit.*|ratelimit-.*|zendesk-ratelimit-.*)$/;
/** A file of a customer that a browser opens must not be a page with our rights. */
const harmless = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

function headersFor(incoming: http.IncomingMessage, authorization: string): http.OutgoingHttpHeaders {
  const own = passedOn.flatMap((name) => {
    const value = incoming.headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { accept: 'application/json', ...Object.fromEntries(own), authorization };
}

function headersBack({ headers }: http.IncomingMessage): http.OutgoingHttpHeaders {
  return {
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => passedBack.test(name))),
    ...harmless,
  };
}

/** Passes a request on to the helpdesk's own API, and its answer back, both as they come. */
export async function passThrough(
  incoming: http.IncomingMessage,
  response: http.ServerResponse,
  target: Target & Readonly<{ search: string; baseUrl: string; page: DeskPage }>,
): Promise<void> {
  const authorization = await target.page.authorizationOf(target.who);
  if (authorization === null) return sendText(response, 404, 'The helpdesk has no such customer.');
  const outgoing = http.request(`${target.baseUrl}${target.path}${target.search}`, {
    method: incoming.method ?? 'GET',
    headers: headersFor(incoming, authorization),
  });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, headersBack(answer));
    pipeline(answer, response, () => undefined);
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else sendText(response, 502, 'The helpdesk did not answer.');
  });
  response.on('close', () => outgoing.destroy());
  pipeline(incoming, outgoing, () => undefined);
}
