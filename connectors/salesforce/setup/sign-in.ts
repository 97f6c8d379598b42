import * as z from 'zod/mini';
import { parseJson } from '../../kit/json.ts';
import type { SetUpDeps } from '../../set-up.ts';
import { id18 } from '../ids.ts';

const timeoutMs = 20_000;

export type Client = Readonly<{ clientId: string; clientSecret: string }>;
/** Whose the app's tokens are, in ids of 18 characters. */
export type SignedIn = Readonly<{ orgId: string; userId: string }>;
/** `refused`: Salesforce knows the host, but not this app. */
export type SignIn =
  | Readonly<{ kind: 'signed-in' } & SignedIn>
  | Readonly<{ kind: 'refused' | 'no-salesforce' | 'no-answer' }>;

/** The identity URL ends with the org's and the user's id: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm */
const tokenAnswer = z.object({
  id: z.string().check(z.regex(/\/id\/00D[A-Za-z0-9]{12,15}\/005[A-Za-z0-9]{12,15}$/)),
});

/** Signs in as the integration user by client credentials. */
export async function signIn(
  baseUrl: string,
  { clientId, clientSecret }: Client,
  { send }: Pick<SetUpDeps, 'send'>,
): Promise<SignIn> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await send({
    method: 'POST',
    url: `${baseUrl}/services/oauth2/token`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs,
  });
  if (answer.kind === 'no-answer') return { kind: 'no-answer' };
  if (answer.status === 400 || answer.status === 401) return { kind: 'refused' };
  const body = parseJson(answer.body);
  const parsed = answer.status === 200 && body.ok ? z.safeParse(tokenAnswer, body.value) : null;
  if (parsed === null || !parsed.success) return { kind: 'no-salesforce' };
  const [orgId = '', userId = ''] = parsed.data.id.split('/').slice(-2);
  return { kind: 'signed-in', orgId: id18(orgId), userId: id18(userId) };
}
