import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type WorldWith } from './world.ts';

export type CommandRun = Readonly<{ status: number | null; stdout: string; stderr: string }>;

const root = join(import.meta.dirname, '..', '..');

/** Runs infra/commands/<name>.ts as `npm run <name>` does, on the stage that runs in a world, with an administrator's keys. */
export async function operate(
  world: WorldWith,
  name: 'redrive' | 'forget',
  args: readonly string[],
): Promise<CommandRun> {
  const folder = temporaryFolder();
  const { stage } = world.settings;
  writeFileSync(join(folder, `${stage}.json`), JSON.stringify(world.settings));
  const { admin, endpointUrl } = world.stack;
  const command = join(root, 'infra', 'commands', `${name}.ts`);
  const child = spawn(process.execPath, [command, '--stage', stage, '--settings-folder', folder, ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_ACCESS_KEY_ID: admin.accessKeyId,
      AWS_SECRET_ACCESS_KEY: admin.secretAccessKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout, stderr };
}
