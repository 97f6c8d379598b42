import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import { lookInto } from '../redrive/look.ts';
import type { ParkedMessage } from '../redrive/parked.ts';
import { isMeant } from '../redrive/select.ts';
import type { Place } from './keys.ts';

/** Whose dead letters are looked for: of these tickets, and in any ticket those that this customer wrote. */
export type ParkedOf = Place & Readonly<{ tickets: ReadonlySet<string>; customerKey: string | null }>;

/** What waits in dead-letter queues, which is in no table. Rejects with CommandError or what the SDK throws. */
export async function findParked(
  { connector, account, tickets, customerKey }: ParkedOf,
  {
    settings,
    clients,
    stop,
  }: Readonly<{ settings: StageSettings; clients: Pick<StageClients, 'sqs'>; stop: AbortSignal }>,
): Promise<readonly ParkedMessage[]> {
  const looks = await lookInto(clients.sqs, settings, undefined, stop);
  return looks
    .flatMap(({ messages }) => messages)
    .filter(
      (one) =>
        isMeant(one, { connector, account }) &&
        ((one.ticket !== null && tickets.has(one.ticket)) ||
          (customerKey !== null && one.customerKey === customerKey)),
    );
}

/** The command that drops them. Pure. */
export function parkedLines(
  parked: readonly ParkedMessage[],
  { stage, limits }: Pick<StageSettings, 'stage' | 'limits'>,
): readonly string[] {
  if (parked.length === 0) return [];
  const messages = parked.map(({ id }) => `--message ${id}`).join(' ');
  return [
    `In dead-letter queues: ${parked.length}, kept for ${limits.deadLetterDays} days. To drop them: ` +
      `npm run redrive -- --stage ${stage} ${messages} --discard`,
  ];
}
