import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { serverOf } from './server-of.ts';
import { holdTimeLimits } from './time-limits.ts';

/**
 * One answer. `hang` = the request is read and never answered, and its sender’s time is up; `cut` = the connection is closed
 * instead.
 */
export type Reply =
  | Readonly<{ status: number; headers?: Readonly<Record<string, string>>; body?: unknown }>
  | 'hang'
  | 'cut';

export type SeenRequest = Readonly<{
  method: string;
  /** Without the query. */
  path: string;
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed JSON or form; undefined = no body. */
  body: any;
}>;

export type ScriptedServer = Readonly<{
  url: string;
  /** Every request, in the order in which it came. */
  seen: readonly SeenRequest[];
  stop(): Promise<void>;
}>;

/**
 * A real HTTP server on 127.0.0.1 that answers by a script: `'PUT /path'` → its answers in order, the last one for ever.
 * What the script does not know is answered with 501. Until it stops, time limits run out when something hangs, and not before.
 */
export async function startScriptedServer(
  script: Readonly<Record<string, readonly Reply[]>>,
): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const used = new Map<string, number>();
  const timeLimits = holdTimeLimits();
  const server = serverOf(async (request, response) => {
    const entry = await seenOf(request);
    seen.push(entry);
    const key = `${entry.method} ${entry.path}`;
    const replies = script[key] ?? [{ status: 501, body: `no answer for ${key}` }];
    const index = used.get(key) ?? 0;
    used.set(key, index + 1);
    const reply = replies[Math.min(index, replies.length - 1)]!;
    if (reply === 'hang') {
      timeLimits.runOut();
      return;
    }
    if (reply === 'cut') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, reply.headers);
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () => {
      timeLimits.release();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function seenOf(request: IncomingMessage): Promise<SeenRequest> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await text(request);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: body === '' ? undefined : parsed(body, request.headers['content-type']),
  };
}

const parsed = (body: string, contentType = ''): unknown =>
  contentType.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(body))
    : JSON.parse(body);
