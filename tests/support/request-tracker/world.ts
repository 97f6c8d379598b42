import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { type AccountSettingsInput, accountSettings } from '../../../connectors/account.ts';
import { parseFaults } from '../../../infra/local/faults.ts';
import { createLanguageServices } from '../../../infra/local/services/language-services.ts';
import { type LocalStack, startLocalStack } from '../../../infra/local/stack.ts';
import { loadSettings, localStage, type StageSettings } from '../../../infra/settings.ts';
import { synthesiseOnce } from '../bundles.ts';
import { freePort } from '../free-port.ts';
import { rtName, signingSecret } from './config.ts';
import { type RequestTracker, startRequestTracker } from './instance.ts';

export type SentHook = Readonly<{ headers: Readonly<Record<string, string>>; body: string; json: any }>;

/** Stands between RT and the stack: sees every delivery, and loses or repeats them when told. */
export type Relay = Readonly<{
  url: string;
  /** All that RT sent, whatever became of it. */
  sent: readonly SentHook[];
  /** From now on: how often each delivery gets through. */
  deliverTimes(times: number): void;
  forwardTo(url: string): void;
  stop(): Promise<void>;
}>;

async function startRelay(): Promise<Relay> {
  const sent: SentHook[] = [];
  let times = 1;
  let target = '';
  const server: Server = createServer(async (request: IncomingMessage, response) => {
    const body = (await buffer(request)).toString('utf8');
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && /^(?:content-type|x-dragoman-)/.test(name) ? [[name, value]] : [],
      ),
    );
    sent.push({ headers, body, json: JSON.parse(body) });
    let status = 202;
    for (let time = 0; time < times; time += 1) {
      status = (await fetch(target, { method: 'POST', headers, body })).status;
    }
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/request-tracker/${rtName}`,
    sent,
    deliverTimes: (count) => {
      times = count;
    },
    forwardTo: (url) => {
      target = url;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A real Request Tracker, and the whole deployed stack beside it. */
export type RequestTrackerWorld = Readonly<{
  rt: RequestTracker;
  relay: Relay;
  stack: LocalStack;
  stop(): Promise<void>;
}>;

/** Starts both, connected as the README says. Waits in queues pass 100 times faster. */
export async function openRequestTrackerWorld(
  account: Partial<AccountSettingsInput> = {},
): Promise<RequestTrackerWorld> {
  await using opened = new AsyncDisposableStack();
  const relay = await startRelay();
  opened.defer(() => relay.stop());
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const settings = z.parse(accountSettings, {
    connector: 'request-tracker',
    account: rtName,
    baseUrl,
    agentLanguages: { default: 'en' },
    runtimeUserId: 'dragoman',
    ...account,
  });
  const stage = localSettings();
  // RT first: a stack that finds its secrets empty does not look again for a minute.
  const rt = await startRequestTracker({ hookUrl: relay.url, port });
  opened.defer(() => rt.stop());
  const stack = await startStack({ ...stage, accounts: [settings] });
  opened.defer(() => stack.stop());
  const { dragoman: token = '', marta = '', nora = '' } = rt.tokens;
  const secret = { token, agentTokens: { marta, nora } };
  const secretName = `dragoman/${localStage}/request-tracker/${rtName}`;
  stack.setSecret(`${secretName}/webhook`, JSON.stringify({ signingSecrets: [signingSecret] }));
  stack.setSecret(`${secretName}/api`, JSON.stringify(secret));
  relay.forwardTo(`${stack.apiUrl}/webhooks/request-tracker/${rtName}`);
  const running = opened.move();
  return { rt, relay, stack, stop: () => running.disposeAsync() };
}

/** What is lost is looked for as soon as it may be. */
function localSettings(): StageSettings {
  const stage = loadSettings(localStage);
  return { ...stage, limits: { ...stage.limits, catchUpGraceSeconds: 1 } };
}

async function startStack(settings: StageSettings): Promise<LocalStack> {
  return startLocalStack({
    ...(await synthesiseOnce(settings)),
    ...{ timeScale: 100, faults: parseFaults([]) },
    services: ({ lexBot, terminologies }) =>
      createLanguageServices({ engine: 'phrasebook', lexBot: lexBot(), terminologies: terminologies() }),
  });
}
