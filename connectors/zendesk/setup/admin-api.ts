import * as z from 'zod/mini';
import { type HttpAnswer, type HttpRequest, retryAfterMs } from '../../kit/http.ts';
import { parseJson } from '../../kit/json.ts';
import { type SetUpDeps, SetUpError } from '../../set-up.ts';
import { errorAnswer, tokenAnswer } from '../wire-api.ts';

/** A person waits, and lists may be long. */
const callTimeoutMs = 20_000;
/** A set-up takes a few minutes at most. */
const tokenLifeSeconds = 1_800;
/** A list page, at most: https://developer.zendesk.com/api-reference/introduction/pagination/ */
const pageSize = 100;
/** Pages of one list that are read at most; 5,000 entries are more than any account has of what is listed here. */
const maxPages = 50;
const maxThrottledTries = 3;

export type OauthClient = Readonly<{ clientId: string; clientSecret: string }>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Call = Readonly<{
  method: Method;
  path: string;
  body?: unknown;
  /** For the sentence about a failure, after "Zendesk refused to": `make the field "Language"`. */
  doing: string;
}>;

/** The REST API with an admin's rights. Everything throws SetUpError for what Zendesk answers otherwise than hoped. */
export type AdminApi = Readonly<{
  call<Value>(call: Call, schema: z.ZodMiniType<Value>): Promise<Value>;
  /** The same; null = there is none (404). */
  find<Value>(call: Call, schema: z.ZodMiniType<Value>): Promise<Value | null>;
  /** All pages of a list, which the answers hold as `name`; null = the account has no such list (404), as its plan has not. */
  list<Row>(path: string, name: string, row: z.ZodMiniType<Row>): Promise<readonly Row[] | null>;
  /** What is gone already is as good. */
  remove(path: string, doing: string): Promise<void>;
}>;

/** Signs in with client credentials. Throws SetUpError if that is refused. */
export async function openAdmin(
  baseUrl: string,
  client: OauthClient,
  deps: Pick<SetUpDeps, 'send' | 'now' | 'wait'>,
): Promise<AdminApi> {
  const token = await mintToken(baseUrl, client, deps);
  if (token === null)
    throw new SetUpError(
      `Zendesk at ${baseUrl} refuses the OAuth client "${client.clientId}": check its identifier and secret in Admin ` +
        'Center → Apps and integrations → APIs → OAuth clients (a confidential client, made by an admin).',
    );
  return apiWith(baseUrl, token, deps);
}

/** An access token of a client; null = Zendesk refuses the client. Throws SetUpError where no Zendesk answers. */
export async function mintToken(
  baseUrl: string,
  { clientId, clientSecret }: OauthClient,
  { send }: Pick<SetUpDeps, 'send'>,
): Promise<string | null> {
  const body = {
    ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    ...{ scope: 'read write', expires_in: tokenLifeSeconds },
  };
  const answer = answered(
    baseUrl,
    await send(requestOf(baseUrl, { method: 'POST', path: '/oauth/tokens', body })),
  );
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) return null;
  const parsed = parsedBody(answer, tokenAnswer);
  if (parsed !== null) return parsed.access_token;
  throw new SetUpError(
    `There is no Zendesk at ${baseUrl} (it answered ${answer.status}): give the subdomain, such as acme for https://acme.zendesk.com.`,
  );
}

function apiWith(baseUrl: string, token: string, deps: Pick<SetUpDeps, 'send' | 'now' | 'wait'>): AdminApi {
  /** Waits as long as Zendesk asks, a few times. */
  async function send(call: Call): Promise<Answered> {
    for (let tries = 1; ; tries += 1) {
      const answer = answered(baseUrl, await deps.send(requestOf(baseUrl, call, token)));
      if (answer.status !== 429 || tries >= maxThrottledTries) return answer;
      await deps.wait(retryAfterMs(answer.headers, deps.now()) ?? 1_000);
    }
  }
  const api: AdminApi = {
    async find(call, schema) {
      const answer = await send(call);
      if (answer.status === 404) return null;
      const value = answer.status < 300 ? parsedBody(answer, schema) : null;
      if (value === null) throw refusal(call.doing, answer);
      return value;
    },
    async call(call, schema) {
      const value = await api.find(call, schema);
      if (value !== null) return value;
      throw new SetUpError(`Zendesk could not ${call.doing}: it does not know ${call.path} (404).`);
    },
    async list(path, name, row) {
      const doing = `list ${name.replaceAll('_', ' ')}`;
      const rows = [];
      let next: string | null = pathWith(path, `page[size]=${pageSize}`);
      for (let page = 0; next !== null && page < maxPages; page += 1) {
        const answer: z.infer<typeof pageAnswer> | null = await api.find(
          { method: 'GET', path: next, doing },
          pageAnswer,
        );
        if (answer === null) return null;
        const read = z.safeParse(z.array(row), answer[name]);
        if (!read.success)
          throw new SetUpError(`Zendesk answered in an unknown form when asked to ${doing}.`);
        rows.push(...read.data);
        next = nextPage(baseUrl, answer);
      }
      return rows;
    },
    async remove(path, doing) {
      const answer = await send({ method: 'DELETE', path, doing });
      if (answer.status >= 300 && answer.status !== 404) throw refusal(doing, answer);
    },
  };
  return api;
}

const pathWith = (path: string, parameter: string) => `${path}${path.includes('?') ? '&' : '?'}${parameter}`;

/** Cursor pages name the next one in `links.next`, pages by number in `next_page`. */
const pageAnswer = z.looseObject({
  meta: z.optional(z.nullable(z.object({ has_more: z.optional(z.nullable(z.boolean())) }))),
  links: z.optional(z.nullable(z.object({ next: z.optional(z.nullable(z.string())) }))),
  next_page: z.optional(z.nullable(z.string())),
});

/** Only the path is taken, so that the token never goes to another host. */
function nextPage(
  baseUrl: string,
  { meta, links, next_page: byNumber }: z.infer<typeof pageAnswer>,
): string | null {
  const address = meta == null ? byNumber : meta.has_more === true ? links?.next : null;
  if (address == null) return null;
  const { pathname, search } = new URL(address, baseUrl);
  return `${pathname}${search}`;
}

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

function answered(baseUrl: string, answer: HttpAnswer): Answered {
  if (answer.kind === 'answer') return answer;
  throw new SetUpError(
    answer.why === 'timeout'
      ? `${baseUrl} did not answer in time; try again.`
      : `${baseUrl} cannot be reached: check the subdomain and the network, then try again.`,
  );
}

function requestOf(
  baseUrl: string,
  { method, path, body }: Pick<Call, 'method' | 'path' | 'body'>,
  token: string | null = null,
): HttpRequest {
  const headers = {
    accept: 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const request = { method, url: `${baseUrl}${path}`, headers, timeoutMs: callTimeoutMs };
  return body === undefined ? request : { ...request, body: JSON.stringify(body) };
}

function parsedBody<Value>(answer: Answered, schema: z.ZodMiniType<Value>): Value | null {
  // 204, as after the change of a webhook.
  const body = answer.body === '' ? { ok: true, value: {} } : parseJson(answer.body);
  const parsed = body.ok ? z.safeParse(schema, body.value) : null;
  return parsed?.success ? parsed.data : null;
}

/** What Zendesk complains of is named by property; its words may hold addresses. */
function refusal(doing: string, answer: Answered): SetUpError {
  switch (answer.status) {
    case 401:
      return new SetUpError(
        `Zendesk took the access token back while it was to ${doing} (401): run the command again.`,
      );
    case 403:
      return new SetUpError(
        `Zendesk refused to ${doing} (403): the OAuth client has to belong to an admin, and its scopes have to allow read and write.`,
      );
    case 422: {
      const body = parsedBody(answer, errorAnswer);
      const names = Object.keys(body?.details ?? {}).join(', ');
      return new SetUpError(`Zendesk refused to ${doing} (422): it complains of ${names || 'the values'}.`);
    }
    case 429:
      return new SetUpError(
        `Zendesk has had too many requests to ${doing} (429): wait a minute, then run the command again.`,
      );
    default:
      return new SetUpError(
        answer.status < 300
          ? `Zendesk answered in an unknown form when asked to ${doing}.`
          : `Zendesk could not ${doing} (${answer.status}): try again later.`,
      );
  }
}
