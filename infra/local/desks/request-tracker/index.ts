import { randomBytes } from 'node:crypto';
import { RequestTrackerStandIn } from '../../helpdesks/request-tracker/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { Delivery, ReplayLine } from '../../replay/input.ts';
import { type Desk, type DeskOptions, type DeskWrites, deliveryTimeoutMs } from '../desk.ts';
import { customFields, defaultRtName, people, queue } from './account.ts';
import { RequestTrackerLines } from './lines.ts';
import { rtNamedIn, ticketNamedIn } from './raw-lines.ts';
import { writesOf } from './writes.ts';

const connector = 'request-tracker';

/** The desk, and for tests the stand-in behind it. */
export type RequestTrackerDesk = Desk & Readonly<{ standIn: RequestTrackerStandIn }>;

type Tokens = Readonly<{ bot: string; agent: string }>;

const newToken = (userId: number) => `1-${userId}-${randomBytes(16).toString('hex')}`;

function startStandIn(
  rtName: string,
  tokens: Tokens,
  { faults, journal }: DeskOptions,
): Promise<RequestTrackerStandIn> {
  return RequestTrackerStandIn.start({
    rtName,
    users: Object.values(people),
    queues: [queue],
    customFields,
    tokens: { [tokens.bot]: people.dragoman.name, [tokens.agent]: people.agent.name },
    hookSilentFor: people.dragoman.name,
    intercept: (request) => faults.helpdesk.intercept(request),
    onRequest: ({ method, path, status, ms, traceHeader }) => {
      const traceId = traceIdOf(traceHeader);
      journal.record({ kind: 'helpdesk-call', helpdesk: connector, traceId, method, path, status, ms });
    },
  });
}

async function deliver(
  standIn: RequestTrackerStandIn,
  delivery: object | string,
  { signature, ageSeconds, contentType }: Delivery,
): Promise<readonly string[]> {
  const { headers } = await standIn.deliver(delivery, { signature, ageSeconds, contentType });
  const trace = headers['x-local-trace-id'];
  return trace === undefined ? [] : [trace];
}

/** Starts the stand-in Request Tracker, set up as the connector's README tells an admin to set up the real one. */
export async function openRequestTrackerDesk(options: DeskOptions): Promise<RequestTrackerDesk> {
  const account = options.accountId ?? rtNamedIn(options.rawBodies ?? []) ?? defaultRtName;
  const secret = randomBytes(24).toString('hex');
  const tokens = { bot: newToken(people.dragoman.id), agent: newToken(people.agent.id) };
  const standIn = await startStandIn(account, tokens, options);
  const lines = new RequestTrackerLines(standIn);
  const desk = {
    standIn,
    connector,
    toolName: 'Request Tracker',
    howToSign: 'as the scrips in Request Tracker sign them',
    tellsBy: ['webhook'] as const,
    ticketIn: ticketNamedIn,
    baseUrl: standIn.baseUrl,
    settings: { account, runtimeUserId: people.dragoman.name, vendor: {} },
    secrets: {
      webhook: JSON.stringify({ signingSecrets: [secret] }),
      api: JSON.stringify({ token: tokens.bot, agentTokens: { [people.agent.name]: tokens.agent } }),
    },
    connect: ({ webhookUrl }: Readonly<{ webhookUrl: string }>) =>
      standIn.setHook({ url: webhookUrl, secret, timeoutMs: deliveryTimeoutMs }),
    prepare: (line: ReplayLine) => lines.prepare(line),
    deliver: (delivery: object | string, how: Delivery) => deliver(standIn, delivery, how),
    onWrites: (listener: (writes: DeskWrites & Readonly<{ ticket: string }>) => void) =>
      standIn.onChange((change) =>
        listener({
          traceId: traceIdOf(change.traceHeader),
          ticket: String(change.ticketId),
          writes: writesOf(change),
        }),
      ),
    stop: () => standIn.stop(),
  };
  return desk;
}
