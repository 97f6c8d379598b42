import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountSettings } from '../../connectors/account.ts';
import { buildApp } from '../app.ts';
import { loadIntents } from '../intents.ts';
import { loadSettings, localStage, parseSettings, type StageSettings } from '../settings.ts';
import type { Desk, DeskOptions, WaysIn } from './desks/desk.ts';
import type { EngineName } from './engines/index.ts';
import type { Faults } from './faults.ts';
import { Journal } from './journal.ts';
import { createLanguageServices } from './services/language-services.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { type Synthesised, synthesise } from './synthesise.ts';

export type WorldOptions<SomeDesk extends Desk = Desk> = Readonly<{
  /** Starts the helpdesk. */
  openDesk: (options: DeskOptions) => Promise<SomeDesk>;
  engine: EngineName;
  /** BCP 47: what the agents read. */
  agentLanguage: string;
  faults: Faults;
  /** Waits in queues and schedules pass this many times faster. */
  timeScale: number;
  /** The helpdesk account's id. Default: see `DeskOptions`. */
  accountId?: string;
  /** Bodies that will be played. */
  rawBodies?: readonly object[];
  /** Instead of what `settings/local.json` says. */
  account?: Partial<AccountSettings>;
  /** Instead of synthesising the stage afresh; for tests that start many worlds, or take a right out of the template. */
  templateOf?: (settings: StageSettings) => Promise<Synthesised>;
}>;

/** Everything that runs: a helpdesk, and the deployed stack beside it. */
export type World<SomeDesk extends Desk = Desk> = Readonly<{
  stack: LocalStack;
  helpdesk: SomeDesk;
  journal: Journal;
  faults: Faults;
  settings: StageSettings;
  webhookUrl: string;
  /** Ends everything; no handle stays open. */
  stop(): Promise<void>;
}>;

/** The stage `local` with one account, the desk's. Throws SettingsError if the desk's part is not what its connector expects. */
function settingsFor(desk: Desk, options: WorldOptions): StageSettings {
  const stage = loadSettings(localStage);
  const [usual] = stage.accounts;
  const account = {
    ...usual,
    ...options.account,
    ...desk.settings,
    connector: desk.connector,
    baseUrl: desk.baseUrl,
    agentLanguages: { ...usual?.agentLanguages, default: options.agentLanguage },
    vendor: { ...desk.settings.vendor, ...options.account?.vendor },
  };
  return parseSettings(`settings/${localStage}.json with ${desk.toolName}`, {
    ...stage,
    accounts: [account],
  });
}

/** Synthesises the stage into a temporary folder of its own, which goes with the world. */
async function freshTemplate(settings: StageSettings, opened: AsyncDisposableStack): Promise<Synthesised> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  return await synthesise(buildApp(settings, { outdir: folder }));
}

/** What the deployment prints for the account, and whatever else leads into the stack. */
function waysInto(stack: LocalStack, desk: Desk): WaysIn {
  return {
    webhookUrl: `${stack.apiUrl}/webhooks/${desk.connector}/${desk.settings.account}`,
    partnerBus: desk.settings.partnerEventSources?.length ? stack.putPartnerEvent : null,
  };
}

/** Does with desk and stack what the README tells an admin to do after the deployment. */
async function connect(desk: Desk, stack: LocalStack): Promise<WaysIn> {
  const secretName = `dragoman/${localStage}/${desk.connector}/${desk.settings.account}`;
  stack.setSecret(`${secretName}/webhook`, desk.secrets.webhook);
  stack.setSecret(`${secretName}/api`, desk.secrets.api);
  const ways = waysInto(stack, desk);
  await desk.connect(ways);
  return ways;
}

/** Starts a helpdesk and runs the stage `local` of the stack beside it, connected as the README says. */
export async function openWorld<SomeDesk extends Desk>(
  options: WorldOptions<SomeDesk>,
): Promise<World<SomeDesk>> {
  const { faults, timeScale, engine, accountId = null, rawBodies = [] } = options;
  const journal = new Journal();
  await using opened = new AsyncDisposableStack();
  const helpdesk = await options.openDesk({
    ...{ accountId, rawBodies, faults, journal, timeScale },
    intents: loadIntents(),
  });
  opened.defer(() => helpdesk.stop());
  const settings = settingsFor(helpdesk, options);
  const { template, assetsFolder, stackName, region } = await (options.templateOf?.(settings) ??
    freshTemplate(settings, opened));
  const stack = await startLocalStack({
    ...{ template, assetsFolder, stackName, region, faults, timeScale, journal },
    services: ({ lexBot, terminologies }) =>
      createLanguageServices({ engine, lexBot: lexBot(), terminologies: terminologies() }),
  });
  opened.defer(() => stack.stop());
  const { webhookUrl } = await connect(helpdesk, stack);
  const running = opened.move();
  return { stack, helpdesk, journal, faults, settings, webhookUrl, stop: () => running.disposeAsync() };
}
