import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ApiAnswer } from './answers.ts';

export type Incoming = Readonly<{
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  raw: Buffer<ArrayBuffer>;
}>;

export async function incomingOf(request: IncomingMessage): Promise<Incoming> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const raw = await buffer(request);
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, raw };
}

export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return address.port;
}

export function send(response: ServerResponse, { status, headers, body, dropped }: ApiAnswer): void {
  if (dropped === true) {
    response.destroy();
    return;
  }
  response.writeHead(status, headers);
  response.end(status === 304 ? undefined : body);
}
