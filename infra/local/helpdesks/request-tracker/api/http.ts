import type { ServerResponse } from 'node:http';
import type { ApiAnswer } from './answers.ts';

export function send(response: ServerResponse, { status, headers, body, dropped }: ApiAnswer): void {
  if (dropped === true) {
    response.destroy();
    return;
  }
  response.writeHead(status, headers);
  response.end(status === 304 ? undefined : body);
}
