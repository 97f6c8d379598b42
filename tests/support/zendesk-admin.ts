import type { ZendeskDesk } from '../../infra/local/desks/zendesk/index.ts';

/** Calls the API as the account's admin would by hand in the Admin Center; a path without `/api/v2/`. */
export async function asZendeskAdmin(
  { baseUrl, adminClient }: ZendeskDesk,
  method: string,
  path: string,
  body?: unknown,
): Promise<any> {
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  const { clientId, clientSecret } = adminClient;
  const grant = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'read write',
  };
  const minted = await fetch(`${baseUrl}/oauth/tokens`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(grant),
  });
  const { access_token } = (await minted.json()) as { access_token: string };
  const answer = await fetch(`${baseUrl}/api/v2/${path}`, {
    method,
    headers: { ...json, authorization: `Bearer ${access_token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : await answer.json();
}
