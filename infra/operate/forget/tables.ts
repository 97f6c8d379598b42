import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { customerKeyOf } from '../../../events/ids.ts';
import { physicalName } from '../../names.ts';
import { type Holding, partIn, remembersAnything } from './holdings.ts';
import { type Conversation, conversationOfRow, type Place, rowKeys } from './keys.ts';
import { withdrawalId } from './withdrawal.ts';

/** The rows of a stage, read for ids and counts. All of it rejects with what the SDK throws. */
export type StageTables = Readonly<{
  holdingOf: (conversation: Conversation) => Promise<Holding>;
  /** Reads every row of the memory, without texts: a large stage takes minutes and half a read unit per 4 KB. */
  conversationsOf: (place: Place, customer: string) => Promise<CustomersConversations>;
  /** Keys of the counters of a customer's hours. */
  budgetKeysOf: (place: Place, customer: string) => Promise<readonly string[]>;
  deleteBudget: (key: string) => Promise<void>;
}>;

export type CustomersConversations = Readonly<{
  own: readonly Conversation[];
  /** Somebody else's, in which the customer wrote, too. */
  participant: readonly Conversation[];
}>;

const texts = z._default(z.set(z.string()), new Set());
const conversationTraces = z.object({ messages: texts, withdrawnUntil: z.optional(z.string()) });
/** What the ledger keeps of a redaction that the helpdesk has taken. */
const redaction = z.object({ state: z.literal('done'), data: z.object({ kind: z.literal('written') }) });
const messageTraces = z.object({ translationKeys: texts, copies: texts });
const copy = z.object({ ticket: z.string() });
const keyed = z.object({ pk: z.string() });

/** Of a row of the memory only what says whose it is. */
const ofMemory = {
  ProjectionExpression: 'pk, #memory',
  ExpressionAttributeNames: { '#memory': 'memory' },
};

/** Opens the tables of a stage. Makes no network call. */
export function openTables(db: DynamoDBDocumentClient, stage: string): StageTables {
  const tables = {
    ledger: physicalName(stage, 'ledger'),
    memory: physicalName(stage, 'memory'),
    budget: physicalName(stage, 'budget'),
    translations: physicalName(stage, 'translations'),
  } as const;

  async function read(table: keyof typeof tables, pk: string, projection?: string): Promise<unknown> {
    const { Item } = await db.send(
      new GetCommand({
        TableName: tables[table],
        Key: { pk },
        ConsistentRead: true,
        ...(projection === undefined ? {} : { ProjectionExpression: projection }),
      }),
    );
    return Item;
  }

  async function tracesOf({ conversationKey }: Conversation) {
    const row = await read(
      'ledger',
      rowKeys.tracesOfConversation(conversationKey),
      'messages, withdrawnUntil',
    );
    const { messages, withdrawnUntil = null } = z.parse(conversationTraces, row ?? {});
    const found = { translationKeys: new Set<string>(), tickets: new Set<string>(), withdrawnUntil };
    for (const message of messages) {
      const key = rowKeys.tracesOfMessage(conversationKey, message);
      const trace = z.parse(messageTraces, (await read('ledger', key, 'translationKeys, copies')) ?? {});
      for (const translationKey of trace.translationKeys) found.translationKeys.add(translationKey);
      for (const text of trace.copies) found.tickets.add(z.parse(copy, JSON.parse(text)).ticket);
    }
    return found;
  }

  async function existing(translationKeys: ReadonlySet<string>): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const key of translationKeys)
      if ((await read('translations', key, 'pk')) !== undefined) kept.push(key);
    return kept;
  }

  /** A ticket that was deleted in the helpdesk left no such entry: its notes elsewhere are redacted once more, which does no harm. */
  async function unredacted(
    tickets: readonly string[],
    withdrawnUntil: string | null,
  ): Promise<readonly string[]> {
    if (withdrawnUntil === null) return tickets;
    const left: string[] = [];
    for (const ticket of tickets) {
      const entry = await read('ledger', rowKeys.redaction(withdrawalId(withdrawnUntil), ticket));
      if (!z.safeParse(redaction, entry).success) left.push(ticket);
    }
    return left;
  }

  return {
    async holdingOf(conversation) {
      const { conversationKey, ticket } = conversation;
      const { translationKeys, tickets, withdrawnUntil } = await tracesOf(conversation);
      const preview = await read('memory', rowKeys.preview(conversationKey), 'preview.stamp');
      const { Item } = await db.send(
        new GetCommand({
          TableName: tables.memory,
          Key: { pk: rowKeys.memory(conversationKey) },
          ConsistentRead: true,
          ...ofMemory,
        }),
      );
      return {
        conversation,
        remembers: remembersAnything(Item),
        hasPreview: preview !== undefined && Object.keys(z.parse(z.looseObject({}), preview)).length > 0,
        translationKeys: await existing(translationKeys),
        otherTickets: await unredacted(
          [...tickets].filter((other) => other !== ticket),
          withdrawnUntil,
        ),
      };
    },

    async conversationsOf(place, customer) {
      const customerKey = customerKeyOf(place.connector, place.account, customer);
      const own: Conversation[] = [];
      const participant: Conversation[] = [];
      const pages = paginateScan({ client: db }, { TableName: tables.memory, ...ofMemory });
      for await (const { Items = [] } of pages)
        for (const row of Items) {
          const conversation = conversationOfRow(place, z.parse(keyed, row).pk);
          const part = conversation === null ? 'none' : partIn(row, customerKey, customer);
          if (conversation !== null && part === 'own') own.push(conversation);
          if (conversation !== null && part === 'participant') participant.push(conversation);
        }
      return { own, participant };
    },

    async budgetKeysOf(place, customer) {
      const before = rowKeys.budgetOf(place, customer);
      const keys: string[] = [];
      const pages = paginateScan({ client: db }, { TableName: tables.budget, ProjectionExpression: 'pk' });
      for await (const { Items = [] } of pages)
        keys.push(...Items.map((row) => z.parse(keyed, row).pk).filter((pk) => pk.startsWith(before)));
      return keys;
    },

    async deleteBudget(pk) {
      await db.send(new DeleteCommand({ TableName: tables.budget, Key: { pk } }));
    },
  };
}
