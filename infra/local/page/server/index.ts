import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { EngineName } from '../../engines/index.ts';
import type { World } from '../../world.ts';
import type { PageConfig } from '../api.ts';
import { pageHeaders, send, sendJson, sendText } from './answers.ts';
import type { Assets } from './build.ts';
import { pageConfigOf } from './config.ts';
import { refusalOf } from './gate.ts';
import { listenOn } from './listen.ts';
import { passThrough, targetOf } from './pass-through.ts';
import { PageStream } from './stream.ts';

export type PageOptions = Readonly<{
  world: World;
  engine: EngineName;
  /** See `buildPage`. */
  assets: Assets;
  /** The wanted port; another one if it is taken. Default: any free one. */
  port?: number;
}>;

export type Page = Readonly<{
  /** `http://127.0.0.1:4180` */
  url: string;
  /** Ends the streams, then whatever is still connected. */
  stop(): Promise<void>;
}>;

type Served = Readonly<{ world: World; assets: Assets; config: PageConfig; stream: PageStream }>;

/** What this server itself serves. Null = it is none of it. */
function ownAnswer(pathname: string, response: ServerResponse, served: Served): (() => void) | null {
  const { assets, config, stream } = served;
  if (pathname === '/page/config') return () => sendJson(response, config);
  if (pathname === '/page/stream') return () => stream.open(response);
  // Browsers ask for it unasked.
  if (pathname === '/favicon.ico') return () => response.writeHead(204, pageHeaders).end();
  const asset = assets.get(pathname);
  if (asset === undefined) return null;
  return () => send(response, 200, asset.body, { 'content-type': asset.contentType });
}

async function answer(incoming: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { method = 'GET', headers } = incoming;
  const refusal = refusalOf({ method, headers });
  if (refusal !== null) return sendText(response, 403, refusal);
  const url = URL.parse(incoming.url ?? '/', 'http://127.0.0.1');
  const pathname = url?.pathname ?? '/';
  const own = ownAnswer(pathname, response, served);
  if (own !== null) {
    if (method === 'GET' || method === 'HEAD') return own();
    return sendText(response, 405, 'This can only be read.');
  }
  const target = targetOf(pathname);
  const { page, baseUrl } = served.world.helpdesk;
  if (target === null || page === undefined) return sendText(response, 404, 'There is nothing here.');
  await passThrough(incoming, response, { ...target, search: url?.search ?? '', baseUrl, page });
}

/** Answers that are under way may end for so long. */
const patienceMs = 500;

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(timer);
}

/**
 * Serves the demo page on 127.0.0.1: the page itself, what the stack tells of itself, and the helpdesk's own HTTP API. There
 * is no other way from the page into the stack.
 */
export async function openPage({ world, engine, assets, port = 0 }: PageOptions): Promise<Page> {
  const stream = new PageStream(world.journal, world.helpdesk, randomUUID());
  const served = { world, assets, config: pageConfigOf(world, engine), stream };
  const server = createServer((incoming, response) => {
    answer(incoming, response, served).catch(() => response.destroy());
  });
  const url = await listenOn(server, port);
  return {
    url,
    stop: async () => {
      stream.stop();
      await close(server);
    },
  };
}
