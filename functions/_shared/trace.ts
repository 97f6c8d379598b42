import { AsyncLocalStorage } from 'node:async_hooks';
import type { HttpSend } from '../../connectors/kit/http.ts';

/** As the AWS SDK writes it, so that ours replaces the one of the invocation instead of standing beside it. */
export const traceHeaderName = 'X-Amzn-Trace-Id';

const currentHeader = new AsyncLocalStorage<string | null>();

/** Root of an X-Ray header (`Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1`), or null. */
export function traceIdOf(header: string | null | undefined): string | null {
  return /(?:^|;)\s*Root=([^;\s]+)/i.exec(header ?? '')?.[1] ?? null;
}

/** Ours is handed on by PutEvents, which takes 1 to 500 characters; a sender from outside may have put anything there. */
const isUsable = (header: string) => traceIdOf(header) !== null && /^[\x20-\x7e]{1,500}$/.test(header);

/**
 * Runs `work` so that every AWS call, helpdesk request and published event made inside carries this X-Ray header, also
 * while other work of the same invocation runs beside it under another header. Null, or what is no such header, is not
 * carried.
 */
export function withTrace<Value>(header: string | null, work: () => Promise<Value>): Promise<Value> {
  return currentHeader.run(header !== null && isUsable(header) ? header : null, work);
}

/** The X-Ray header of the work that runs now, or null. */
export function currentTraceHeader(): string | null {
  return currentHeader.getStore() ?? null;
}

/** Root of the current X-Ray header, or null. */
export function currentTraceId(): string | null {
  return traceIdOf(currentTraceHeader());
}

/** Puts the current X-Ray header on requests to a helpdesk. */
export function tracedHttp(send: HttpSend): HttpSend {
  return (request) => {
    const header = currentTraceHeader();
    if (header === null) return send(request);
    return send({ ...request, headers: { ...request.headers, [traceHeaderName.toLowerCase()]: header } });
  };
}
