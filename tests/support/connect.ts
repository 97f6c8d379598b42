import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createLanguageServices } from '../../infra/local/services/language-services.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/stack.ts';
import { loadSettings, localStage } from '../../infra/settings.ts';
import { synthesiseOnce } from './bundles.ts';
import { type CommandOptions, type CommandRun, runCommand } from './command.ts';
import { withoutSchedules } from './schedules.ts';
import { bundleFixtures, smallTemplate, startSmallStack } from './small-stack.ts';

export type { CommandRun as ConnectRun } from './command.ts';

/** Runs `npm run connect`. */
export function runConnect(args: readonly string[], options: CommandOptions): Promise<CommandRun> {
  return runCommand('connect', args, options);
}

/** Starts what answers for AWS in an account in which nothing of ours is deployed. It ends with `open`. */
export async function startUndeployed(open: AsyncDisposableStack): Promise<LocalStack> {
  const { assetsFolder, remove } = await bundleFixtures();
  open.defer(remove);
  const stack = await startSmallStack({ template: smallTemplate(), assetsFolder });
  open.defer(() => stack.stop());
  return stack;
}

/** Deploys the stage `local` as its settings in this folder are now, with the phrasebook. It ends with `open`. */
export async function deployStage(settingsFolder: string, open: AsyncDisposableStack): Promise<LocalStack> {
  const synthesised = await synthesiseOnce(loadSettings(localStage, settingsFolder));
  withoutSchedules(synthesised.template);
  const stack = await startLocalStack({
    ...synthesised,
    services: ({ lexBot, terminologies }) =>
      createLanguageServices({ engine: 'phrasebook', lexBot: lexBot(), terminologies: terminologies() }),
  });
  open.defer(() => stack.stop());
  return stack;
}

/** What an account's secret of the stage `local` (`zendesk/22129848/webhook`) holds, as an administrator reads it. */
export async function secretIn(stack: LocalStack, name: string): Promise<string> {
  const { endpointUrl: endpoint, admin: credentials, region } = stack;
  const client = new SecretsManagerClient({ endpoint, credentials, region });
  const SecretId = `dragoman/${localStage}/${name}`;
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  client.destroy();
  return SecretString!;
}
