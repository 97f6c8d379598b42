import { parseFaults } from '../../infra/local/faults.ts';
import { parseReplayFile } from '../../infra/local/replay/input.ts';
import type { ReplayOutput } from '../../infra/local/replay/output.ts';
import { Player } from '../../infra/local/replay/player.ts';
import { openWorld, type World, type WorldOptions } from '../../infra/local/world.ts';

export const accountId = '22129848';

/** A running world with the phrasebook and, unless told otherwise, queues that wait 100 times faster. */
export async function aWorld(
  options: Partial<Omit<WorldOptions, 'faults'>> & { faults?: readonly string[] } = {},
): Promise<World> {
  const { faults = [], ...rest } = options;
  return await openWorld({
    engine: 'phrasebook',
    agentLanguage: 'en',
    timeScale: 100,
    accountId,
    ...rest,
    faults: parseFaults(faults),
  });
}

/** Plays lines in the replay format and gives what came of each. */
export async function play(
  world: World,
  lines: readonly object[],
  deadlineMs = 60_000,
): Promise<ReplayOutput[]> {
  const player = new Player(world, deadlineMs);
  const outputs: ReplayOutput[] = [];
  await player.playAll(parseReplayFile(lines.map((line) => JSON.stringify(line)).join('\n')), (output) =>
    outputs.push(output),
  );
  player.stop();
  return outputs;
}

/** Starts a world, plays the lines and ends it again. */
export async function playAlone(
  lines: readonly object[],
  options: Parameters<typeof aWorld>[0] = {},
): Promise<ReplayOutput[]> {
  const world = await aWorld(options);
  try {
    return await play(world, lines);
  } finally {
    await world.stop();
  }
}

export const notesIn = (output: ReplayOutput | undefined) =>
  (output?.writes ?? []).flatMap((write) => (write.kind === 'note' ? [write.html] : []));
