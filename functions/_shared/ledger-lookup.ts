import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { LedgerError } from './errors.ts';

/** Which of these keys the ledger has an item for, in whatever state. Changes nothing; `ledger.begin` would claim them. */
export type LedgerLookup = (keys: readonly string[]) => Promise<ReadonlySet<string>>;

export type LedgerLookupDeps = Readonly<{
  db: DynamoDBDocumentClient;
  table: string;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
}>;

/** BatchGetItem's most. */
const maxKeys = 100;
const maxTries = 5;
const firstPauseMs = 50;

const storedKey = z.object({ pk: z.string(), expiresAt: z.number() });

/**
 * Reads in batches and eventually consistent, at half the price: what it is asked about is minutes old. Throws LedgerError
 * if the table keeps leaving keys unread.
 */
export function createLedgerLookup({ db, table, now, sleep }: LedgerLookupDeps): LedgerLookup {
  async function readSome(keys: readonly string[]): Promise<Readonly<{ items: unknown[]; left: string[] }>> {
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: { Keys: keys.map((pk) => ({ pk })), ProjectionExpression: 'pk, expiresAt' },
        },
      }),
    );
    const left = UnprocessedKeys?.[table]?.Keys ?? [];
    return { items: Responses?.[table] ?? [], left: left.map(({ pk }) => String(pk)) };
  }

  async function readAll(keys: readonly string[]): Promise<unknown[]> {
    const items: unknown[] = [];
    let open = keys;
    for (let tries = 1; open.length > 0; tries += 1) {
      if (tries > maxTries) throw new LedgerError(`The ledger left ${open.length} keys unread`);
      if (tries > 1) await sleep(firstPauseMs * 2 ** (tries - 2));
      const { items: some, left } = await readSome(open);
      items.push(...some);
      open = left;
    }
    return items;
  }

  return async (keys) => {
    // A key that stands twice in one request is an error.
    const wanted = [...new Set(keys)];
    const epochSeconds = Math.floor(now().getTime() / 1000);
    const known = new Set<string>();
    for (let index = 0; index < wanted.length; index += maxKeys) {
      for (const item of await readAll(wanted.slice(index, index + maxKeys))) {
        const { pk, expiresAt } = z.parse(storedKey, item);
        if (expiresAt >= epochSeconds) known.add(pk);
      }
    }
    return known;
  };
}
