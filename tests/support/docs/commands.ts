import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { languageArgument } from '../../../infra/local/commands/arguments.ts';
import { parseFaults } from '../../../infra/local/faults.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { checkAwsCommand } from './aws-lines.ts';
import { projectRoot } from './pages.ts';
import { flagsOf, parseShell, type ShellCommand } from './shell.ts';

const run = promisify(execFile);
const scripts: ReadonlyMap<string, string> = new Map(Object.entries(packageJson.scripts));
const failed = z.looseObject({ stdout: z.string(), stderr: z.string() });

const helpTexts = new Map<string, Promise<string>>();

/** What a command says to `--help`, asked once. */
function helpOf(file: string, args: readonly string[]): Promise<string> {
  const key = [file, ...args].join(' ');
  const known = helpTexts.get(key);
  if (known !== undefined) return known;
  const asked = run(file, [...args, '--help'], { cwd: projectRoot, timeout: 120_000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: unknown) => {
      const said = failed.safeParse(error);
      throw new RangeError(`"${key} --help" failed: ${said.success ? said.data.stderr : 'no output'}`, {
        cause: error,
      });
    },
  );
  helpTexts.set(key, asked);
  return asked;
}

/** Refuses options that the command's own help does not name. */
async function checkFlags(help: Promise<string>, words: readonly string[]): Promise<void> {
  const text = await help;
  for (const { name } of flagsOf(words)) {
    if (name !== 'help' && !new RegExp(`--${name}\\b(?!-)`).test(text))
      throw new RangeError(`"${words.join(' ')}": its --help knows no --${name}.`);
  }
}

/** Values that a command's help names no form of, as the command itself reads them. */
const readers: Readonly<Record<string, (value: string) => unknown>> = {
  fault: (value) => parseFaults([value]),
  'agent-language': languageArgument,
};

function checkValues(words: readonly string[]): void {
  for (const { name, value } of flagsOf(words)) {
    if (value !== null) readers[name]?.(value);
  }
}

/** Without npm in front, which costs a second each time: our commands are all `node` with a file. */
function helpOfScript(script: string, subcommand: readonly string[]): Promise<string> {
  const [program, ...args] = (scripts.get(script) ?? '').split(' ');
  if (program !== 'node') throw new RangeError(`"npm run ${script}" takes no options.`);
  return helpOf(process.execPath, [...args, ...subcommand]);
}

/** npm's own commands that the docs use. */
const npmCommands = new Set(['ci', 'test']);

async function checkNpm([, command = '', ...rest]: readonly string[]): Promise<void> {
  if (npmCommands.has(command) && rest.length === 0) return;
  const [script = '', separator, ...args] = rest;
  if (command !== 'run' || !scripts.has(script))
    throw new RangeError(`"npm ${command} ${script}" is no script of package.json.`);
  if (separator === undefined) return;
  if (separator !== '--') throw new RangeError(`"npm run ${script}" takes its options after "--".`);
  // `connect zendesk` has a help of its own; a file or an id is no subcommand.
  const subcommand =
    args[0] !== undefined && /^[a-z-]+$/.test(args[0]) && !args[0].startsWith('-') ? [args[0]] : [];
  await checkFlags(helpOfScript(script, subcommand), args);
  checkValues(args);
}

async function checkNpx([, bin = '', ...args]: readonly string[]): Promise<void> {
  const file = join(projectRoot, 'node_modules', '.bin', bin);
  if (!existsSync(file)) throw new RangeError(`"npx ${bin}" is not among the dependencies.`);
  const [subcommand] = args;
  if (subcommand !== undefined && !(await helpOf(file, [])).includes(subcommand))
    throw new RangeError(`"npx ${bin} ${subcommand}": its --help does not name that.`);
  await checkFlags(helpOf(file, subcommand === undefined ? [] : [subcommand]), args);
}

async function checkOne({ words, inner }: ShellCommand): Promise<void> {
  for (const one of inner) await checkOne(one);
  switch (words[0]) {
    case 'npm':
      return checkNpm(words);
    case 'npx':
      return checkNpx(words);
    case 'aws':
      return checkAwsCommand(words);
    case 'echo':
    case 'cp':
      return;
    default:
      throw new RangeError(`The docs use "${words[0]}", which this test does not know how to check.`);
  }
}

/** Refuses a shell line of the docs that would not work: an unknown command, script, option, or a wrong argument. Runs nothing but `--help`. */
export async function checkShellLine(line: string): Promise<void> {
  for (const command of parseShell(line)) await checkOne(command);
}
