import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { AccountSettings } from '../../../connectors/account.ts';
import { customerKeyOf } from '../../../events/ids.ts';
import { InterruptedError } from '../../commands/interrupt.ts';
import { CommandError } from '../../commands/shell.ts';
import { physicalName } from '../../names.ts';
import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import { notDeployed } from '../not-deployed.ts';
import type { ParkedMessage } from '../redrive/parked.ts';
import { type Asker, type Bar, requireAsker } from '../terminal.ts';
import { type Holding, holdsAnything } from './holdings.ts';
import { type Conversation, conversationOf } from './keys.ts';
import { findParked, parkedLines } from './parked.ts';
import { holdingLine, leftAlone, participantLines } from './report.ts';
import { openTables, type StageTables } from './tables.ts';
import { publishWithdrawals, withdrawalOf } from './withdrawal.ts';

export type ForgetOptions = Readonly<{
  connector: string;
  /** May be left out where the stage has one account of that helpdesk. */
  account: string | undefined;
  /** One of the two is given. */
  ticket: string | undefined;
  customer: string | undefined;
  yes: boolean;
  dryRun: boolean;
}>;

export type ForgetPorts = Readonly<{
  settings: StageSettings;
  clients: Omit<StageClients, 'stop'>;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** Aborted = wait no longer. */
  stop: AbortSignal;
}>;

type Found = Readonly<{
  holdings: readonly Holding[];
  budgetKeys: readonly string[];
  participant: readonly Conversation[];
  /** In dead-letter queues. */
  parked: readonly ParkedMessage[];
}>;

/** The functions need seconds; a queue that is behind needs more. */
const longestWaitMs = 180_000;
const pauseMs = 1_000;

/**
 * Has the stage forget a ticket, or all tickets of a customer, and looks whether it did. Gives the exit code: 1 = something of
 * it is still there. Throws CommandError, InterruptedError, or what the SDK throws.
 */
export async function forget(options: ForgetOptions, ports: ForgetPorts): Promise<number> {
  const { settings, clients, write } = ports;
  const account = accountOf(options, settings);
  const tables = openTables(clients.db, settings.stage);
  const found = await find(options, account, tables, ports);
  const isEmpty = found.holdings.length === 0 && found.budgetKeys.length === 0 && found.parked.length === 0;
  tellFound(found, isEmpty, options, ports);
  if (isEmpty || options.dryRun) {
    tellLeft(ports);
    if (options.dryRun) write('\nWith --dry-run nothing is forgotten.');
    return 0;
  }
  if (!options.yes && !(await requireAsker(ports.asker).confirm('Forget this for good?'))) {
    write('Nothing was forgotten.');
    return 1;
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
  const of = accounts.filter(
    (one) => one.connector === connector && (account === undefined || one.account === account),
  );
  const [only, ...others] = of;
  if (only !== undefined && others.length === 0) return only;
  const known = accounts.map((one) => `${one.connector} ${one.account}`).join(', ');
  const asked = account === undefined ? connector : `${connector} ${account}`;
  throw new CommandError(
    only === undefined
      ? `The stage "${stage}" has no account of ${asked}, only ${known}.`
      : `The stage "${stage}" has several accounts of ${connector}: name one with --account (${known}).`,
  );
}

async function find(
  options: ForgetOptions,
  account: AccountSettings,
  tables: StageTables,
  ports: ForgetPorts,
): Promise<Found> {
  const { ticket, customer } = options;
  const inTables = await findInTables(options, account, tables, ports.settings.stage);
  const tickets = inTables.holdings.map(({ conversation }) => conversation.ticket);
  const { connector, account: id } = account;
  const parked = await findParked(
    {
      ...{ connector, account: id },
      tickets: new Set(ticket === undefined ? tickets : [ticket]),
      customerKey: customer === undefined ? null : customerKeyOf(connector, id, customer),
    },
    ports,
  );
  return { ...inTables, parked };
}

async function findInTables(
  { ticket, customer }: ForgetOptions,
  account: AccountSettings,
  tables: StageTables,
  stage: string,
): Promise<Omit<Found, 'parked'>> {
  try {
    if (ticket !== undefined) {
      const holding = await tables.holdingOf(conversationOf(account, ticket));
      return { holdings: [holding].filter(holdsAnything), budgetKeys: [], participant: [] };
    }
    if (customer !== undefined) return await findOfCustomer(customer, account, tables);
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw notDeployed(`There are no tables ${physicalName(stage, '…')}`, stage, error);
  }
  throw new CommandError(
    'Whom? Expected --ticket ID, or --customer with the id that the helpdesk gave them.',
  );
}

async function findOfCustomer(
  customer: string,
  account: AccountSettings,
  tables: StageTables,
): Promise<Omit<Found, 'parked'>> {
  const { own, participant } = await tables.conversationsOf(account, customer);
  const holdings: Holding[] = [];
  for (const conversation of own) holdings.push(await tables.holdingOf(conversation));
  return {
    holdings: holdings.filter(holdsAnything),
    budgetKeys: await tables.budgetKeysOf(account, customer),
    participant,
  };
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

/** Gives what is still there in the end. A parked message of the ticket, sent again, then ends as withdrawn. */
async function carryOut(
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
