import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { serverOf } from '../../../../../support/server-of.ts';
import { holdTimeLimits } from '../../../../../support/time-limits.ts';
import { stopAfterTest } from './org.ts';

export type Received = { headers: IncomingHttpHeaders; raw: string; json: any };

/** An endpoint that answers 200, or lets the sender’s time run out, and keeps what it got. No other time limit runs out. */
export async function startReceiver({ hangs = false } = {}) {
  const received: Received[] = [];
  const timeLimits = holdTimeLimits();
  const server = serverOf(async (request, response) => {
    const raw = await text(request);
    received.push({ headers: request.headers, raw, json: raw.startsWith('{') ? JSON.parse(raw) : null });
    if (hangs) timeLimits.runOut();
    else response.writeHead(200, { 'x-local-trace-id': '1-0-1' }).end('seen');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopAfterTest({
    async stop() {
      timeLimits.release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhooks/salesforce/00DRM000000Fxts2AC`, received };
}
