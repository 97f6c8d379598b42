import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageSettings } from '../../infra/settings.ts';
import { type CommandRun, runCommand } from './command.ts';
import { temporaryFolder, type WorldWith } from './world.ts';

export type DoctorOptions = Readonly<{
  args?: readonly string[];
  /** Instead of the world's. */
  settings?: StageSettings;
  environment?: Readonly<Record<string, string>>;
}>;

/** Runs `npm run doctor` on the stage that runs in a world. */
export function runDoctor(world: WorldWith, options: DoctorOptions = {}): Promise<CommandRun> {
  const { args = [], settings = world.settings, environment = {} } = options;
  const { stage } = settings;
  const settingsFolder = temporaryFolder();
  writeFileSync(join(settingsFolder, `${stage}.json`), JSON.stringify(settings));
  const { stack } = world;
  return runCommand('doctor', ['--stage', stage, ...args], { stack, settingsFolder, environment });
}
