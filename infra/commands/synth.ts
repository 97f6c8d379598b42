import { Command } from 'commander';
import { loadIntents } from '../intents.ts';
import { SettingsError } from '../problems.ts';
import { loadSettings, localStage } from '../settings.ts';
import { runCdk } from './cdk-cli.ts';
import { stageOption } from './shell.ts';

/** Makes the CloudFormation template of a stage. Needs neither credentials nor network. */
async function synth({ stage }: { stage: string }): Promise<void> {
  try {
    loadSettings(stage);
    loadIntents();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  const { exitCode } = await runCdk(['synth', '--quiet', '--context', `stage=${stage}`]);
  if (exitCode === 0) process.stdout.write(`Stage ${stage}: cdk.out/DragomanStack.template.json\n`);
  process.exitCode = exitCode;
}

await new Command('npm run synth --')
  .description('Makes the CloudFormation template of a stage, offline.')
  .addOption(stageOption().default(localStage))
  .action(synth)
  .parseAsync();
