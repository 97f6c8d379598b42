import { randomBytes } from 'node:crypto';
import { acceleratedClock, type SunshineKey, ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { Delivery } from '../../replay/input.ts';
import { type Desk, type DeskOptions, type DeskPage, deliveryTimeoutMs } from '../desk.ts';
import {
  defaultAccountId,
  fieldIds,
  people,
  subscriptions,
  sunshineAppId,
  ticketFieldsFor,
} from './account.ts';
import { accountContent } from './account-content.ts';
import { accountNamedIn, ticketNamedIn } from './body.ts';
import { PageCredentials } from './credentials.ts';
import { ZendeskLines } from './lines.ts';
import { personas, personaUsers } from './personas.ts';
import { onZendeskWrites } from './writes.ts';

/** The desk, and for tests the stand-in behind it. */
export type ZendeskDesk = Desk &
  Readonly<{
    standIn: ZendeskStandIn;
    /** An OAuth client of the admin, for whoever sets up. */
    adminClient: Client;
  }>;

type Client = Readonly<{ clientId: string; clientSecret: string }>;
type Keys = Readonly<{
  /** Of the user that Dragoman writes as. */
  client: Client;
  /** Of the agent. */
  agentClient: Client;
  adminClient: Client;
  /** Dragoman's, then that of the customers' widget. */
  sunshine: readonly [SunshineKey, SunshineKey];
}>;

const newSecret = () => randomBytes(24).toString('hex');
const newKey = (keyId: string) => ({ appId: sunshineAppId, keyId, secret: newSecret() });

function startStandIn(
  accountId: string,
  { client, agentClient, adminClient, sunshine }: Keys,
  { intents, faults, journal, timeScale }: DeskOptions,
): Promise<ZendeskStandIn> {
  return ZendeskStandIn.start({
    accountId,
    users: [...Object.values(people), ...personaUsers],
    ticketFields: ticketFieldsFor(intents),
    // Off unless set: while functions work, time passes for queues as it does, for the limits as it would in a wait.
    rateLimits: 'off',
    rateLimitNow: acceleratedClock(timeScale),
    oauthClients: [
      { ...client, userId: people.dragoman.id },
      { ...agentClient, userId: people.agent.id },
      { ...adminClient, userId: people.admin.id },
    ],
    admin: accountContent(Object.values(fieldIds)),
    sunshineKeys: sunshine,
    // Faults meet the stack, whose requests have a trace, and not whoever looks at the helpdesk.
    intercept: (request) =>
      request.traceHeader === null ? { kind: 'none' } : faults.helpdesk.intercept(request),
    onRequest: ({ method, path, status, ms, traceHeader }) =>
      journal.record({
        kind: 'helpdesk-call',
        helpdesk: 'zendesk',
        traceId: traceIdOf(traceHeader),
        method,
        path,
        status: status ?? 0,
        ms,
      }),
  });
}

async function deliver(
  standIn: ZendeskStandIn,
  delivery: object | string,
  { signature, ageSeconds, contentType }: Delivery,
): Promise<readonly string[]> {
  const { headers } = await standIn.deliver(delivery, { signature, ageSeconds, contentType });
  const trace = headers['x-local-trace-id'];
  return trace === undefined ? [] : [trace];
}

const pageConfig: DeskPage['config'] = {
  agent: { userId: people.agent.id, name: people.agent.name },
  runtimeUserId: people.dragoman.id,
  fieldIds,
  messagingAppId: sunshineAppId,
  personas: [...personas],
};

/** Starts the stand-in Zendesk, set up as the README tells an admin to set up the real one. */
export async function openZendeskDesk(options: DeskOptions): Promise<ZendeskDesk> {
  const account = options.accountId ?? accountNamedIn(options.rawBodies ?? []) ?? defaultAccountId;
  const signingSecret = randomBytes(24).toString('base64');
  const client = { clientId: 'dragoman', clientSecret: newSecret() };
  const agentClient = { clientId: 'agent_workspace', clientSecret: newSecret() };
  const adminClient = { clientId: 'set_up', clientSecret: newSecret() };
  const sunshine = newKey('app_dragoman');
  const widget = { ...newKey('app_widget'), isOfCustomers: true };
  const standIn = await startStandIn(
    account,
    { client, agentClient, adminClient, sunshine: [sunshine, widget] },
    options,
  );
  const credentials = new PageCredentials(standIn, agentClient, widget);
  const lines = new ZendeskLines(standIn);
  return {
    standIn,
    adminClient,
    connector: 'zendesk',
    toolName: 'Zendesk',
    howToSign: 'as Zendesk signs them',
    tellsBy: ['webhook'],
    baseUrl: standIn.baseUrl,
    settings: {
      account,
      runtimeUserId: people.dragoman.id,
      vendor: { fields: fieldIds, messaging: { appId: sunshineAppId } },
    },
    secrets: {
      webhook: JSON.stringify({ signingSecrets: [signingSecret] }),
      api: JSON.stringify({
        ...client,
        sunshine: { keyId: sunshine.keyId, secret: sunshine.secret },
      }),
    },
    connect: ({ webhookUrl }) =>
      standIn.setWebhook({ url: webhookUrl, signingSecret, subscriptions, timeoutMs: deliveryTimeoutMs }),
    ticketIn: ticketNamedIn,
    prepare: (line) => lines.prepare(line),
    deliver: (delivery, how) => deliver(standIn, delivery, how),
    onWrites: (listener) => onZendeskWrites(standIn, listener),
    page: { config: pageConfig, authorizationOf: (who) => credentials.authorizationOf(who) },
    stop: () => standIn.stop(),
  };
}
