import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Linux hands out ports from 32,768 on to whoever asks for any: tests beside this one never get one of these. */
const [firstPort, endPort] = [20_000, 32_000];

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A port on loopback that is free now and that nobody is given by chance before it is used, or used again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(firstPort, endPort);
    if (await isFree(port)) return port;
  }
}
