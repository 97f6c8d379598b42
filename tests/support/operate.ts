import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { temporaryFolder, type WorldWith } from './world.ts';

export type OperateRun = Readonly<{ status: number | null; stdout: string; stderr: string }>;

/** Runs `npm run <name>` on the stage that runs in a world. */
export async function operate(
  world: WorldWith,
  name: 'redrive' | 'forget',
  args: readonly string[],
): Promise<OperateRun> {
  const settingsFolder = temporaryFolder();
  const { stage } = world.settings;
  writeFileSync(join(settingsFolder, `${stage}.json`), JSON.stringify(world.settings));
  const { stack } = world;
  const { exitCode, ...said } = await runCommand(name, ['--stage', stage, ...args], {
    stack,
    settingsFolder,
  });
  return { status: exitCode, ...said };
}
