import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { ClientDeps, ReadFailure } from '../contract.ts';
import type { HttpAnswer, HttpRequest } from '../kit/http.ts';
import { parseJson } from '../kit/json.ts';
import type { TokenCache } from '../kit/oauth.ts';
import { type Answered, type ApiResult, failed, failureOf } from './errors.ts';
import { type FeedVisibility, feedVisibility } from './feed-visibility.ts';
import { clientName } from './names.ts';
import { wholeAnswer } from './pages.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** DESIGN's deadline of one helpdesk call, body included. */
const callTimeoutMs = 8_000;

/** Pinned, because input names of actions change between versions. */
export const dataPath = '/services/data/v66.0';

export type ApiCall = Readonly<{
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** After `dataPath`. */
  path: string;
  body?: unknown;
}>;

/** One of several calls that go together. */
export type Part = ApiCall & Readonly<{ ref: string; headers?: Readonly<Record<string, string>> }>;

export type Api = Readonly<{
  /** One authorised call. A token that is refused is renewed once. Throws NotConfiguredError. */
  call<Value>(call: ApiCall, schema: z.ZodMiniType<Value>): Promise<ApiResult<Value>>;
  /**
   * Up to 25 calls as one, at most 5 of them queries, in order; each part's answer by its `ref`. It succeeds though parts
   * fail. `allOrNone`: one that fails undoes the others. The records of a part that is a query are all of them, by further calls
   * where Salesforce gives them in several pages; a page that cannot be had fails the whole.
   * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite_post.htm
   */
  composite(parts: readonly Part[], allOrNone: boolean): Promise<ApiResult<PartAnswers>>;
  /** All records that a SOQL query finds: one call, more where Salesforce gives them in several pages. */
  query<Row>(soql: string, row: z.ZodMiniType<Row>): Promise<ApiResult<readonly Row[]>>;
  /** Whether the org's feed tells who sees a post. */
  feed: FeedVisibility;
  /** The same API as an agent; null = the account has no key for that. */
  asAgent(username: string): Promise<AgentApi | null>;
}>;

/** `ready`: whether Salesforce lets us act as this agent, asked before anything is done. */
export type AgentApi = Readonly<{ api: Api; ready(): Promise<ReadFailure | null> }>;

export type PartAnswers = ReadonlyMap<string, Answered>;

/** Opens the REST API of one account. `baseUrl` is its My Domain host. */
export function openApi(settings: AccountSettings, deps: ClientDeps): Api {
  const tokens = openTokens(settings, deps);
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  return apiWith(tokens.own, { tokens, baseUrl, deps, feed: feedVisibility() });
}

/** The same in a session that somebody has opened already; a token that is refused is not renewed. */
export function openApiInSession(settings: AccountSettings, accessToken: string, deps: ClientDeps): Api {
  const session: TokenCache<ReadFailure> = {
    token: async () => ({ ok: true, token: accessToken }),
    invalidate: () => undefined,
  };
  const baseUrl = settings.baseUrl.replace(/\/+$/, '');
  return apiWith(session, { tokens: openTokens(settings, deps), baseUrl, deps, feed: feedVisibility() });
}

type Account = Readonly<{ tokens: Tokens; baseUrl: string; deps: ClientDeps; feed: FeedVisibility }>;

function apiWith(token: TokenCache<ReadFailure>, account: Account): Api {
  const { tokens, baseUrl, deps, feed } = account;
  const send = sender(token, baseUrl, deps);
  const readNext = async (url: string): Promise<ApiResult<unknown>> =>
    url.startsWith(`${dataPath}/query`)
      ? api.call({ method: 'GET', path: url.slice(dataPath.length) }, z.unknown())
      : failed({ kind: 'unavailable', status: 200 });
  const api: Api = {
    async call(call, schema) {
      const sent = await send(call);
      return sent.answer === null ? failed(sent.failure) : resultOf(sent.answer, schema, deps.now());
    },
    async composite(parts, allOrNone) {
      const body = { allOrNone, compositeRequest: parts.map(partBody) };
      const answer = await api.call({ method: 'POST', path: '/composite', body }, compositeAnswer);
      if (answer.kind !== 'ok') return answer;
      const answers = new Map<string, Answered>();
      for (const { referenceId, httpStatusCode: status, body: partAnswer } of answer.value
        .compositeResponse) {
        const whole = await wholeAnswer(partAnswer, readNext);
        if (whole.kind !== 'ok') return whole;
        answers.set(referenceId, { status, body: whole.value, headers: {} });
      }
      return { kind: 'ok', value: answers };
    },
    async query(soql, row) {
      const first = await api.call({ method: 'GET', path: queryPath(soql) }, z.unknown());
      const whole = first.kind === 'ok' ? await wholeAnswer(first.value, readNext) : first;
      return whole.kind === 'ok'
        ? rowsIn({ status: 200, body: whole.value, headers: {} }, row, deps.now())
        : whole;
    },
    feed,
    async asAgent(username) {
      const agent = await tokens.ofAgent(username);
      if (agent === null) return null;
      const ready = async () => {
        const minted = await agent.token();
        return minted.ok ? null : minted.failure;
      };
      return { api: apiWith(agent, account), ready };
    },
  };
  return api;
}

export const queryPath = (soql: string): string => `/query?${new URLSearchParams({ q: soql })}`;
/** Also finds what was deleted in the last 15 days. */
export const queryAllPath = (soql: string): string => `/queryAll?${new URLSearchParams({ q: soql })}`;

const compositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string(), httpStatusCode: z.int(), body: z.optional(z.unknown()) }),
  ),
});

function partBody({ ref, method, path, body, headers }: Part) {
  return {
    method,
    url: `${dataPath}${path}`,
    referenceId: ref,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { httpHeaders: headers }),
  };
}

/** `answer` null: no token was to be had, so nothing was sent. */
type Attempt =
  | Readonly<{ answer: HttpAnswer; token: string }>
  | Readonly<{ answer: null; failure: ReadFailure }>;

/** A refused token (`INVALID_SESSION_ID`) is answered with one fresh token and one more try. */
function sender(tokens: TokenCache<ReadFailure>, baseUrl: string, deps: ClientDeps) {
  const attempt = async (call: ApiCall): Promise<Attempt> => {
    const token = await tokens.token();
    if (!token.ok) return { answer: null, failure: token.failure };
    return { answer: await deps.http(requestOf(baseUrl, call, token.token)), token: token.token };
  };
  return async (call: ApiCall): Promise<Attempt> => {
    const first = await attempt(call);
    if (!isTokenRefused(first)) return first;
    tokens.invalidate(first.token);
    const second = await attempt(call);
    if (isTokenRefused(second)) tokens.invalidate(second.token);
    return second;
  };
}

function isTokenRefused(attempt: Attempt): attempt is Extract<Attempt, { token: string }> {
  return attempt.answer?.kind === 'answer' && attempt.answer.status === 401;
}

function requestOf(baseUrl: string, { method, path, body }: ApiCall, token: string): HttpRequest {
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'sforce-call-options': `client=${clientName}`,
    // A write of ours must not hand the case to somebody else.
    'sforce-auto-assign': 'FALSE',
  };
  const request = { method, url: `${baseUrl}${dataPath}${path}`, timeoutMs: callTimeoutMs };
  if (body === undefined) return { ...request, headers };
  return {
    ...request,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function resultOf<Value>(answer: HttpAnswer, schema: z.ZodMiniType<Value>, now: Date): ApiResult<Value> {
  if (answer.kind === 'no-answer') return failed({ kind: 'unavailable', status: null });
  const json = answer.body === '' ? { ok: true, value: null } : parseJson(answer.body);
  const { status, headers } = answer;
  return partResult({ status, headers, body: json.ok ? json.value : undefined }, schema, now);
}

/** Reads one answer. A success of another shape (a login page, half a body) says nothing of whether it was carried out. */
export function partResult<Value>(
  answered: Answered | undefined,
  schema: z.ZodMiniType<Value>,
  now: Date,
): ApiResult<Value> {
  if (answered === undefined) return failed({ kind: 'unavailable', status: 200 });
  const { status } = answered;
  if (status < 200 || status >= 300) return failureOf(answered, now);
  const parsed = z.safeParse(schema, answered.body);
  return parsed.success ? { kind: 'ok', value: parsed.data } : failed({ kind: 'unavailable', status });
}

/** The records of a part that is a query. */
export function partRows<Row>(
  answers: PartAnswers,
  ref: string,
  row: z.ZodMiniType<Row>,
  now: Date,
): ApiResult<readonly Row[]> {
  return rowsIn(answers.get(ref), row, now);
}

function rowsIn<Row>(
  answered: Answered | undefined,
  row: z.ZodMiniType<Row>,
  now: Date,
): ApiResult<readonly Row[]> {
  const page = partResult(answered, z.object({ records: z.array(row) }), now);
  return page.kind === 'ok' ? { kind: 'ok', value: page.value.records } : page;
}
