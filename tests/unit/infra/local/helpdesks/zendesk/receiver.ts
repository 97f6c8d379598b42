import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { serverOf } from '../../../../../support/server-of.ts';
import { holdTimeLimits } from '../../../../../support/time-limits.ts';
import { stopAfterTest } from './account.ts';

export type Received = { headers: IncomingHttpHeaders; raw: Buffer; json: any };
/** A status, with headers or not, or no answer until the sender’s time is up. */
export type ScriptedAnswer = number | { status: number; headers: Record<string, string> } | 'hang';

/** An endpoint that answers as scripted, then 200, and keeps what it got. No time limit runs out but where it hangs. */
export async function startReceiver(script: ScriptedAnswer[] = []) {
  const received: Received[] = [];
  const timeLimits = holdTimeLimits();
  const server = serverOf(async (request, response) => {
    const raw = await buffer(request);
    const text = raw.toString();
    received.push({ headers: request.headers, raw, json: text.startsWith('{') ? safeJson(text) : null });
    const answer = script.shift() ?? 200;
    if (answer === 'hang') {
      timeLimits.runOut();
      return;
    }
    const { status, headers } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
    response.writeHead(status, { 'x-local-trace-id': '1-0-1', ...headers }).end('seen');
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
  return { url: `http://127.0.0.1:${port}/webhooks/zendesk/22129848`, received };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
