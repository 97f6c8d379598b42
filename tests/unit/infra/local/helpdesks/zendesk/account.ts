import { onTestFinished } from 'vitest';
import {
  type StandInOptions,
  type TicketField,
  type User,
  ZendeskStandIn,
} from '../../../../../../infra/local/helpdesks/zendesk/index.ts';

export const admin: User = {
  id: '1',
  name: 'Ada Admin',
  email: 'ada@example.com',
  role: 'admin',
  locale: 'en',
};
export const agent: User = {
  id: '2',
  name: 'Marta Agent',
  email: 'marta@example.com',
  role: 'agent',
  locale: 'en',
};
export const lightAgent: User = {
  id: '3',
  name: 'Lou Light',
  email: 'lou@example.com',
  role: 'agent',
  locale: 'en',
  privateCommentsOnly: true,
};
export const integration: User = {
  id: '9',
  name: 'Dragoman',
  email: 'bot@example.com',
  role: 'agent',
  locale: 'en',
};
export const customer: User = {
  id: '77',
  name: 'Ana Cliente',
  email: 'ana@example.org',
  role: 'end-user',
  locale: 'es',
};
export const languageField: TicketField = {
  id: '360001',
  type: 'tagger',
  title: 'Language',
  options: [
    { name: 'Spanish', value: 'dm_lang_es' },
    { name: 'Portuguese', value: 'dm_lang_pt' },
  ],
};
export const subjectField: TicketField = { id: '360002', type: 'text', title: 'Translated subject' };

/** Registers something that ends with the test. */
export function stopAfterTest<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing {
  onTestFinished(async () => void (await thing.stop()));
  return thing;
}

/** A running account with one person of each kind, a dropdown and a text field. */
export async function startAccount(options: Partial<StandInOptions> = {}): Promise<ZendeskStandIn> {
  return stopAfterTest(
    await ZendeskStandIn.start({
      accountId: '22129848',
      users: [admin, agent, lightAgent, integration, customer],
      ticketFields: [languageField, subjectField],
      oauthClients: [
        { clientId: 'dragoman', clientSecret: 'test-secret', userId: integration.id },
        { clientId: 'set_up', clientSecret: 'test-secret', userId: admin.id },
      ],
      ...options,
    }),
  );
}

/** A ticket 35 with one public comment 901 of the customer. */
export function ticketOfCustomer(
  helpdesk: ZendeskStandIn,
  more: { status?: 'open' | 'solved' | 'closed' } = {},
) {
  return helpdesk.createTicket({
    id: '35',
    subject: 'Paquete perdido',
    requester: customer.id,
    comment: { id: '901', text: 'Hola, ¿dónde está mi pedido?', public: true },
    ...more,
  });
}

export type Answer = { status: number; headers: Headers; body: any };

export async function postJson(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export async function tokenFor(
  helpdesk: ZendeskStandIn,
  scope = 'read tickets:write',
  expiresIn = 1800,
  clientId = 'dragoman',
): Promise<string> {
  const answer = await postJson(`${helpdesk.baseUrl}/oauth/tokens`, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: 'test-secret',
    scope,
    expires_in: expiresIn,
  });
  return answer.body.access_token;
}

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | undefined>,
) => Promise<Answer>;

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}

/** Calls the API with a token and the JSON headers; a header set to undefined is left out. Text and bytes go as they are. */
export async function apiOf(helpdesk: ZendeskStandIn, scope?: string, clientId?: string): Promise<Api> {
  const token = await tokenFor(helpdesk, scope, undefined, clientId);
  return async (method, path, body, headers = {}) => {
    const wanted = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
      ...headers,
    };
    const present = Object.entries(wanted).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const response = await fetch(`${helpdesk.baseUrl}${path}`, {
      method,
      headers: present,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
}

/** The API as the admin uses it. */
export async function adminApiOf(helpdesk: ZendeskStandIn, scope = 'read write'): Promise<Api> {
  return await apiOf(helpdesk, scope, 'set_up');
}

/** A clock that stands still until it is moved. */
export function movableClock(start: string) {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advanceMs(ms: number) {
      at += ms;
    },
  };
}
