import { type CommandOptions, type CommandRun, runCommand } from './command.ts';

export type { CommandOptions as ConnectRunOptions, CommandRun as ConnectRun } from './command.ts';

/** Runs `npm run connect`. */
export function runConnect(args: readonly string[], options: CommandOptions): Promise<CommandRun> {
  return runCommand('connect', args, options);
}
