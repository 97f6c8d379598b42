import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { LocalStack } from '../../infra/local/stack.ts';

const root = join(import.meta.dirname, '..', '..');

export type CommandRun = Readonly<{ exitCode: number | null; stdout: string; stderr: string }>;

export type CommandOptions = Readonly<{
  /** What answers for AWS. */
  stack: Pick<LocalStack, 'endpointUrl' | 'admin'>;
  /** Left out = the command's own default. */
  settingsFolder?: string;
  environment?: Readonly<Record<string, string>>;
}>;

/** Runs infra/commands/<name>.ts as a process of its own, with the keys of an AWS administrator and without a terminal. */
export async function runCommand(
  name: string,
  args: readonly string[],
  { stack, settingsFolder, environment = {} }: CommandOptions,
): Promise<CommandRun> {
  const command = join(root, 'infra', 'commands', `${name}.ts`);
  const folder = settingsFolder === undefined ? [] : ['--settings-folder', settingsFolder];
  const child = spawn(process.execPath, [command, ...args, ...folder], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: stack.endpointUrl,
      AWS_ACCESS_KEY_ID: stack.admin.accessKeyId,
      AWS_SECRET_ACCESS_KEY: stack.admin.secretAccessKey,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}
