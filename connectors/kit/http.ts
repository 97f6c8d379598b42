/** One request to a helpdesk. `timeoutMs` covers the whole exchange, body included. */
export type HttpRequest = Readonly<{
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer>;
  timeoutMs: number;
  /** `base64` for content that is no text; the answer's body is then base64 of its bytes. Default `text` (UTF-8). */
  answerAs?: 'text' | 'base64';
}>;

/** What came back, or that nothing did. A vendor's error page is an answer like any other. */
export type HttpAnswer =
  | Readonly<{ kind: 'answer'; status: number; headers: Readonly<Record<string, string>>; body: string }>
  | Readonly<{ kind: 'no-answer'; why: 'timeout' | 'network' }>;

/** Sends a request and never throws: what may happen is in the answer. Header names come back in lower case. */
export type HttpSend = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * No answer may be larger. A page of 100 comments of 64 kB in three forms would be about 20 MB; the connectors ask for
 * smaller pages, and a function has 512 MB.
 */
const maxAnswerBytes = 16 * 1024 * 1024;

/** A longer wait is cut: a queue can hide a message for longer, but then a mended helpdesk would be noticed too late. */
const maxRetryAfterMs = 15 * 60_000;

class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';
}

/**
 * Sends by Node's fetch. A redirect is not followed, so that credentials stay with the host they are meant for; it comes
 * back as the 3xx that it is. An answer above 16 MiB counts as none.
 */
export const fetchSend: HttpSend = async (request) => {
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return {
      kind: 'answer',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await boundedBytes(response)).toString(request.answerAs === 'base64' ? 'base64' : 'utf8'),
    };
  } catch {
    return { kind: 'no-answer', why: signal.aborted ? 'timeout' : 'network' };
  }
};

async function boundedBytes(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) throw new AnswerTooLargeError(`An answer was above ${maxAnswerBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * How long the vendor asks to wait, by its `Retry-After` header (RFC 9110 10.2.3: seconds or an HTTP date). Null = it does
 * not say, or not in a way that can be read. A time gone by is 0; at most 15 minutes.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const written = headers['retry-after']?.trim() ?? '';
  if (/^-?\d{1,12}$/.test(written)) return clampWait(Number(written) * 1000);
  return httpDate.test(written) ? clampWait(Date.parse(written) - now.getTime()) : null;
}

function clampWait(waitMs: number): number | null {
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}
