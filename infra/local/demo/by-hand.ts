import { createInterface } from 'node:readline';
import type { Desk } from '../desks/desk.ts';
import type { WayIn } from '../replay/input.ts';
import type { Player } from '../replay/player.ts';
import type { World } from '../world.ts';
import { printScene } from './print.ts';
import { lineOf, type Scene } from './story.ts';

/** Where whoever wants to send something by hand finds each way in. */
function addressOf(way: WayIn, { helpdesk, stack, webhookUrl }: World): string {
  switch (way) {
    case 'webhook':
      return `Webhook address: ${webhookUrl} (deliveries must be signed ${helpdesk.howToSign})`;
    case 'partner-bus': {
      const sources = helpdesk.settings.partnerEventSources ?? [];
      return `Partner event source: ${sources.join(', ')} (EventBridge is at ${stack.endpointUrl})`;
    }
  }
}

/**
 * What a person can do while the stack stays up. The page comes first: it is what most people want.
 * @param pageUrl null = there is no page
 * @param commands lines for a shell
 */
export function invitation(world: World, pageUrl: string | null, commands: readonly string[]): string {
  const { toolName, tellsBy, baseUrl } = world.helpdesk;
  return [
    ...(pageUrl === null ? [] : [`Open ${pageUrl} to watch and to try it.`]),
    'The stack stays up. Type a message in any language and press Enter: a customer writes it in a new ticket.',
    ...tellsBy.map((way) => addressOf(way, world)),
    `The API of the local ${toolName}, for curl; there is no user interface behind it: ${baseUrl}`,
    'The commands for a deployed stage work beside it, too, in a terminal of their own:',
    ...commands.map((command) => `  ${command}`),
    'Ctrl-C ends everything.',
    '',
  ].join('\n');
}

/** Plays each line typed as a customer's message, one after the other; ends when the input does. */
export async function playTypedLines(
  player: Player,
  input: NodeJS.ReadableStream,
  options: Readonly<{ desk: Desk; firstNumber: number; write: (text: string) => void }>,
): Promise<void> {
  let number = options.firstNumber;
  for await (const text of createInterface({ input })) {
    if (text.trim() === '') continue;
    const scene: Scene = {
      title: 'typed by hand',
      line: { text },
      expected: { outcome: 'delivered', language: null, note: true },
    };
    const output = await player.play(lineOf(scene, number, options.desk));
    options.write(printScene(scene, output, []));
    number += 1;
  }
}
