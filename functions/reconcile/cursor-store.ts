import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { LedgerError } from '../_shared/errors.ts';

/** How far an account has been caught up with. */
export type Progress = Readonly<{
  /** The connector's; null = no page has been read yet. */
  cursor: string | null;
  /** Everything up to here has been seen, or is older than the first look. */
  upTo: Date;
}>;

/** As it is stored; `version` counts the moves. */
export type StoredProgress = Progress & Readonly<{ version: number }>;

export type CursorStore = Readonly<{
  /** Null = nothing is stored, or it is too old to go on from. */
  read(account: AccountName): Promise<StoredProgress | null>;
  /** From where it was read to the next place; null = somebody else has moved it since, so that it stays where it is. */
  move(account: AccountName, from: StoredProgress | null, to: Progress): Promise<StoredProgress | null>;
}>;

export type AccountName = Readonly<{ connector: string; account: string }>;

/** As long as dead letters are kept. The ledger knows what was done for 42 days, so nothing known is taken for new. */
const keptDays = 14;
const secondsPerDay = 86_400;

const storedItem = z.object({
  cursor: z.nullable(z.string()),
  upTo: z.iso.datetime(),
  version: z.int(),
  expiresAt: z.number(),
});

const keyOf = ({ connector, account }: AccountName) => `catch-up-cursor#${connector}:${account}`;

/**
 * Opens the cursors in the ledger's table. Each move is conditional on the version that was read, so that of two runs that
 * overlap only one gets on and none moves the other's cursor back.
 */
export function createCursorStore({
  db,
  table,
  now,
}: Readonly<{ db: DynamoDBDocumentClient; table: string; now: () => Date }>): CursorStore {
  const epochSeconds = () => Math.floor(now().getTime() / 1000);

  return {
    async read(account) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: { pk: keyOf(account) }, ConsistentRead: true }),
      );
      if (Item === undefined) return null;
      const stored = z.safeParse(storedItem, Item);
      if (!stored.success)
        throw new LedgerError(`The ledger's item ${keyOf(account)} is not of a known shape`);
      const { cursor, upTo, version, expiresAt } = stored.data;
      return expiresAt < epochSeconds() ? null : { cursor, upTo: new Date(upTo), version };
    },

    async move(account, from, { cursor, upTo }) {
      const version = (from?.version ?? 0) + 1;
      const Item = { pk: keyOf(account), cursor, upTo: upTo.toISOString(), version };
      try {
        await db.send(
          new PutCommand({
            TableName: table,
            Item: { ...Item, expiresAt: epochSeconds() + keptDays * secondsPerDay },
            ...(from === null
              ? {
                  ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
                  ExpressionAttributeValues: { ':now': epochSeconds() },
                }
              : {
                  ConditionExpression: '#version = :version',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':version': from.version },
                }),
          }),
        );
        return { cursor, upTo, version };
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return null;
        throw error;
      }
    },
  };
}
