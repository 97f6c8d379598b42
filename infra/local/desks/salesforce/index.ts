import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ClientApp, SalesforceStandIn } from '../../helpdesks/salesforce/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { Desk, DeskOptions } from '../desk.ts';
import {
  defaultOrgId,
  messageSourceOf,
  packageFolder,
  people,
  picklists,
  supportAddress,
} from './account.ts';
import { caseNamedIn, orgNamedIn } from './body.ts';
import { SalesforceDeliveries, tellsBy } from './deliveries.ts';
import { SalesforceLines } from './lines.ts';
import { onSalesforceWrites } from './writes.ts';

/** The desk, and for tests the stand-in behind it. */
export type SalesforceDesk = Desk & Readonly<{ standIn: SalesforceStandIn }>;

const loginAudience = 'https://login.salesforce.com';

/** An app that acts as the runtime user, and in the agent's name. */
function newApp(): Readonly<{ app: ClientApp; secret: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const clientId = '3MVG9.dragoman';
  const clientSecret = randomBytes(24).toString('hex');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    app: {
      ...{ clientId, clientSecret, runAsUserId: people.dragoman.id },
      jwt: {
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        approvedUserIds: [people.agent.id],
      },
    },
    secret: JSON.stringify({ clientId, clientSecret, privateKey: pem, audience: loginAudience }),
  };
}

function startStandIn(
  orgId: string,
  app: ClientApp,
  folder: string,
  { faults, journal }: DeskOptions,
): Promise<SalesforceStandIn> {
  return SalesforceStandIn.start({
    ...{ packageFolder: folder, orgId, picklists },
    users: Object.values(people),
    integrationUserId: people.dragoman.id,
    apps: [app],
    orgWideAddresses: [supportAddress],
    intercept: (request) => faults.helpdesk.intercept(request),
    onRequest: ({ method, path, status, ms, traceHeader }) =>
      journal.record({
        kind: 'helpdesk-call',
        helpdesk: 'salesforce',
        traceId: traceIdOf(traceHeader),
        ...{ method, path, status, ms },
      }),
  });
}

/** Starts the stand-in Salesforce, set up as the package's guide tells an admin to set up the real one. */
export async function openSalesforceDesk(
  options: DeskOptions,
  folder: string = packageFolder,
): Promise<SalesforceDesk> {
  const account = options.accountId ?? orgNamedIn(options.rawBodies ?? []) ?? defaultOrgId;
  const source = messageSourceOf(account);
  const signingSecret = randomBytes(24).toString('base64');
  const { app, secret } = newApp();
  const standIn = await startStandIn(account, app, folder, options);
  const lines = new SalesforceLines(standIn);
  const deliveries = new SalesforceDeliveries(standIn, source, signingSecret);
  return {
    ...{ standIn, connector: 'salesforce', toolName: 'Salesforce', tellsBy },
    howToSign: 'as the package’s callout signs them',
    baseUrl: standIn.baseUrl,
    settings: {
      account,
      runtimeUserId: people.dragoman.id,
      partnerEventSources: [source],
      vendor: {},
    },
    secrets: { webhook: JSON.stringify({ signingSecrets: [signingSecret] }), api: secret },
    connect: (ways) => deliveries.connect(ways),
    ticketIn: caseNamedIn,
    prepare: (line) => lines.prepare(line),
    deliver: (delivery, how) => deliveries.deliver(delivery, how),
    onWrites: (listener) => onSalesforceWrites(standIn, listener),
    stop: () => standIn.stop(),
  };
}
