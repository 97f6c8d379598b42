import { Command, Option } from 'commander';
import * as z from 'zod';
import { invitation, playTypedLines } from '../demo/by-hand.ts';
import { printScene } from '../demo/print.ts';
import { keepSettings, stageCommands } from '../demo/stage-commands.ts';
import { lineOf, shortcomings, storyFor } from '../demo/story.ts';
import { openDeskNamed } from '../desks/index.ts';
import { engineNames } from '../engines/index.ts';
import { parseFaults } from '../faults.ts';
import { type Assets, buildPage, PageBuildError } from '../page/server/build.ts';
import { openPage, type Page } from '../page/server/index.ts';
import { Player } from '../replay/player.ts';
import { openWorld, type World } from '../world.ts';
import { connectorOption, languageArgument, portArgument } from './arguments.ts';
import { stopOnSignal } from './signals.ts';

const options = z.object({
  connector: z.string(),
  engine: z.enum(engineNames),
  agentLanguage: z.string(),
  port: z.number(),
  once: z.boolean().default(false),
});

const command = new Command('npm run demo --')
  .description(
    'Runs the whole stack on this machine, serves a page to watch it and to try it, and plays a dozen customers’ messages ' +
      'and a conversation through it.',
  )
  .addOption(connectorOption)
  .addOption(new Option('--engine <name>', 'who translates').choices([...engineNames]).default('phrasebook'))
  .option('--agent-language <tag>', 'what the agents read', languageArgument, 'en')
  .option(
    '--port <n>',
    'the page’s port on this machine; another one if it is taken, 0 = any free one',
    portArgument,
    4180,
  )
  .option('--once', 'no page; end after the messages; exit 0 only if each ended as expected');

const write = (text: string) => void process.stdout.write(`${text}\n`);

/** `ticket`: the last one that was written in. */
type Told = Readonly<{ scenes: number; failures: number; languages: number; ticket: string | null }>;

async function playStory({ helpdesk }: World, player: Player): Promise<Told> {
  const story = storyFor(helpdesk);
  const languages = new Set<string>();
  let failures = 0;
  let ticket: string | null = null;
  // One after the other, as they would come in on a quiet day: the times are those of one message, not of a rush.
  for (const [index, scene] of story.entries()) {
    const line = lineOf(scene, index + 1, helpdesk);
    const output = await player.play(line);
    const problems = shortcomings(scene, output);
    ticket = output.ticket ?? ticket;
    failures += problems.length > 0 ? 1 : 0;
    if (output.translation !== null && output.language !== null) languages.add(output.language.code);
    const { via } = line.deliver;
    const cameBy = helpdesk.tellsBy.length > 1 && via !== undefined ? ` (by ${via})` : '';
    write(printScene({ ...scene, title: `${scene.title}${cameBy}` }, output, problems));
  }
  return { scenes: story.length, failures, languages: languages.size, ticket };
}

/** Without a page the demo still shows in the terminal what it has to show. */
async function servePage(
  world: World,
  { engine, port }: z.infer<typeof options>,
  building: Promise<Assets>,
): Promise<Page | null> {
  try {
    const page = await openPage({ world, engine, port, assets: await building });
    const toSee = world.helpdesk.page === undefined ? ' (the messages’ ways and the moments only)' : '';
    write(`The page to watch and to try it: ${page.url}${toSee}\n`);
    return page;
  } catch (error) {
    if (!(error instanceof PageBuildError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return null;
  }
}

/** Built while the stack starts; a failure is told where the result is awaited. */
function startBuilding(): Promise<Assets> {
  const building = buildPage();
  building.catch(() => undefined);
  return building;
}

async function demo(chosen: z.infer<typeof options>): Promise<void> {
  const startedAtMs = performance.now();
  const building = chosen.once ? null : startBuilding();
  const world = await openWorld({
    openDesk: openDeskNamed(chosen.connector),
    engine: chosen.engine,
    agentLanguage: chosen.agentLanguage,
    faults: parseFaults([]),
    timeScale: 1,
  });
  const opened = new AsyncDisposableStack();
  opened.defer(() => world.stop());
  stopOnSignal(() => opened.disposeAsync());
  const { helpdesk } = world;
  const startMs = Math.round(performance.now() - startedAtMs);
  write(
    `The stack runs on this machine, beside a local ${helpdesk.toolName} (${startMs} ms to synthesise and start).\n`,
  );
  const page = building === null ? null : await servePage(world, chosen, building);
  opened.defer(async () => page?.stop());
  const player = new Player(world);
  opened.defer(() => player.stop());
  const { scenes, failures, languages, ticket } = await playStory(world, player);
  const verdict = failures === 0 ? 'all ended as expected' : `${failures} did not end as expected`;
  write(`${scenes} messages of customers and agents, translated from ${languages} languages: ${verdict}.`);
  if (!chosen.once) {
    const { folder, remove } = await keepSettings(world);
    opened.defer(remove);
    const commands = stageCommands(world, { folder, ticket: ticket ?? '1' });
    write(invitation(world, page?.url ?? null, commands));
    return playTypedLines(player, process.stdin, { desk: helpdesk, firstNumber: scenes + 1, write });
  }
  await opened.disposeAsync();
  process.exitCode = failures === 0 ? 0 : 1;
}

command.action(async (raw: unknown) => {
  await demo(options.parse(raw));
});
await command.parseAsync();
