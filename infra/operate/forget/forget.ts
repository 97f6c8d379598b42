import type { AccountSettings } from '../../../connectors/account.ts';
import { CommandError } from '../../commands/shell.ts';
import type { StageSettings } from '../../settings.ts';
import type { StageClients } from '../clients.ts';
import { lookInto } from '../redrive/look.ts';
import { isMeant } from '../redrive/select.ts';
import { type Asker, type Bar, requireAsker } from '../terminal.ts';
import { type Holding, holdsAnything } from './holdings.ts';
import { type Conversation, conversationOf } from './keys.ts';
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
  clients: StageClients;
  /** Null = nobody can be asked. */
  asker: Asker | null;
  bar: (steps: number, words: string) => Bar;
  write: (line?: string) => void;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}>;

type Found = Readonly<{
  holdings: readonly Holding[];
  budgetKeys: readonly string[];
  participant: readonly Conversation[];
}>;

/** The functions need seconds; a queue that is behind needs more. */
const longestWaitMs = 180_000;
const pauseMs = 1_000;

/** Has the stage forget a ticket, or all tickets of a customer, and looks whether it did. Gives the exit code. Throws CommandError. */
export async function forget(options: ForgetOptions, ports: ForgetPorts): Promise<number> {
  const { settings, clients, write } = ports;
  const account = accountOf(options, settings);
  const tables = openTables(clients.db, settings.stage);
  const found = await find(options, account, tables);
  const isEmpty = found.holdings.length === 0 && found.budgetKeys.length === 0;
  tellFound(found, isEmpty, options, ports);
  for (const line of await parkedLines(options, account, found, ports)) write(line);
  if (isEmpty || options.dryRun) {
    tellLeft(ports);
    if (options.dryRun) write('\nWith --dry-run nothing is forgotten.');
    return 0;
  }
  if (!options.yes && !(await requireAsker(ports.asker).confirm('Forget this for good?'))) return 0;
  const left = await carryOut(found, account, tables, ports);
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
  { ticket, customer }: ForgetOptions,
  account: AccountSettings,
  tables: StageTables,
): Promise<Found> {
  if (ticket !== undefined) {
    const holding = await tables.holdingOf(conversationOf(account, ticket));
    return { holdings: [holding].filter(holdsAnything), budgetKeys: [], participant: [] };
  }
  if (customer === undefined)
    throw new CommandError(
      'Whom? Expected --ticket ID, or --customer with the id that the helpdesk gave them.',
    );
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
  { holdings, budgetKeys, participant }: Found,
  isEmpty: boolean,
  options: ForgetOptions,
  { settings, write }: ForgetPorts,
): void {
  const what = nameOf(options);
  if (isEmpty) write(`The tables of stage ${settings.stage} hold nothing of ${what}. Nothing to do there.`);
  else write(`Of ${what} the tables of stage ${settings.stage} hold:`);
  for (const holding of holdings) write(`  ${holdingLine(holding)}`);
  if (budgetKeys.length > 0) write(`  counters of characters, by their id: ${budgetKeys.length}`);
  const { connector, account } = options;
  const command =
    `npm run forget -- --stage ${settings.stage} --connector ${connector}` +
    (account === undefined ? '' : ` --account ${account}`);
  for (const line of participantLines(participant, command)) write(line);
}

/** What waits in dead-letter queues is in no table. */
async function parkedLines(
  { ticket }: ForgetOptions,
  { connector, account }: AccountSettings,
  { holdings }: Found,
  { settings, clients }: ForgetPorts,
): Promise<readonly string[]> {
  const tickets = new Set([
    ...(ticket === undefined ? [] : [ticket]),
    ...holdings.map((one) => one.conversation.ticket),
  ]);
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

/** Gives what is still there in the end. */
async function carryOut(
  { holdings, budgetKeys }: Found,
  account: AccountSettings,
  tables: StageTables,
  { settings, clients, bar, now, sleep }: ForgetPorts,
): Promise<readonly Holding[]> {
  const until = now().toISOString();
  const shown = bar(holdings.length, 'Forgetting');
  await publishWithdrawals(
    clients.events,
    settings.stage,
    holdings.map(({ conversation: { ticket } }) => withdrawalOf(account, ticket, until)),
  );
  for (const key of budgetKeys) await tables.deleteBudget(key);
  const deadlineMs = now().getTime() + longestWaitMs;
  let left = holdings;
  while (left.length > 0 && now().getTime() < deadlineMs) {
    await sleep(pauseMs);
    const still: Holding[] = [];
    for (const { conversation } of left) {
      const holding = await tables.holdingOf(conversation);
      if (holdsAnything(holding)) still.push(holding);
      else shown.advance(`ticket ${conversation.ticket}`);
    }
    left = still;
  }
  shown.end(left.length === 0 ? 'Forgotten' : 'Not all of it yet');
  return left;
}

function tellLeft({ settings, write }: ForgetPorts): void {
  write('\nNot touched by this command:');
  for (const line of leftAlone(settings)) write(`- ${line}`);
}

/** 1 = something is still there. */
function tellEnd(
  left: readonly Holding[],
  { holdings, budgetKeys }: Found,
  { settings, write }: ForgetPorts,
): number {
  if (left.length === 0) {
    write(
      `\nForgotten: tickets ${holdings.length}, counters ${budgetKeys.length}. Looked again: nothing of it is left in the tables.`,
    );
    return 0;
  }
  write(`\nAsked for, but not done within ${longestWaitMs / 60_000} minutes:`);
  for (const holding of left) write(`  ${holdingLine(holding)}`);
  write(
    `Is the queue of "reply" behind, or the withdrawal parked? "npm run redrive -- --stage ${settings.stage}" shows it; then run this again.`,
  );
  return 1;
}
