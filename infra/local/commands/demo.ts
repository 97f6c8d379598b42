import { Command, Option } from 'commander';
import * as z from 'zod';
import { invitation, playTypedLines } from '../demo/by-hand.ts';
import { printScene } from '../demo/print.ts';
import { lineOf, shortcomings, story } from '../demo/story.ts';
import { engineNames } from '../engines/index.ts';
import { parseFaults } from '../faults.ts';
import { Player } from '../replay/player.ts';
import { openWorld } from '../world.ts';
import { defaultAccountId, languageArgument } from './arguments.ts';
import { stopOnSignal } from './signals.ts';

const options = z.object({
  engine: z.enum(engineNames),
  agentLanguage: z.string(),
  once: z.boolean().default(false),
});

const command = new Command('demo')
  .description(
    'Runs the whole stack on this machine and plays a dozen customers’ messages and a conversation through it.',
  )
  .addOption(new Option('--engine <name>', 'who translates').choices([...engineNames]).default('phrasebook'))
  .option('--agent-language <tag>', 'what the agents read', languageArgument, 'en')
  .option('--once', 'end after the messages; exit 0 only if each ended as expected');

const write = (text: string) => void process.stdout.write(`${text}\n`);

async function playStory(player: Player): Promise<Readonly<{ failures: number; languages: number }>> {
  const languages = new Set<string>();
  let failures = 0;
  // One after the other, as they would come in on a quiet day: the times are those of one message, not of a rush.
  for (const [index, scene] of story.entries()) {
    const output = await player.play(lineOf(scene, index + 1));
    const problems = shortcomings(scene, output);
    failures += problems.length > 0 ? 1 : 0;
    if (output.translation !== null && output.language !== null) languages.add(output.language.code);
    write(printScene(scene, output, problems));
  }
  return { failures, languages: languages.size };
}

async function demo(chosen: z.infer<typeof options>): Promise<void> {
  const startedAtMs = performance.now();
  const world = await openWorld({
    engine: chosen.engine,
    agentLanguage: chosen.agentLanguage,
    faults: parseFaults([]),
    timeScale: 1,
    accountId: defaultAccountId,
  });
  stopOnSignal(() => world.stop());
  write(
    `The stack runs on this machine (${Math.round(performance.now() - startedAtMs)} ms to synthesise and start).\n`,
  );
  const player = new Player(world);
  const { failures, languages } = await playStory(player);
  const verdict = failures === 0 ? 'all ended as expected' : `${failures} did not end as expected`;
  write(
    `${story.length} messages of customers and agents, translated from ${languages} languages: ${verdict}.`,
  );
  if (!chosen.once) {
    write(invitation(world));
    return playTypedLines(player, process.stdin, { firstNumber: story.length + 1, write });
  }
  player.stop();
  await world.stop();
  process.exitCode = failures === 0 ? 0 : 1;
}

command.action(async (raw: unknown) => {
  await demo(options.parse(raw));
});
await command.parseAsync();
