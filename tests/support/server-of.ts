import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/**
 * A server for what a test lets happen to requests. One that is broken off before all of it has come, as by the end of a test,
 * is nobody's any more; every other failure is loud.
 */
export function serverOf(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Server {
  return createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!request.readableAborted) throw error;
    });
  });
}
