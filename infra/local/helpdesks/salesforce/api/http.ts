import type { ServerResponse } from 'node:http';
import type { Incoming } from '../../listener.ts';
import { jsonParserError, unsupportedMediaType } from '../errors.ts';
import type { ApiAnswer } from './routing.ts';

export type Headers = Readonly<Record<string, string | undefined>>;

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
