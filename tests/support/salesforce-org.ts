import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod/mini';
import {
  type AccountSettings,
  type AccountSettingsInput,
  accountSettings,
} from '../../connectors/account.ts';
import type { Client, Interpretation } from '../../connectors/contract.ts';
import { fetchSend, type HttpSend } from '../../connectors/kit/http.ts';
import { salesforce } from '../../connectors/salesforce/index.ts';
import {
  type Doing,
  type OutgoingEvent,
  SalesforceStandIn,
  type StandInOptions,
} from '../../infra/local/helpdesks/salesforce/index.ts';
import { deliveryOf } from './salesforce.ts';

const packageFolder = join(import.meta.dirname, '../../connectors/salesforce/package/force-app/main/default');

export const orgIds = {
  org: '00DRM000000Fxts2AC',
  us: '005RM00000IntegYAB',
  agent: '005RM00000MartaYAB',
  portalUser: '005RM00000PortaYAB',
  contact: '003RM00000AnaaaYAB',
} as const;
const source = `aws.partner/salesforce.com/${orgIds.org}/0YLRM0000004Dfg4AE`;

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const app = {
  clientId: 'made-up-key',
  clientSecret: 'made-up-secret',
  runAsUserId: orgIds.us,
  jwt: {
    publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    approvedUserIds: [orgIds.agent],
  },
};

const users: StandInOptions['users'] = [
  {
    ...{ id: orgIds.us, username: 'dragoman@example.com', lastName: 'Dragoman', email: 'bot@example.com' },
    ...{ profile: 'integration', permissionSets: ['Dragoman', 'Dragoman_As_Agent'] },
  },
  {
    ...{ id: orgIds.agent, username: 'marta@example.com', firstName: 'Marta', lastName: 'Agent' },
    ...{ email: 'marta@example.com', profile: 'agent', permissionSets: ['Dragoman_Agent'] },
  },
  {
    ...{ id: orgIds.portalUser, username: 'ana@portal.example.com', firstName: 'Ana', lastName: 'Cliente' },
    ...{ email: 'ana@example.org', profile: 'portal', contactId: orgIds.contact, language: 'es' },
  },
];

/** A stand-in org that has our package, a contact who writes, and a client of ours. */
export type Org = Readonly<{
  standIn: SalesforceStandIn;
  client: Client;
  settings: AccountSettings;
  /** Another client, with other settings or another way to send. */
  clientWith(changes: OrgChanges): Client;
  /** What the relay's event of a doing means to us; the callout's must mean the same. */
  meaningOf(doing: Doing | OutgoingEvent): Interpretation;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}>;

export type OrgChanges = Readonly<{
  vendor?: AccountSettingsInput['vendor'];
  http?: HttpSend;
  /** Without the key that lets us act as agents. */
  withoutKey?: boolean;
  now?: () => Date;
}>;

export async function startOrg(options: Partial<StandInOptions> = {}): Promise<Org> {
  const standIn = await SalesforceStandIn.start({
    ...{ packageFolder, orgId: orgIds.org, users, integrationUserId: orgIds.us, apps: [app] },
    orgWideAddresses: [{ address: 'support@example.com', name: 'Example Support' }],
    picklists: { origins: ['Phone', 'Email', 'Web', 'Chat'] },
    ...options,
  });
  standIn.addContact({ id: orgIds.contact, firstName: 'Ana', lastName: 'Cliente', email: 'ana@example.org' });
  const settingsWith = (vendor: AccountSettingsInput['vendor'] = {}): AccountSettings =>
    z.parse(accountSettings, {
      connector: 'salesforce',
      account: orgIds.org,
      baseUrl: standIn.baseUrl,
      agentLanguages: { default: 'en' },
      runtimeUserId: orgIds.us,
      vendor,
    });
  const clientWith = ({ vendor, http = fetchSend, withoutKey = false, now }: OrgChanges): Client =>
    salesforce.connect(settingsWith(vendor), {
      http,
      now: now ?? options.now ?? (() => new Date()),
      random: () => 0.5,
      apiSecret: async () => ({
        clientId: app.clientId,
        clientSecret: app.clientSecret,
        ...(withoutKey
          ? {}
          : { privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }),
      }),
    });
  const settings = settingsWith();
  return {
    standIn,
    settings,
    client: clientWith({}),
    clientWith,
    meaningOf: (doing) => meaningOf(doing, settings),
    stop: () => standIn.stop(),
    [Symbol.asyncDispose]: () => standIn.stop(),
  };
}

/** Sends as usual, but the answer to the first request that fits is lost on the way back. */
export function losing(fits: (path: string) => boolean): HttpSend {
  let isLost = false;
  return async (request) => {
    const answered = await fetchSend(request);
    if (isLost || !fits(new URL(request.url).pathname)) return answered;
    isLost = true;
    return { kind: 'no-answer', why: 'timeout' };
  };
}

function meaningOf(doing: Doing | OutgoingEvent, settings: AccountSettings): Interpretation {
  const event = 'events' in doing ? doing.events.at(-1) : doing;
  if (event === undefined) throw new Error('nothing was published');
  const { detailType, payload } = event;
  const time = '2026-01-09T08:21:08Z';
  const relayed = salesforce.partnerBus.decode({ source, detailType, time, detail: { payload } });
  if (!relayed.ok) throw new Error(`not decoded: ${JSON.stringify(relayed.error)}`);
  return relayed.value.interpret(settings);
}

/** The same by the signed callout. */
export function meaningOfCallout(doing: Doing, settings: AccountSettings): Interpretation {
  const [event] = doing.events;
  const body = { organizationId: orgIds.org, event: event?.detailType, payload: event?.payload };
  const decoded = salesforce.inbound.decode(deliveryOf(body));
  if (!decoded.ok) throw new Error(`not decoded: ${JSON.stringify(decoded.error)}`);
  return decoded.value.interpret(settings);
}

/** A mail of Ana's that opens a case. */
export const mailFromAna = (
  org: Org,
  changes: Partial<Parameters<SalesforceStandIn['incomingEmail']>[0]> = {},
) =>
  org.standIn.incomingEmail({
    from: { address: 'ana@example.org', name: 'Ana Cliente' },
    to: ['support@example.com'],
    subject: 'Paquete perdido',
    text: 'Hola, ¿dónde está mi pedido #10023456?',
    ...changes,
  });
