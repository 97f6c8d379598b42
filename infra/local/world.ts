import { buildApp } from '../app.ts';
import { loadIntents } from '../intents.ts';
import { loadSettings, localStage, type StageSettings } from '../settings.ts';
import type { EngineName } from './engines/index.ts';
import type { Faults } from './faults.ts';
import { type HelpdeskWorld, people, startHelpdeskWorld } from './helpdesk-world.ts';
import { Journal } from './journal.ts';
import { createLanguageServices } from './services/language-services.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { synthesise } from './synthesise.ts';

export type WorldOptions = Readonly<{
  engine: EngineName;
  /** BCP 47: what the agents read. */
  agentLanguage: string;
  faults: Faults;
  /** Waits in queues and schedules pass this many times faster. */
  timeScale: number;
  /** The helpdesk account's id. */
  accountId: string;
  /** Changes the synthesised template before it is run; for tests that take a right away. */
  editTemplate?: (template: unknown) => unknown;
}>;

/** Everything that runs: a helpdesk, and the deployed stack beside it. */
export type World = Readonly<{
  stack: LocalStack;
  helpdesk: HelpdeskWorld;
  journal: Journal;
  settings: StageSettings;
  webhookUrl: string;
  /** Ends everything; no handle stays open. */
  stop(): Promise<void>;
}>;

function localSettings(options: WorldOptions, baseUrl: string): StageSettings {
  const settings = loadSettings(localStage);
  const accounts = settings.accounts.map((account) => ({
    ...account,
    account: options.accountId,
    baseUrl,
    runtimeUserId: people.dragoman.id,
    agentLanguages: { ...account.agentLanguages, default: options.agentLanguage },
  }));
  return { ...settings, accounts };
}

/** Starts a helpdesk and runs the stage `local` of the stack beside it, connected as the README says. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const journal = new Journal();
  const { faults, timeScale, engine } = options;
  const helpdesk = await startHelpdeskWorld({
    accountId: options.accountId,
    intents: loadIntents(),
    faults,
    journal,
  });
  try {
    const settings = localSettings(options, helpdesk.standIn.baseUrl);
    const { template, assetsFolder, stackName } = await synthesise(buildApp(settings));
    const stack = await startLocalStack({
      template: options.editTemplate?.(template) ?? template,
      assetsFolder,
      stackName,
      region: settings.region,
      services: ({ lexBot }) => createLanguageServices({ engine, lexBot: lexBot() }),
      faults,
      timeScale,
      journal,
    });
    const secretName = `dragoman/${localStage}/zendesk/${options.accountId}`;
    stack.setSecret(`${secretName}/webhook`, helpdesk.secrets.webhook);
    stack.setSecret(`${secretName}/api`, helpdesk.secrets.api);
    const webhookUrl = `${stack.apiUrl}/webhooks/zendesk/${options.accountId}`;
    helpdesk.connectWebhook(webhookUrl);
    return {
      stack,
      helpdesk,
      journal,
      settings,
      webhookUrl,
      stop: async () => {
        await helpdesk.standIn.stop();
        await stack.stop();
      },
    };
  } catch (error) {
    await helpdesk.standIn.stop();
    throw error;
  }
}
