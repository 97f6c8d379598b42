import type { Server } from 'node:http';

/** The address has another user. */
const taken = 'EADDRINUSE';

function listenOnce(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === taken;
}

/** Listens on 127.0.0.1, on this port or, if somebody else does already, on any free one; gives the address. */
export async function listenOn(server: Server, port: number): Promise<string> {
  try {
    await listenOnce(server, port);
  } catch (error) {
    if (!isTaken(error)) throw error;
    await listenOnce(server, 0);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  return `http://127.0.0.1:${address.port}`;
}
