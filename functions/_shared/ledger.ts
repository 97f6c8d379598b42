import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { LedgerError } from './errors.ts';

/** What the ledger knows of a piece of work, at the moment one wants to begin it. */
export type LedgerEntry =
  /** Nobody has done it, or an earlier try is known to have had no effect. It is yours now. */
  | Readonly<{ kind: 'first' }>
  /** An earlier try began and never said how it ended. It is yours now; look before you act. */
  | Readonly<{ kind: 'unknown-result' }>
  | Readonly<{ kind: 'done'; ref: string; data: unknown }>;

/**
 * The truth about "once". Work goes `intent → done`; `open` is an intent that was taken back. Callers of one key come one
 * at a time (FIFO groups), so an intent found is a try that died, not one that runs.
 */
export type Ledger = Readonly<{
  begin(key: string): Promise<LedgerEntry>;
  /** The work is done. `ref` names what it made, `data` (JSON) is given back to whoever begins it again. */
  complete(key: string, ref: string, data?: Readonly<Record<string, unknown>>): Promise<void>;
  /** The try is known to have had no effect: the next one is a `first` again. */
  release(key: string): Promise<void>;
}>;

/** Archive (14 days) and 28 more, so that a replayed event still meets its entry. */
const keptDays = 42;
const secondsPerDay = 86_400;

const storedEntry = z.object({
  state: z.enum(['open', 'intent', 'done']),
  ref: z.optional(z.string()),
  data: z.optional(z.unknown()),
  expiresAt: z.number(),
});

export type LedgerDeps = Readonly<{ db: DynamoDBDocumentClient; table: string; now: () => Date }>;

const isConditionFailure = (error: unknown) => error instanceof ConditionalCheckFailedException;

/** Opens the ledger table (hash key `pk`, TTL `expiresAt` in epoch seconds). */
export function createLedger({ db, table, now }: LedgerDeps): Ledger {
  const epochSeconds = () => Math.floor(now().getTime() / 1000);
  const expiresAt = () => epochSeconds() + keptDays * secondsPerDay;

  /** True if the key was free. An expired item that DynamoDB has not removed yet counts as free. */
  async function claim(key: string): Promise<boolean> {
    try {
      await db.send(
        new PutCommand({
          TableName: table,
          Item: { pk: key, state: 'intent', expiresAt: expiresAt() },
          ConditionExpression: 'attribute_not_exists(pk) OR #state = :open OR expiresAt < :now',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':open': 'open', ':now': epochSeconds() },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  return {
    async begin(key) {
      if (await claim(key)) return { kind: 'first' };
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: { pk: key }, ConsistentRead: true }),
      );
      const stored = z.safeParse(storedEntry, Item);
      if (!stored.success) throw new LedgerError(`The ledger's item ${key} is not of a known shape`);
      const { state, ref = '', data } = stored.data;
      return state === 'done' ? { kind: 'done', ref, data } : { kind: 'unknown-result' };
    },

    async complete(key, ref, data = {}) {
      await db.send(
        new PutCommand({
          TableName: table,
          Item: { pk: key, state: 'done', ref, data, expiresAt: expiresAt() },
        }),
      );
    },

    async release(key) {
      try {
        await db.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk: key },
            UpdateExpression: 'SET #state = :open',
            ConditionExpression: '#state = :intent',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':open': 'open', ':intent': 'intent' },
          }),
        );
      } catch (error) {
        // Done, or gone: there is nothing to take back.
        if (!isConditionFailure(error)) throw error;
      }
    },
  };
}
