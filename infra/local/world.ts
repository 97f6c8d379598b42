import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountSettings } from '../../connectors/account.ts';
import { buildApp } from '../app.ts';
import { loadIntents } from '../intents.ts';
import { loadSettings, localStage, type StageSettings } from '../settings.ts';
import type { EngineName } from './engines/index.ts';
import type { Faults } from './faults.ts';
import { type HelpdeskWorld, people, startHelpdeskWorld, sunshineAppId } from './helpdesk-world.ts';
import { Journal } from './journal.ts';
import { createLanguageServices } from './services/language-services.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { type Synthesised, synthesise } from './synthesise.ts';

export type WorldOptions = Readonly<{
  engine: EngineName;
  /** BCP 47: what the agents read. */
  agentLanguage: string;
  faults: Faults;
  /** Waits in queues and schedules pass this many times faster. */
  timeScale: number;
  /** The helpdesk account's id. */
  accountId: string;
  /** Instead of what `settings/local.json` says. */
  account?: Partial<AccountSettings>;
  /** Instead of synthesising the stage afresh; for tests that start many worlds, or take a right out of the template. */
  templateOf?: (settings: StageSettings) => Promise<Synthesised>;
}>;

/** Everything that runs: a helpdesk, and the deployed stack beside it. */
export type World = Readonly<{
  stack: LocalStack;
  helpdesk: HelpdeskWorld;
  journal: Journal;
  faults: Faults;
  settings: StageSettings;
  webhookUrl: string;
  /** Ends everything; no handle stays open. */
  stop(): Promise<void>;
}>;

function localSettings(options: WorldOptions, baseUrl: string): StageSettings {
  const settings = loadSettings(localStage);
  const accounts = settings.accounts.map((account) => ({
    ...account,
    ...options.account,
    account: options.accountId,
    baseUrl,
    runtimeUserId: people.dragoman.id,
    agentLanguages: { ...account.agentLanguages, default: options.agentLanguage },
    vendor: { messaging: { appId: sunshineAppId }, ...(options.account?.vendor ?? account.vendor) },
  }));
  return { ...settings, accounts };
}

/** Synthesises the stage into a temporary folder of its own, which goes with the world. */
async function freshTemplate(settings: StageSettings, opened: AsyncDisposableStack): Promise<Synthesised> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  return await synthesise(buildApp(settings, { outdir: folder }));
}

/** Starts a helpdesk and runs the stage `local` of the stack beside it, connected as the README says. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { faults, timeScale, engine, accountId } = options;
  const journal = new Journal();
  await using opened = new AsyncDisposableStack();
  const helpdesk = await startHelpdeskWorld({
    ...{ accountId, faults, journal, timeScale },
    intents: loadIntents(),
  });
  opened.defer(() => helpdesk.standIn.stop());
  const settings = localSettings(options, helpdesk.standIn.baseUrl);
  const { template, assetsFolder, stackName, region } = await (options.templateOf?.(settings) ??
    freshTemplate(settings, opened));
  const stack = await startLocalStack({
    ...{ template, assetsFolder, stackName, region, faults, timeScale, journal },
    services: ({ lexBot, terminologies }) =>
      createLanguageServices({ engine, lexBot: lexBot(), terminologies: terminologies() }),
  });
  opened.defer(() => stack.stop());
  const secretName = `dragoman/${localStage}/zendesk/${accountId}`;
  stack.setSecret(`${secretName}/webhook`, helpdesk.secrets.webhook);
  stack.setSecret(`${secretName}/api`, helpdesk.secrets.api);
  const webhookUrl = `${stack.apiUrl}/webhooks/zendesk/${accountId}`;
  helpdesk.connectWebhook(webhookUrl);
  const running = opened.move();
  return { stack, helpdesk, journal, faults, settings, webhookUrl, stop: () => running.disposeAsync() };
}
