import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { stopAfterTest } from './org.ts';

export type Received = { headers: IncomingHttpHeaders; raw: string; json: any };

/** An endpoint that answers 200, or never, and keeps what it got. */
export async function startReceiver({ hangs = false } = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    received.push({ headers: request.headers, raw, json: raw.startsWith('{') ? JSON.parse(raw) : null });
    if (!hangs) response.writeHead(200, { 'x-local-trace-id': '1-0-1' }).end('seen');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAfterTest({
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhooks/salesforce/00DRM000000Fxts2AC`, received };
}
