import type { AccountSettings } from '../../../connectors/account.ts';
import { CommandError, declinedExitCode } from '../../commands/shell.ts';
import type { StageSettings } from '../../settings.ts';
import { accountsMeant, nameAccounts, noSuchAccount } from '../accounts.ts';
import { requireAsker } from '../terminal.ts';
import { requireTypedId } from '../typed-ids.ts';
import { carryOut, longestWaitMs } from './carry-out.ts';
import { type Found, find } from './find.ts';
import type { Holding } from './holdings.ts';
import type { ForgetOptions, ForgetPorts } from './options.ts';
import { parkedLines } from './parked.ts';
import { holdingLine, leftAlone, participantLines } from './report.ts';
import { openTables } from './tables.ts';

/**
 * Has the stage forget a ticket, or all tickets of a customer, and looks whether it did. Gives the exit code: 1 = something of
 * it is still there. Throws CommandError, InterruptedError, or what the SDK throws.
 */
export async function forget(asked: ForgetOptions, ports: ForgetPorts): Promise<number> {
  const { settings, clients, write } = ports;
  const account = accountOf(asked, settings);
  const { hint, ...options } = withId(asked, account);
  const tables = openTables(clients.db, settings.stage);
  const found = await find(options, account, tables, ports);
  const isEmpty = found.holdings.length === 0 && found.budgetKeys.length === 0 && found.parked.length === 0;
  tellFound(found, isEmpty, options, ports);
  if (hint !== null) write(hint);
  if (isEmpty || options.dryRun) {
    tellLeft(ports);
    if (options.dryRun) write('\nWith --dry-run nothing is forgotten.');
    return 0;
  }
  if (!options.yes && !(await requireAsker(ports.asker).confirm('Forget this for good?'))) {
    write('Nothing was forgotten.');
    return declinedExitCode;
  }
  const left = await carryOut(options, found, account, tables, ports);
  tellLeft(ports);
  return tellEnd(left, found, ports);
}

/** Throws CommandError if the stage has no such account, or more than one. */
function accountOf(
  { connector, account }: ForgetOptions,
  { stage, accounts }: StageSettings,
): AccountSettings {
  const [only, ...others] = accountsMeant({ connector, account }, { accounts });
  if (only === undefined) throw noSuchAccount({ connector, account }, { stage, accounts });
  if (others.length === 0) return only;
  throw new CommandError(
    `The stage "${stage}" has several accounts of ${connector}: name one with --account (${nameAccounts(accounts)}).`,
  );
}

/** The same with ids as the tables have them. Throws CommandError for what cannot be one. */
function withId(
  options: ForgetOptions,
  account: AccountSettings,
): ForgetOptions & Readonly<{ hint: string | null }> {
  const { ticket, customer } = options;
  if (ticket !== undefined) {
    const { id, hint } = requireTypedId('ticket', ticket, account);
    return { ...options, ticket: id, hint };
  }
  if (customer === undefined) return { ...options, hint: null };
  const { id, hint } = requireTypedId('customer', customer, account);
  return { ...options, customer: id, hint };
}

const nameOf = ({ ticket, customer }: ForgetOptions): string =>
  ticket === undefined ? `customer ${customer}` : `ticket ${ticket}`;

function tellFound(
  { holdings, budgetKeys, participant, parked }: Found,
  isEmpty: boolean,
  options: ForgetOptions,
  { settings, write }: ForgetPorts,
): void {
  const what = nameOf(options);
  const isNothingInTables = holdings.length === 0 && budgetKeys.length === 0;
  if (isNothingInTables)
    write(
      `The tables of stage ${settings.stage} hold nothing of ${what}.${isEmpty ? ' Nothing to do there.' : ''}`,
    );
  else write(`Of ${what} the tables of stage ${settings.stage} hold:`);
  for (const holding of holdings) write(`  ${holdingLine(holding)}`);
  if (budgetKeys.length > 0) write(`  counters of characters, by their id: ${budgetKeys.length}`);
  for (const line of parkedLines(parked, settings)) write(line);
  const { connector, account } = options;
  const command =
    `npm run forget -- --stage ${settings.stage} --connector ${connector}` +
    (account === undefined ? '' : ` --account ${account}`);
  for (const line of participantLines(participant, command)) write(line);
}

function tellLeft({ settings, write }: ForgetPorts): void {
  write('\nNot touched by this command:');
  for (const line of leftAlone(settings)) write(`- ${line}`);
}

/** 1 = something is still there. */
function tellEnd(
  left: readonly Holding[],
  { holdings, budgetKeys, parked }: Found,
  { settings, write }: ForgetPorts,
): number {
  if (left.length === 0)
    write(
      `\nForgotten: tickets ${holdings.length}, counters ${budgetKeys.length}. Looked again: nothing of it is left in the tables.`,
    );
  else {
    write(`\nAsked for, but not done within ${longestWaitMs / 60_000} minutes:`);
    for (const holding of left) write(`  ${holdingLine(holding)}`);
    write(
      `Is the queue of "reply" or "write-back" behind, or the withdrawal parked? "npm run redrive -- --stage ${settings.stage}" ` +
        'shows it; then run this again.',
    );
  }
  if (parked.length > 0) write('\nNot forgotten, since only you can say whether they are still wanted:');
  for (const line of parkedLines(parked, settings)) write(line);
  return left.length === 0 && parked.length === 0 ? 0 : 1;
}
