/** What goes back over the wire. */
export type ApiAnswer = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | string;
  /** What was asked for has happened, but the connection ends without a word. */
  dropped?: true;
}>;

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset="utf-8"', ...headers },
  body: JSON.stringify(body, null, 3),
});

export function found(body: unknown, headers?: Readonly<Record<string, string>>): ApiAnswer {
  return json(200, body, headers);
}

export function created(location: string, body: unknown): ApiAnswer {
  return json(201, body, { location });
}

/** Whether a text has a character that one byte cannot hold. */
export function isBeyondLatin1(text: string): boolean {
  return /[\u{100}-\u{10ffff}]/u.test(text);
}

/**
 * The answer to a comment or a reply. RT forgets to encode it: a list with a character beyond Latin-1 ends the
 * connection without any answer, and one with an accent is no UTF-8.
 */
export function written(location: string, said: readonly string[]): ApiAnswer {
  const answer = json(201, said, { location });
  const text = JSON.stringify(said, null, 3);
  if (isBeyondLatin1(text)) return { ...answer, dropped: true };
  return { ...answer, body: Buffer.from(text, 'latin1') };
}

/** A request that RT refuses. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly answer: ApiAnswer;

  constructor(answer: ApiAnswer) {
    super(`answered with ${answer.status}`);
    this.answer = answer;
  }
}

export function refused(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ApiError {
  const body = JSON.stringify({ message });
  return new ApiError({
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  });
}

/** RT's own code broke on the request: it looks as if a retry would help, and none does. */
export function broken(): ApiError {
  return new ApiError({
    status: 500,
    headers: { 'content-type': 'application/json; charset="utf-8"' },
    body: '',
  });
}

export const notFound = () => refused(404, 'Not Found');
export const unsupported = () => refused(415, 'Unsupported Media Type');
export const forbidden = () => refused(403, 'Forbidden');
