import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import { type ClientDeps, NotConfiguredError, type WriteOutcome } from '../contract.ts';
import { type HttpAnswer, type HttpRequest, retryAfterMs } from '../kit/http.ts';
import { parseJson } from '../kit/json.ts';
import { type MintResult, type TokenCache, tokenCache } from '../kit/oauth.ts';
import { apiSecret, errorAnswer, tokenAnswer } from './wire-api.ts';

/** DESIGN's deadline of one helpdesk call, body included. */
const callTimeoutMs = 8_000;
/** Shorter, so that a fresh token and the call it is for fit into one run of a function (15 s). */
const mintTimeoutMs = 5_000;

/**
 * Audits, where our marker is looked for, open only to the general `read`. A scope that is wrong still gives a token,
 * which then meets 403.
 */
const oauthScope = 'read write';
/** Zendesk's default and our request, in seconds: https://developer.zendesk.com/documentation/api-basics/authentication/oauth-migration/ */
const tokenLifeSeconds = 1_800;

/** What a call may end with besides success, in the outcomes that reading and writing share. */
export type Failure = Exclude<WriteOutcome, { kind: 'applied' | 'already-applied' | 'moved' | 'superseded' }>;

/** Which properties a 422 complains of, in lower case, each with its descriptions. */
export type Complaints = ReadonlyMap<string, readonly string[]>;

/** An answer other than success. */
export type ApiFailure =
  | Readonly<{ kind: 'not-found' }>
  | Readonly<{ kind: 'conflict' }>
  | Readonly<{ kind: 'invalid'; complaints: Complaints }>
  | Readonly<{ kind: 'failed'; failure: Failure }>;
export type ApiResult<Value> = Readonly<{ kind: 'ok'; value: Value }> | ApiFailure;

export type ApiCall = Readonly<{
  method: 'GET' | 'PUT' | 'POST';
  path: string;
  body?: unknown;
  /** Instead of a JSON body: a file as it is. */
  file?: Readonly<{ content: Uint8Array<ArrayBuffer>; contentType: string }>;
}>;

export type Api = Readonly<{
  /** Content at an address that Zendesk gave (a file), by way of at most one redirect. */
  download(address: string): Promise<ApiResult<Uint8Array<ArrayBuffer>>>;
  /** One authorised call. A 401 is answered with one fresh token and one more try. Throws NotConfiguredError. */
  call<Value>(call: ApiCall, schema: z.ZodMiniType<Value>): Promise<ApiResult<Value>>;
}>;

/** Opens the REST API of one account. `baseUrl` is `https://{subdomain}.zendesk.com`. */
export function openApi(settings: Pick<AccountSettings, 'baseUrl'>, deps: ClientDeps): Api {
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  const tokens = tokenCache(() => mint(baseUrl, deps), deps.now);

  async function attempt(call: ApiCall): Promise<Attempt> {
    const token = await tokens.token();
    if (!token.ok) return { answer: null, failure: token.failure };
    return { answer: await deps.http(requestOf(baseUrl, call, token.token)), token: token.token };
  }

  async function send(call: ApiCall): Promise<Attempt> {
    const first = await attempt(call);
    if (!isTokenRefused(first)) return first;
    tokens.invalidate(first.token);
    const second = await attempt(call);
    if (isTokenRefused(second)) tokens.invalidate(second.token);
    return second;
  }

  return {
    download: (address) => download(address, baseUrl, tokens, deps),
    async call(call, schema) {
      const sent = await send(call);
      return sent.answer === null ? failed(sent.failure) : resultOf(sent.answer, schema, deps.now());
    },
  };
}

/**
 * A file of a comment. Where the account keeps its files private, Zendesk wants the token; it then points to the host that
 * has the content, which gets no token. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/
 */
async function download(
  address: string,
  baseUrl: string,
  tokens: TokenCache<Failure>,
  { http, now }: ClientDeps,
): Promise<ApiResult<Uint8Array<ArrayBuffer>>> {
  const isOwn = URL.canParse(address) && new URL(address).origin === new URL(baseUrl).origin;
  const token = isOwn ? await tokens.token() : null;
  if (token !== null && !token.ok) return failed(token.failure);
  const headers = token === null ? {} : { authorization: `Bearer ${token.token}` };
  const get = (url: string, sent: Readonly<Record<string, string>>) =>
    http({ method: 'GET', url, headers: sent, timeoutMs: callTimeoutMs, answerAs: 'base64' });
  const first = await get(address, headers);
  const elsewhere =
    first.kind === 'answer' && first.status >= 300 && first.status < 400 ? first.headers.location : undefined;
  const answer =
    elsewhere !== undefined && URL.canParse(elsewhere, address)
      ? await get(new URL(elsewhere, address).href, {})
      : first;
  if (answer.kind === 'answer' && answer.status === 200) {
    return { kind: 'ok', value: Uint8Array.from(Buffer.from(answer.body, 'base64')) };
  }
  const failure = resultOf(answer, z.never(), now());
  return failure.kind === 'ok' ? failed({ kind: 'unavailable', status: null }) : failure;
}

/** `answer` null: no token was to be had, so nothing was sent. */
type Attempt = Readonly<{ answer: HttpAnswer; token: string }> | Readonly<{ answer: null; failure: Failure }>;

function isTokenRefused(attempt: Attempt): attempt is Extract<Attempt, { token: string }> {
  return attempt.answer?.kind === 'answer' && attempt.answer.status === 401;
}

function requestOf(baseUrl: string, call: ApiCall, token: string): HttpRequest {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  const { method, path } = call;
  const request = { method, url: `${baseUrl}${path}`, timeoutMs: callTimeoutMs };
  if (call.file !== undefined) {
    const { content, contentType } = call.file;
    return { ...request, headers: { ...headers, 'content-type': contentType }, body: content };
  }
  return call.body === undefined
    ? { ...request, headers }
    : {
        ...request,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(call.body),
      };
}

/** Client credentials: https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ */
async function mint(baseUrl: string, deps: ClientDeps): Promise<MintResult<Failure>> {
  const secret = z.safeParse(apiSecret, await deps.apiSecret());
  if (!secret.success) {
    throw new NotConfiguredError('The API secret of a Zendesk account needs clientId and clientSecret.');
  }
  const answer = await deps.http({
    method: 'POST',
    url: `${baseUrl}/oauth/tokens`,
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: secret.data.clientId,
      client_secret: secret.data.clientSecret,
      scope: oauthScope,
      expires_in: tokenLifeSeconds,
    }),
    timeoutMs: mintTimeoutMs,
  });
  const result = resultOf(answer, tokenAnswer, deps.now());
  switch (result.kind) {
    case 'ok': {
      const expiresInMs = (result.value.expires_in ?? tokenLifeSeconds) * 1000;
      return { ok: true, minted: { token: result.value.access_token, expiresInMs } };
    }
    case 'failed':
      // Without a token nothing was sent, so a write did certainly not happen; the status of a refused grant is 400.
      return result.failure.kind === 'refused'
        ? { ok: false, failure: { kind: 'unauthorised', status: 401 } }
        : { ok: false, failure: result.failure };
    case 'not-found':
    case 'conflict':
    case 'invalid':
      return { ok: false, failure: { kind: 'unauthorised', status: 401 } };
  }
}

/** Reads an answer by its status: https://developer.zendesk.com/api-reference/introduction/requests/ */
function resultOf<Value>(answer: HttpAnswer, schema: z.ZodMiniType<Value>, now: Date): ApiResult<Value> {
  if (answer.kind === 'no-answer') return failed({ kind: 'unavailable', status: null });
  const { status, headers } = answer;
  if (status >= 200 && status < 300) {
    const body = parseJson(answer.body);
    const parsed = body.ok ? z.safeParse(schema, body.value) : null;
    // A login page of a proxy or half a body says nothing of whether the call was carried out.
    return parsed?.success ? { kind: 'ok', value: parsed.data } : failed({ kind: 'unavailable', status });
  }
  const waitMs = retryAfterMs(headers, now);
  if (status === 429) return failed({ kind: 'throttled', retryAfterMs: waitMs });
  if (status === 503 && waitMs !== null) return failed({ kind: 'throttled', retryAfterMs: waitMs });
  if (status >= 500 || status === 408) return failed({ kind: 'unavailable', status });
  if (status === 401 || status === 403) return failed({ kind: 'unauthorised', status });
  if (status === 404) return { kind: 'not-found' };
  if (status === 409) return { kind: 'conflict' };
  if (status === 422) return { kind: 'invalid', complaints: complaintsOf(answer.body) };
  return failed({ kind: 'refused', status, code: `http-${status}`, expected: false });
}

function failed(failure: Failure): { kind: 'failed'; failure: Failure } {
  return { kind: 'failed', failure };
}

function complaintsOf(text: string): Complaints {
  const body = parseJson(text);
  const parsed = body.ok ? z.safeParse(errorAnswer, body.value) : null;
  const details = parsed?.success ? (parsed.data.details ?? {}) : {};
  return new Map(
    Object.entries(details).map(([property, entries]) => [
      property.toLowerCase(),
      entries.flatMap((entry) => (entry.description === null ? [] : [entry.description])),
    ]),
  );
}
