import type { AccountSettings } from '../../../connectors/account.ts';
import { InterruptedError } from '../../commands/interrupt.ts';
import type { Bar } from '../terminal.ts';
import type { Found } from './find.ts';
import { type Holding, holdsAnything } from './holdings.ts';
import type { ForgetOptions, ForgetPorts } from './options.ts';
import type { StageTables } from './tables.ts';
import { publishWithdrawals, withdrawalOf } from './withdrawal.ts';

/** The functions need seconds; a queue that is behind needs more. */
export const longestWaitMs = 180_000;
const pauseMs = 1_000;

/**
 * Withdraws and waits; gives what is still there in the end. A parked message of the ticket, sent again, then ends as withdrawn.
 * Rejects with InterruptedError, CommandError or what the SDK throws.
 */
export async function carryOut(
  { ticket }: ForgetOptions,
  { holdings, budgetKeys }: Found,
  account: AccountSettings,
  tables: StageTables,
  ports: ForgetPorts,
): Promise<readonly Holding[]> {
  const { settings, clients, bar, now } = ports;
  const until = now().toISOString();
  const tickets = ticket === undefined ? holdings.map(({ conversation }) => conversation.ticket) : [ticket];
  const shown = bar(holdings.length, 'Forgetting');
  try {
    const withdrawals = tickets.map((one) => withdrawalOf(account, one, until));
    await publishWithdrawals(clients.events, settings.stage, withdrawals);
    for (const key of budgetKeys) await tables.deleteBudget(key);
    const left = await waitFor(holdings, tables, shown, ports);
    shown.end(left.length === 0 ? 'Forgotten' : 'Not all of it yet');
    return left;
  } catch (error) {
    shown.end('Stopped');
    throw error;
  }
}

/** Looks again until nothing is left, or for as long as it is worth it. Throws InterruptedError. */
async function waitFor(
  holdings: readonly Holding[],
  tables: StageTables,
  shown: Bar,
  { now, sleep, stop }: ForgetPorts,
): Promise<readonly Holding[]> {
  const deadlineMs = now().getTime() + longestWaitMs;
  let left = holdings;
  while (left.length > 0 && now().getTime() < deadlineMs) {
    if (stop.aborted)
      throw new InterruptedError(
        `Stopped waiting: all of it was asked for, and ${holdings.length - left.length} of ${holdings.length} tickets are ` +
          'forgotten; the stage goes on by itself. Run this again to see whether anything is left.',
      );
    await sleep(pauseMs);
    const still: Holding[] = [];
    for (const { conversation } of left) {
      const holding = await tables.holdingOf(conversation);
      if (holdsAnything(holding)) still.push(holding);
      else shown.advance(`ticket ${conversation.ticket}`);
    }
    left = still;
  }
  return left;
}
