import { createInterface } from 'node:readline';
import type { Player } from '../replay/player.ts';
import type { World } from '../world.ts';
import { printScene } from './print.ts';
import { lineOf, type Scene } from './story.ts';

/** What a person can do while the stack stays up. */
export function invitation(world: World): string {
  return [
    'The stack stays up. Type a message in any language and press Enter: a customer writes it in a new ticket.',
    `Webhook address: ${world.webhookUrl} (deliveries must be signed as Zendesk signs them)`,
    `Stand-in Zendesk: ${world.helpdesk.standIn.baseUrl}`,
    'Ctrl-C ends everything.',
    '',
  ].join('\n');
}

/** Plays each line typed as a customer's message, one after the other; ends when the input does. */
export async function playTypedLines(
  player: Player,
  input: NodeJS.ReadableStream,
  options: Readonly<{ firstNumber: number; write: (text: string) => void }>,
): Promise<void> {
  let number = options.firstNumber;
  for await (const text of createInterface({ input })) {
    if (text.trim() === '') continue;
    const scene: Scene = {
      title: 'typed by hand',
      line: { text },
      expected: { outcome: 'delivered', language: null, note: true },
    };
    const output = await player.play(lineOf(scene, number));
    options.write(printScene(scene, output, []));
    number += 1;
  }
}
