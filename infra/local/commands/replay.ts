import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { openDeskNamed } from '../desks/index.ts';
import { engineNames } from '../engines/index.ts';
import { faultForms, parseFaults } from '../faults.ts';
import { parseReplayFile, ReplayFileError, replayInput } from '../replay/input.ts';
import { replayOutput } from '../replay/output.ts';
import { deadlineMsAt, Player } from '../replay/player.ts';
import { openWorld } from '../world.ts';
import { connectorOption, faultArgument, languageArgument, scaleArgument } from './arguments.ts';
import { stopOnSignal } from './signals.ts';

const exitCodes = { ok: 0, lost: 1, badInput: 2 } as const;

const command = new Command('npm run replay --')
  .description('Plays messages through the whole stack on this machine; one line of JSON per message.')
  .argument('[file]', 'JSONL file; "-" = standard input')
  .addOption(connectorOption)
  .addOption(new Option('--engine <name>', 'who translates').choices([...engineNames]).default('phrasebook'))
  .option('--fault <spec>', 'a deliberate fault; may be given several times', faultArgument, [])
  .option('--agent-language <tag>', 'what the agents read', languageArgument, 'en')
  .option('--time-scale <n>', 'waits in queues pass so many times faster; 1 = real time', scaleArgument, 100)
  .option('--schema', 'print the JSON Schemas of both line formats and end')
  .addHelpText(
    'after',
    `\nFaults:\n${faultForms.map((form) => `  ${form}`).join('\n')}\n\nExit: 0 all ended, 1 a message was lost, 2 the input or an option is wrong.`,
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? exitCodes.ok : exitCodes.badInput));

const options = z.object({
  connector: z.string(),
  engine: z.enum(engineNames),
  fault: z.array(z.string()),
  agentLanguage: z.string(),
  timeScale: z.number(),
  schema: z.boolean().optional(),
});

function printSchemas(): void {
  const schemas = {
    input: z.toJSONSchema(replayInput, { io: 'input' }),
    output: z.toJSONSchema(replayOutput, { io: 'output' }),
  };
  process.stdout.write(`${JSON.stringify(schemas, null, 2)}\n`);
}

/** Text of the file, or of standard input. Throws ReplayFileError. */
function readLines(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ReplayFileError(`cannot be read: ${problem}`, { cause: error });
  }
}

async function replay(file: string, chosen: z.infer<typeof options>): Promise<number> {
  const lines = parseReplayFile(readLines(file));
  const world = await openWorld({
    openDesk: openDeskNamed(chosen.connector),
    rawBodies: lines.flatMap((line) => (line.kind === 'raw' ? [line.body] : [])),
    engine: chosen.engine,
    agentLanguage: chosen.agentLanguage,
    faults: parseFaults(chosen.fault),
    timeScale: chosen.timeScale,
  });
  stopOnSignal(() => world.stop());
  const player = new Player(world, deadlineMsAt(chosen.timeScale));
  let lost = 0;
  try {
    await player.playAll(lines, (output) => {
      if (output.outcome === 'lost') lost += 1;
      process.stdout.write(`${JSON.stringify(replayOutput.parse(output))}\n`);
    });
  } finally {
    player.stop();
    await world.stop();
  }
  if (lost > 0) process.stderr.write(`${lost} of ${lines.length} messages were lost: no end was seen.\n`);
  return lost > 0 ? exitCodes.lost : exitCodes.ok;
}

command.action(async (file: string | undefined, raw: unknown) => {
  const chosen = options.parse(raw);
  if (chosen.schema) return printSchemas();
  if (file === undefined) return command.error('error: name a JSONL file, or "-" for standard input');
  try {
    process.exitCode = await replay(file, chosen);
  } catch (error) {
    if (!(error instanceof ReplayFileError)) throw error;
    process.stderr.write(`${file}: ${error.message}\n`);
    process.exitCode = exitCodes.badInput;
  }
});
await command.parseAsync();
