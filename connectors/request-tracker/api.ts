import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import { type ClientDeps, NotConfiguredError, type ReadFailure } from '../contract.ts';
import { type HttpAnswer, type HttpRequest, retryAfterMs } from '../kit/http.ts';
import { parseJson } from '../kit/json.ts';
import { apiSecret, errorAnswer } from './wire-api.ts';

/** DESIGN's deadline of one helpdesk call, body included. */
const callTimeoutMs = 8_000;

/** A name with "Mozilla" in it would be sent to the login page where others get a 401. */
const userAgent = 'Dragoman/1';

/** An answer other than success. */
export type ApiFailure =
  | Readonly<{ kind: 'not-found' }>
  /** The record has changed since the version that `ifMatch` names. */
  | Readonly<{ kind: 'stale' }>
  | Readonly<{ kind: 'failed'; failure: ReadFailure }>;

/** `etag`: the record's version; `location`: path of what was made. Null = the answer has none. */
export type ApiSuccess<Value> = Readonly<{
  kind: 'ok';
  value: Value;
  etag: string | null;
  location: string | null;
}>;
export type ApiResult<Value> = ApiSuccess<Value> | ApiFailure;

export type ApiCall = Readonly<{
  method: 'GET' | 'PUT' | 'POST';
  /** Below `/REST/2.0`. */
  path: string;
  body?: unknown;
  /** Only `PUT /ticket/{id}` understands it; comments answer it with 412 always. */
  ifMatch?: string | null;
  /** Login of an agent whose token is in the secret, to do it as; left out or null = as Dragoman. */
  as?: string | null;
}>;

export type Api = Readonly<{
  /** One authorised call. Throws NotConfiguredError. */
  call<Value>(call: ApiCall, schema: z.ZodMiniType<Value>): Promise<ApiResult<Value>>;
  /** The login, if there is a token of that agent's; null = there is none. Throws NotConfiguredError. */
  agentWithToken(login: string): Promise<string | null>;
}>;

/** Opens REST 2.0 of one account. `baseUrl` is RT's `$WebURL`. */
export function openApi(settings: AccountSettings, deps: ClientDeps): Api {
  const root = `${settings.baseUrl.replace(/\/+$/, '')}/REST/2.0`;
  return {
    async call(call, schema) {
      const { token, agentTokens } = await secretOf(deps);
      const agent = call.as == null ? null : entryOf(agentTokens, call.as);
      const answer = await deps.http(requestOf(root, call, agent?.token ?? token));
      return resultOf(answer, schema, deps.now());
    },
    async agentWithToken(login) {
      return entryOf((await secretOf(deps)).agentTokens, login)?.login ?? null;
    },
  };
}

async function secretOf({ apiSecret: read }: ClientDeps): Promise<z.infer<typeof apiSecret>> {
  const secret = z.safeParse(apiSecret, await read());
  if (secret.success) return secret.data;
  throw new NotConfiguredError('The API secret of a Request Tracker account needs a token.');
}

/** RT's logins are the same in any case. */
function entryOf(
  tokens: Readonly<Record<string, string>>,
  login: string,
): Readonly<{ login: string; token: string }> | null {
  const found = Object.entries(tokens).find(([name]) => name.toLowerCase() === login.toLowerCase());
  return found === undefined ? null : { login: found[0], token: found[1] };
}

function requestOf(root: string, { method, path, body, ifMatch }: ApiCall, token: string): HttpRequest {
  const headers = {
    accept: 'application/json',
    authorization: `token ${token}`,
    'user-agent': userAgent,
    ...(ifMatch == null ? {} : { 'if-match': ifMatch }),
  };
  const request = { method, url: `${root}${path}`, timeoutMs: callTimeoutMs };
  return body === undefined
    ? { ...request, headers }
    : {
        ...request,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      };
}

/**
 * Reads an answer by its status. A 500 with an empty body may be a request that RT cannot read, or one that it carried out
 * and could not tell of; so it counts as unknown.
 */
function resultOf<Value>(answer: HttpAnswer, schema: z.ZodMiniType<Value>, now: Date): ApiResult<Value> {
  if (answer.kind === 'no-answer') return failed({ kind: 'unavailable', status: null });
  const { status, headers } = answer;
  if (status >= 200 && status < 300) {
    const body = parseJson(answer.body);
    const parsed = body.ok ? z.safeParse(schema, body.value) : null;
    // A login page of a proxy or half a body says nothing of whether the call was carried out.
    if (!parsed?.success) return failed({ kind: 'unavailable', status });
    return {
      kind: 'ok',
      value: parsed.data,
      etag: versionIn(headers.etag),
      location: headers.location ?? null,
    };
  }
  const waitMs = retryAfterMs(headers, now);
  if (status === 429) return failed({ kind: 'throttled', retryAfterMs: waitMs });
  if (status === 503 && waitMs !== null) return failed({ kind: 'throttled', retryAfterMs: waitMs });
  if (status >= 500 || status === 408) return failed({ kind: 'unavailable', status });
  // Only a login page is a redirect's aim: RT's own, or that of what stands before it.
  if (status >= 300 && status < 400) return failed({ kind: 'unauthorised', status: 401 });
  if (status === 401 || status === 403) return failed({ kind: 'unauthorised', status });
  if (status === 404) return { kind: 'not-found' };
  if (status === 412) return { kind: 'stale' };
  if (status === 400 && isPermissionDenied(answer.body)) return failed({ kind: 'unauthorised', status: 403 });
  return failed({ kind: 'refused', status, code: `http-${status}`, expected: false });
}

/**
 * A ticket's version is the number of its last transaction. What compresses an answer on its way may make it weak (`W/"51"`)
 * or write into it (`"51-gzip"`), and RT would know neither again.
 */
function versionIn(etag: string | undefined): string | null {
  const number = /^(?:W\/)?"?(\d+)/.exec(etag ?? '')?.[1];
  return number === undefined ? (etag ?? null) : `"${number}"`;
}

/** Whoever may not comment is told so with a 400. In English, as our user's language is set. */
function isPermissionDenied(text: string): boolean {
  const body = parseJson(text);
  const parsed = body.ok ? z.safeParse(errorAnswer, body.value) : null;
  return parsed?.success === true && parsed.data.message === 'Permission Denied';
}

function failed(failure: ReadFailure): { kind: 'failed'; failure: ReadFailure } {
  return { kind: 'failed', failure };
}
