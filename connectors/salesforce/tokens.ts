import { sign } from 'node:crypto';
import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import { type ClientDeps, NotConfiguredError, type ReadFailure } from '../contract.ts';
import type { HttpAnswer } from '../kit/http.ts';
import { parseJson } from '../kit/json.ts';
import { type MintResult, type TokenCache, tokenCache } from '../kit/oauth.ts';
import { failureOf } from './errors.ts';

/** Shorter than a call's, so that a fresh token and the call it is for fit into one run of a function (15 s). */
const mintTimeoutMs = 5_000;

/** Answers name no end: it is the session timeout of the app, mostly two hours. One that ends earlier is renewed when it is refused. */
const tokenLifeMs = 30 * 60_000;

/** Salesforce takes an assertion for three minutes, by its own clock. */
const assertionLifeSeconds = 120;

const text = z.string().check(z.minLength(1));

/** The account's `…/api` secret. */
const apiSecret = z.object({
  clientId: text,
  clientSecret: text,
  /** PEM; its certificate is that of the app. Left out = answers go out as the runtime user. */
  privateKey: z.optional(text),
  /** `https://test.salesforce.com` for a sandbox. */
  audience: z._default(z.url(), 'https://login.salesforce.com'),
});
type ApiSecret = z.infer<typeof apiSecret>;

const tokenAnswer = z.object({ access_token: text });

export type Tokens = Readonly<{
  /** Of the runtime user. */
  own: TokenCache<ReadFailure>;
  /** Of an agent, by username; null = the account has no key to act as agents. Throws NotConfiguredError. */
  ofAgent(username: string): Promise<TokenCache<ReadFailure> | null>;
}>;

/** Opens the tokens of one account. They come from its own host: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm */
export function openTokens(settings: AccountSettings, deps: ClientDeps): Tokens {
  const url = `${settings.baseUrl.replace(/\/+$/, '')}/services/oauth2/token`;
  const agents = new Map<string, TokenCache<ReadFailure>>();
  const mint = async (form: (secret: ApiSecret) => Readonly<Record<string, string>>) =>
    post(url, form(await readSecret(deps)), deps);
  return {
    own: tokenCache(
      () =>
        mint(({ clientId, clientSecret }) => ({
          grant_type: 'client_credentials',
          client_id: clientId,
          client_secret: clientSecret,
        })),
      deps.now,
    ),
    async ofAgent(username) {
      if ((await readSecret(deps)).privateKey === undefined) return null;
      const known = agents.get(username);
      if (known !== undefined) return known;
      const tokens = tokenCache(
        () =>
          mint((secret) => ({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            assertion: assertionOf(username, secret, deps.now()),
          })),
        deps.now,
      );
      agents.set(username, tokens);
      return tokens;
    },
  };
}

async function readSecret(deps: ClientDeps): Promise<ApiSecret> {
  const secret = z.safeParse(apiSecret, await deps.apiSecret());
  if (secret.success) return secret.data;
  throw new NotConfiguredError('The API secret of a Salesforce account needs clientId and clientSecret.');
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** RFC 7523, signed RS256: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm */
function assertionOf(username: string, { clientId, privateKey, audience }: ApiSecret, now: Date): string {
  const exp = Math.floor(now.getTime() / 1000) + assertionLifeSeconds;
  const claims = base64url({ iss: clientId, sub: username, aud: audience, exp });
  const signed = `${base64url({ alg: 'RS256', typ: 'JWT' })}.${claims}`;
  try {
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey ?? '').toString('base64url')}`;
  } catch {
    // The cause would quote the key.
    throw new NotConfiguredError(
      'The privateKey in the API secret of a Salesforce account is no RSA key in PEM.',
    );
  }
}

async function post(
  url: string,
  form: Readonly<Record<string, string>>,
  { http, now }: ClientDeps,
): Promise<MintResult<ReadFailure>> {
  const answer = await http({
    method: 'POST',
    url,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: mintTimeoutMs,
  });
  return mintResultOf(answer, now());
}

function mintResultOf(answer: HttpAnswer, now: Date): MintResult<ReadFailure> {
  if (answer.kind === 'no-answer') return { ok: false, failure: { kind: 'unavailable', status: null } };
  const { status, headers } = answer;
  const json = parseJson(answer.body);
  const body = json.ok ? json.value : undefined;
  if (status === 200) {
    const minted = z.safeParse(tokenAnswer, body);
    return minted.success
      ? { ok: true, minted: { token: minted.data.access_token, expiresInMs: tokenLifeMs } }
      : { ok: false, failure: { kind: 'unavailable', status } };
  }
  const failure = failureOf({ status, body, headers }, now);
  // Without a token nothing was sent; a refused grant says 400 and why, which a person has to mend.
  const isPassing =
    failure.kind === 'failed' &&
    (failure.failure.kind === 'throttled' || failure.failure.kind === 'unavailable');
  return { ok: false, failure: isPassing ? failure.failure : { kind: 'unauthorised', status: 401 } };
}
