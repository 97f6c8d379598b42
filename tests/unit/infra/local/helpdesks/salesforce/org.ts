import { generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  SalesforceStandIn,
  type StandInOptions,
  type UserInput,
} from '../../../../../../infra/local/helpdesks/salesforce/index.ts';

const repository = join(import.meta.dirname, '../../../../../..');

/** A small package in the form of the real one. */
export const packageFolder = join(repository, 'tests/fixtures/salesforce-stand-in/force-app/main/default');

export const orgId = '00DRM000000Fxts2AC';
export const integrationId = '005RM00000IntegYAB';
export const agentId = '005RM00000MartaYAB';
export const otherAgentId = '005RM00000Noah0YAB';
export const robotId = '005RM00000RobotYAB';
export const portalUserId = '005RM00000PortaYAB';
export const contactId = '003RM00000AnaaaYAB';

export const users: readonly UserInput[] = [
  {
    ...{
      id: integrationId,
      username: 'dragoman@example.com',
      lastName: 'Dragoman',
      email: 'bot@example.com',
    },
    ...{ profile: 'integration', permissionSets: ['Dragoman', 'Dragoman_As_Agent'] },
  },
  {
    ...{ id: agentId, username: 'marta@example.com', firstName: 'Marta', lastName: 'Agent' },
    ...{ email: 'marta@example.com', profile: 'agent' },
  },
  {
    ...{ id: otherAgentId, username: 'noah@example.com', firstName: 'Noah', lastName: 'Agent' },
    ...{ email: 'noah@example.com', profile: 'agent' },
  },
  {
    ...{ id: robotId, username: 'robot@example.com', lastName: 'Robot', email: 'robot@example.com' },
    ...{ profile: 'administrator', userType: 'AutomatedProcess' },
  },
  {
    ...{ id: portalUserId, username: 'ana@portal.example.com', firstName: 'Ana', lastName: 'Cliente' },
    ...{ email: 'ana@example.org', profile: 'portal', contactId, language: 'es' },
  },
];

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Registers something that ends with the test. */
export function stopAfterTest<Thing extends { stop(): Promise<unknown> }>(thing: Thing): Thing {
  onTestFinished(async () => void (await thing.stop()));
  return thing;
}

/** A running org with one person of each kind and the contact Ana. */
export async function startOrg(options: Partial<StandInOptions> = {}): Promise<SalesforceStandIn> {
  const org = stopAfterTest(
    await SalesforceStandIn.start({
      ...{ packageFolder, orgId, users, integrationUserId: integrationId },
      apps: [
        {
          ...{ clientId: 'consumer-key', clientSecret: 'test-secret', runAsUserId: integrationId },
          jwt: { publicKey, approvedUserIds: [agentId] },
        },
      ],
      orgWideAddresses: [{ address: 'support@example.com', name: 'Example Support' }],
      ...options,
    }),
  );
  org.addContact({ id: contactId, firstName: 'Ana', lastName: 'Cliente', email: 'ana@example.org' });
  return org;
}

/** A case that a mail of Ana's opened. */
export function caseByEmail(org: SalesforceStandIn) {
  return org.incomingEmail({
    from: { address: 'ana@example.org', name: 'Ana Cliente' },
    subject: 'Paquete perdido',
    text: 'Hola, ¿dónde está mi pedido?',
  });
}

export type Answer = { status: number; headers: Headers; body: any };

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

export async function requestToken(
  org: SalesforceStandIn,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = new URLSearchParams(form);
  return await answerOf(
    await fetch(`${org.baseUrl}/services/oauth2/token`, { method: 'POST', body, headers }),
  );
}

export const credentials = {
  grant_type: 'client_credentials',
  client_id: 'consumer-key',
  client_secret: 'test-secret',
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed assertion for an agent, with what differs. */
export function assertionOf(
  claims: Record<string, unknown>,
  { alg = 'RS256', key = keys.privateKey }: { alg?: string; key?: typeof keys.privateKey } = {},
): string {
  const exp = Math.floor(Date.now() / 1000) + 120;
  const usual = { iss: 'consumer-key', sub: 'marta@example.com', aud: 'https://login.salesforce.com', exp };
  const signed = `${part({ alg })}.${part({ ...usual, ...claims })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

export const jwtForm = (assertion: string) => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  assertion,
});

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string | undefined>,
) => Promise<Answer>;

/** Calls the API as the runtime user, or with another token. Paths begin below `/services/data/v66.0`. */
export async function apiOf(org: SalesforceStandIn, token?: string): Promise<Api> {
  const bearer = token ?? (await requestToken(org, credentials)).body.access_token;
  return async (method, path, body, headers = {}) => {
    const wanted = {
      authorization: `Bearer ${bearer}`,
      'sforce-auto-assign': 'FALSE',
      'sforce-call-options': 'client=dragoman',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const present = Object.entries(wanted).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const url = path.startsWith('/services/') ? path : `/services/data/v66.0${path}`;
    return await answerOf(
      await fetch(`${org.baseUrl}${url}`, {
        method,
        headers: present,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  };
}

export async function apiOfAgent(org: SalesforceStandIn): Promise<Api> {
  const { body } = await requestToken(org, jwtForm(assertionOf({})));
  return await apiOf(org, body.access_token);
}

export async function query(api: Api, soql: string): Promise<Answer> {
  return await api('GET', `/query?q=${encodeURIComponent(soql)}`);
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
