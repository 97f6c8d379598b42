import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import type { AccountSettings } from '../../../connectors/account.ts';
import { customerKeyOf } from '../../../events/ids.ts';
import { CommandError } from '../../commands/shell.ts';
import { physicalName } from '../../names.ts';
import { notDeployed } from '../not-deployed.ts';
import type { ParkedMessage } from '../redrive/parked.ts';
import { type Holding, holdsAnything } from './holdings.ts';
import { type Conversation, conversationOf } from './keys.ts';
import type { ForgetOptions, ForgetPorts } from './options.ts';
import { findParked } from './parked.ts';
import type { StageTables } from './tables.ts';

/** What there is of a ticket or a customer. */
export type Found = Readonly<{
  holdings: readonly Holding[];
  budgetKeys: readonly string[];
  participant: readonly Conversation[];
  /** In dead-letter queues. */
  parked: readonly ParkedMessage[];
}>;

/** Looks into tables and dead-letter queues. Throws CommandError; rejects with what the SDK throws. */
export async function find(
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
