import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import timers from 'node:timers/promises';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { fetchSend, type Question, type SetUp } from '../../connectors/set-up.ts';
import { setUps } from '../../connectors/set-ups.ts';
import { awsClients } from '../operate/aws-clients.ts';
import { settingsFolder } from '../settings.ts';
import { connect } from '../setup/connect.ts';
import { writePrivateFile } from '../setup/private-file.ts';
import type { ConnectOptions, ConnectWorld } from '../setup/session.ts';
import { ownActivity, ownTerminal } from '../setup/terminal.ts';
import { CommandError, runCommand, settingsFolderOption, stageOption, writeLine } from './shell.ts';

const sharedOptions = z.object({
  stage: z.string(),
  settingsFolder: z.string(),
  region: z.string().nullable().default(null),
  alarmEmail: z.string().nullable().default(null),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  remove: z.boolean().default(false),
  triggers: z.boolean().default(false),
  deploy: z.boolean().default(false),
  tryOut: z.boolean().nullable().default(null),
});

/** The deployment as a person runs it, so that its questions and its output are the same. */
async function deploy(stage: string, yes: boolean): Promise<number> {
  const command = join(import.meta.dirname, 'deploy.ts');
  const child = spawn(process.execPath, [command, '--stage', stage, ...(yes ? ['--yes'] : [])], {
    stdio: 'inherit',
  });
  const [exitCode]: (number | null)[] = await once(child, 'close');
  return exitCode ?? 1;
}

/** The process as it is: its terminal, its clock, the network. */
function world(): ConnectWorld {
  return {
    ...{ terminal: ownTerminal(), environment: process.env, write: writeLine, deploy },
    activity: ownActivity(writeLine),
    newSecret: () => randomBytes(32).toString('hex'),
    writePrivateFile,
    awsClients: (region) => awsClients({ region }),
    deps: { send: fetchSend, now: () => new Date(), wait: async (ms) => void (await timers.setTimeout(ms)) },
  };
}

/** Flags of questions; secrets have none. */
function flagOf({ key, flag, prompt, environment, required }: Question): Option {
  const variable = environment === null ? '' : ` (or ${environment})`;
  const name = key === 'forms' ? '<names>' : '<value>';
  return new Option(`--${flag} ${name}`, `${prompt}${variable}${required ? '' : '; may be left out'}`);
}

function help({ connector, questions, example }: SetUp): string {
  const secrets = questions.flatMap(({ secret, environment, prompt, flag }) =>
    secret && environment !== null ? [`  ${environment}  ${prompt} (${flag})`] : [],
  );
  const command = `npm run connect -- ${connector}`;
  return [
    ...(secrets.length === 0
      ? []
      : ['', 'Secrets are asked for, or taken from the environment:', ...secrets]),
    ...['', 'Examples:', `  ${command} --stage prod`],
    `  ${command} --stage prod ${example} --yes`,
    `  ${command} --stage prod --dry-run     shows what would change`,
    `  ${command} --stage prod --remove      takes away what connect has made, and nothing else`,
    '',
    'Exit: 0 done, or nothing to do (steps by hand may be left); 1 not done, not all of it, or the answer was no;',
    '130 stopped by Ctrl-C, which says what is done.',
  ].join('\n');
}

function commandFor(setUp: SetUp): Command {
  const command = new Command(setUp.connector)
    .description(
      `Connects ${setUp.toolName}: shows what would change, asks, does it. A second run does what is left.`,
    )
    .addOption(stageOption())
    .addOption(settingsFolderOption())
    .option('--region <name>', 'AWS region, for a stage that has no settings yet')
    .option('--alarm-email <address>', 'who gets the alarms, for a stage that has no settings yet')
    .option('--yes', 'do not ask before the changes')
    .option('--dry-run', 'only show what would change')
    .option('--triggers', 'change triggers as proposed, too')
    .option('--deploy', 'deploy the stage where that comes next, and go on')
    .option('--try-out', 'write a test message even if nothing changed')
    .option('--no-try-out', 'write no test message')
    .option('--remove', 'take away what connect has made');
  for (const question of setUp.questions) if (!question.secret) command.addOption(flagOf(question));
  command.addHelpText('after', help(setUp)).action(async (raw: unknown) => {
    await runCommand(async () => await connect(setUp, optionsFrom(raw, setUp), world()));
  });
  return command;
}

/** Throws CommandError for options that do not go together. */
function optionsFrom(raw: unknown, { questions }: SetUp): ConnectOptions {
  const values = z.record(z.string(), z.unknown()).parse(raw);
  const flags = questions.flatMap(({ key }) => {
    const value = z.string().safeParse(values[key]);
    return value.success ? [[key, value.data] as const] : [];
  });
  const shared = sharedOptions.parse(raw);
  if (shared.deploy && resolve(shared.settingsFolder) !== settingsFolder)
    throw new CommandError(
      'The deployment takes its settings from settings/ only: leave --settings-folder or --deploy out.',
    );
  return { ...shared, flags: Object.fromEntries(flags) };
}

const expected = `Expected a helpdesk: ${Object.keys(setUps).join(', ')}.`;
const program = new Command('npm run connect --')
  .description(
    'Connects a helpdesk: what it needs there, the secrets, the settings. Shows what would change before anything does.',
  )
  .showHelpAfterError(expected)
  // Without a helpdesk there is the help as an error.
  .addHelpText('after', ({ error }) => (error ? `\n${expected}` : ''));
for (const setUp of Object.values(setUps)) program.addCommand(commandFor(setUp));
await program.parseAsync();
