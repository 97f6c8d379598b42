import { randomBytes } from 'node:crypto';
import { acceleratedClock, type SunshineKey, ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { Delivery } from '../../replay/input.ts';
import type { Desk, DeskOptions } from '../desk.ts';
import {
  defaultAccountId,
  fieldIds,
  people,
  subscriptions,
  sunshineAppId,
  ticketFieldsFor,
} from './account.ts';
import { accountNamedIn, ticketNamedIn } from './body.ts';
import { ZendeskLines } from './lines.ts';
import { onZendeskWrites } from './writes.ts';

/** The desk, and for tests the stand-in behind it. */
export type ZendeskDesk = Desk & Readonly<{ standIn: ZendeskStandIn }>;

type Keys = Readonly<{
  client: Readonly<{ clientId: string; clientSecret: string }>;
  sunshine: Omit<SunshineKey, 'appId'>;
}>;

function startStandIn(
  accountId: string,
  { client, sunshine }: Keys,
  { intents, faults, journal, timeScale }: DeskOptions,
): Promise<ZendeskStandIn> {
  return ZendeskStandIn.start({
    accountId,
    users: Object.values(people),
    ticketFields: ticketFieldsFor(intents),
    // Off unless set: while functions work, time passes for queues as it does, for the limits as it would in a wait.
    rateLimits: 'off',
    rateLimitNow: acceleratedClock(timeScale),
    oauthClients: [{ ...client, userId: people.dragoman.id }],
    sunshineKeys: [{ appId: sunshineAppId, ...sunshine }],
    intercept: (request) => faults.helpdesk.intercept(request),
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

/** Starts the stand-in Zendesk, set up as the README tells an admin to set up the real one. */
export async function openZendeskDesk(options: DeskOptions): Promise<ZendeskDesk> {
  const account = options.accountId ?? accountNamedIn(options.rawBodies ?? []) ?? defaultAccountId;
  const signingSecret = randomBytes(24).toString('base64');
  const client = { clientId: 'dragoman', clientSecret: randomBytes(24).toString('hex') };
  const sunshine = { keyId: 'app_dragoman', secret: randomBytes(24).toString('hex') };
  const standIn = await startStandIn(account, { client, sunshine }, options);
  const lines = new ZendeskLines(standIn);
  return {
    standIn,
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
      api: JSON.stringify({ ...client, sunshine }),
    },
    connect: ({ webhookUrl }) => standIn.setWebhook({ url: webhookUrl, signingSecret, subscriptions }),
    ticketIn: ticketNamedIn,
    prepare: (line) => lines.prepare(line),
    deliver: (delivery, how) => deliver(standIn, delivery, how),
    onWrites: (listener) => onZendeskWrites(standIn, listener),
    stop: () => standIn.stop(),
  };
}
