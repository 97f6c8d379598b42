import { Command } from 'commander';
import { loadIntents } from '../intents.ts';
import { SettingsError } from '../problems.ts';
import { loadSettings, type StageSettings } from '../settings.ts';
import { runCdk } from './cdk-cli.ts';
import { adviceFor, refusalOf } from './deploy-advice.ts';
import { stageOption } from './shell.ts';

type Options = Readonly<{ stage: string; yes?: true }>;

/** Settings of a stage that can be deployed. Throws SettingsError. */
function deployable(stage: string): StageSettings {
  const refusal = refusalOf(stage);
  if (refusal !== null) throw new SettingsError([refusal]);
  loadIntents();
  return loadSettings(stage);
}

/** Puts a stage into the AWS account of the current credentials, after a question whenever rights change. */
async function deploy({ stage, yes }: Options): Promise<void> {
  try {
    const { region } = deployable(stage);
    const approval = yes ? ['--require-approval', 'never'] : [];
    const { exitCode, messages } = await runCdk(['deploy', '--context', `stage=${stage}`, ...approval]);
    process.exitCode = exitCode;
    const advice = exitCode === 0 ? null : adviceFor(messages, region);
    if (advice !== null) process.stderr.write(`\n${advice}\n`);
    if (exitCode === 0)
      process.stdout.write(
        `\nNext: confirm the e-mail for alarms, then npm run connect -- <helpdesk> --stage ${stage} (once more, if you have run it already).\n`,
      );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

await new Command('npm run deploy --')
  .description('Puts a stage into your AWS account.')
  .addOption(stageOption())
  .option('--yes', 'do not ask when rights change')
  .action(deploy)
  .parseAsync();
