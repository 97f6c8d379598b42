import { createServer, type Server } from 'node:http';
import { portOf } from '../../listener.ts';
import type { Files } from '../files.ts';
import type { Violations } from '../violations.ts';

/**
 * Where the bytes of attachments really are. Zendesk redirects a `content_url` to another domain (`zdusercontent.com`),
 * which refuses a request that carries credentials: so does this one, on a port of its own.
 */
export class FileHost {
  readonly #server: Server;
  #baseUrl = '';

  constructor(files: Files, violations: Violations) {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (request.headers.authorization !== undefined) {
        violations.add({
          method: request.method ?? 'GET',
          path: '/attachment',
          what: 'credentials of the account were sent to the host of its files',
        });
        response.writeHead(403).end();
        return;
      }
      const file = files.byToken(decodeURIComponent(pathname.split('/')[2] ?? ''));
      if (file === null) {
        response.writeHead(404).end();
        return;
      }
      const { contentType, fileName } = file.attachment;
      response.writeHead(200, {
        'content-type': contentType,
        'content-length': file.bytes.byteLength,
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      });
      response.end(file.bytes);
    });
    // A connection that is closed just when it is used again looks like a file that cannot be had.
    this.#server.keepAliveTimeout = 0;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#baseUrl = `http://127.0.0.1:${portOf(this.#server.address())}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  addressOf(token: string): string {
    return `${this.#baseUrl}/attachment/${token}`;
  }
}
