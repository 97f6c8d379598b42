import type { IncomingHttpHeaders } from 'node:http';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const reads: ReadonlySet<string> = new Set(['GET', 'HEAD']);

function hostnameOf(host: string): string | null {
  return URL.parse(`http://${host}`)?.hostname ?? null;
}

/**
 * Why a request is refused, in a sentence; null = it is let in. Only this machine is meant: a foreign name in `Host` is a
 * website whose address was made to point here (DNS rebinding), and another `Origin` is one that writes across.
 */
export function refusalOf(
  request: Readonly<{
    method: string;
    headers: Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site'>;
  }>,
): string | null {
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  const hostname = hostnameOf(host);
  if (hostname === null || !loopback.has(hostname)) {
    return 'The page is only served to this machine: open it by the address that "npm run demo" printed.';
  }
  if (reads.has(request.method)) return null;
  const isOwn =
    (origin === undefined || origin === `http://${host}`) &&
    (site === undefined || site === 'same-origin' || site === 'none');
  return isOwn ? null : 'Another website may not write here.';
}
