import type { ServerResponse } from 'node:http';
import type { Incoming } from '../../listener.ts';
import { notAcceptable, notJson, wrongMediaType } from '../errors.ts';
import type { ApiAnswer } from './routing.ts';

function isJsonType(value: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(value ?? '');
}

function acceptsJson(value: string | undefined): boolean {
  return /(^|,)\s*application\/json\s*(;|,|$)/i.test(value ?? '');
}

function isWrite(method: string): boolean {
  return method === 'PUT' || method === 'POST' || method === 'PATCH';
}

/** The JSON body of a request; null = none. A write with a body must say that it is JSON. */
export function jsonBodyOf({ method, headers, raw }: Incoming): unknown {
  if (raw.length === 0) return null;
  if (isWrite(method) && !isJsonType(headers['content-type'])) throw wrongMediaType();
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw notJson();
  }
}

/** The body of a request of the ticketing API, where a write must also say that it takes JSON. */
export function apiBodyOf(incoming: Incoming): unknown {
  if (isWrite(incoming.method) && !acceptsJson(incoming.headers.accept)) throw notAcceptable();
  return jsonBodyOf(incoming);
}

export function send(response: ServerResponse, answer: ApiAnswer): void {
  if (answer.status === 204 || answer.status === 302) {
    response.writeHead(answer.status, answer.headers).end();
    return;
  }
  if (answer.body instanceof Uint8Array) {
    response.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  const isText = typeof answer.body === 'string';
  response.writeHead(answer.status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body));
}
