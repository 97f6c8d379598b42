import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Finding } from '../../connectors/set-up.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { temporaryFolder, type WorldWith } from './world.ts';

const root = join(import.meta.dirname, '..', '..');

export type DoctorRun = Readonly<{ exitCode: number | null; stdout: string; stderr: string }>;

export type DoctorOptions = Readonly<{
  args?: readonly string[];
  /** Instead of the world's. */
  settings?: StageSettings;
  environment?: Readonly<Record<string, string>>;
}>;

/** Runs `npm run doctor` on the stage that runs in a world, as a process of its own, with the keys of an AWS administrator. */
export async function runDoctor(world: WorldWith, options: DoctorOptions = {}): Promise<DoctorRun> {
  const { args = [], settings = world.settings, environment = {} } = options;
  const { stage } = settings;
  const folder = temporaryFolder();
  writeFileSync(join(folder, `${stage}.json`), JSON.stringify(settings));
  const { admin, endpointUrl } = world.stack;
  const command = join(root, 'infra', 'commands', 'doctor.ts');
  const child = spawn(process.execPath, [command, '--stage', stage, '--settings-folder', folder, ...args], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_ACCESS_KEY_ID: admin.accessKeyId,
      AWS_SECRET_ACCESS_KEY: admin.secretAccessKey,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { exitCode: await ended, stdout, stderr };
}

/** The findings that are not well, as programs get them. */
export async function troublesOf(
  world: WorldWith,
  options: DoctorOptions = {},
): Promise<Readonly<{ exitCode: number | null; troubles: readonly (Finding & { place: string })[] }>> {
  const { exitCode, stdout, stderr } = await runDoctor(world, { ...options, args: ['--json'] });
  if (stdout === '') throw new Error(`doctor said nothing but: ${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: (Finding & { place: string })[] };
  return { exitCode, troubles: findings.filter(({ severity }) => severity !== 'ok') };
}
