import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';

export type EitherRequest = http.IncomingMessage | http2.Http2ServerRequest;
export type EitherResponse = http.ServerResponse | http2.Http2ServerResponse;

export type Listener = Readonly<{
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}>;

/** First bytes of HTTP/2 without TLS and without upgrade (RFC 9113, 3.4: `PRI * HTTP/2.0`). */
const http2Preface = 'PRI';

/** Listens on one port of loopback for HTTP/1.1 and prior-knowledge HTTP/2: some SDK clients speak the one, some the other. */
export async function listen(
  handle: (request: EitherRequest, response: EitherResponse) => void,
): Promise<Listener> {
  const overHttp1 = http.createServer(handle);
  // The SDK's sockets idle for as long as a function is warm.
  overHttp1.keepAliveTimeout = 60_000;
  const overHttp2 = http2.createServer({}, handle);
  const sockets = new Set<net.Socket>();
  const tcp = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away is no fault of this side.
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const head: unknown = socket.read();
      if (!Buffer.isBuffer(head)) return;
      socket.unshift(head);
      const isHttp2 = head.subarray(0, http2Preface.length).toString('latin1') === http2Preface;
      (isHttp2 ? overHttp2 : overHttp1).emit('connection', socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    tcp.once('error', reject);
    tcp.listen(0, '127.0.0.1', resolve);
  });
  const address = tcp.address();
  if (address === null || typeof address === 'string') throw new Error('The port is not known.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        tcp.close(() => resolve());
        for (const socket of sockets) socket.destroy();
        overHttp1.close();
        overHttp2.close();
      }),
  };
}
