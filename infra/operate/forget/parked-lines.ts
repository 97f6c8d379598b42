import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import { lookInto } from '../redrive/look.ts';
import { isMeant } from '../redrive/select.ts';
import type { Place } from './keys.ts';

/** What of these tickets waits in dead-letter queues, which is in no table, and how to drop it; no line = nothing. */
export async function parkedLines(
  { connector, account }: Place,
  tickets: ReadonlySet<string>,
  { settings, clients }: Readonly<{ settings: StageSettings; clients: Pick<StageClients, 'sqs'> }>,
): Promise<readonly string[]> {
  if (tickets.size === 0) return [];
  const looks = await lookInto(clients.sqs, settings, undefined);
  const parked = looks
    .flatMap(({ messages }) => messages)
    .filter((one) => isMeant(one, { connector, account }) && one.ticket !== null && tickets.has(one.ticket));
  if (parked.length === 0) return [];
  const messages = parked.map(({ id }) => `--message ${id}`).join(' ');
  return [
    `In dead-letter queues: ${parked.length}, kept for ${settings.limits.deadLetterDays} days. To drop them: ` +
      `npm run redrive -- --stage ${settings.stage} ${messages} --discard`,
  ];
}
