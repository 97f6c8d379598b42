import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { jsonParserError, unsupportedMediaType } from '../errors.ts';
import type { ApiAnswer } from './routing.ts';

export type Headers = Readonly<Record<string, string | undefined>>;

export type Incoming = Readonly<{
  method: string;
  path: string;
  query: URLSearchParams;
  /** Path and query as they came. */
  target: string;
  headers: Headers;
  raw: Buffer<ArrayBuffer>;
}>;

export async function incomingOf(request: IncomingMessage): Promise<Incoming> {
  const target = request.url ?? '/';
  const url = new URL(target, 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    target,
    headers,
    raw: await buffer(request),
  };
}

/** The JSON body; undefined = none. Throws what Salesforce answers to another type or to broken JSON. */
export function jsonBodyOf({ headers, raw }: Pick<Incoming, 'headers' | 'raw'>): unknown {
  if (raw.length === 0) return undefined;
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw unsupportedMediaType(type || 'no content type');
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw jsonParserError('Unexpected character at [line:1, column:1]');
  }
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return address.port;
}

export function send(response: ServerResponse, { status, body, headers }: ApiAnswer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  if (body instanceof Uint8Array || typeof body === 'string') {
    response.writeHead(status, headers).end(body);
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}
