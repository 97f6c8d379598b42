import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { emptyBook, type PaceBook } from './pace.ts';

/** Where the functions write down together what they have sent. */
export type PaceStore = Readonly<{
  /**
   * Reads, changes and writes back, again if someone else was faster: `change` must be pure. Null = others were faster
   * every time. Throws what the SDK throws, ZodError for an item of unknown shape, and after a second.
   */
  update<Result>(key: string, change: (book: PaceBook) => Change<Result>): Promise<Result | null>;
}>;

type Change<Result> = Readonly<{ book: PaceBook; result: Result }>;

/** For all tries together. A write must not wait long for leave: the helpdesk says no by itself if it has to. */
const budgetMs = 1_000;
/** Contenders are the conversations that all functions work on at the same moment. */
const maxTries = 12;
const longestPauseMs = 40;
/** The longest window is ten minutes, the longest closure what a helpdesk asks for. */
const keptSeconds = 7_200;

const time = z.number();
const storedBook = z.object({
  version: z.int().check(z.gte(1)),
  book: z.object({
    ticks: z.array(z.object({ endsAtMs: time, updates: z.number() })),
    closedUntilMs: time,
    lineEndsAtMs: z.object({ reply: time, note: time }),
  }),
});

export type PaceStoreDeps = Readonly<{
  db: DynamoDBDocumentClient;
  table: string;
  now: () => Date;
  /** 0..1; jitter. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
}>;

/** Keeps the books in the budget table (hash key `pk`, TTL `expiresAt` in epoch seconds), one item per limit. */
export function createPaceStore({ db, table, now, random, sleep }: PaceStoreDeps): PaceStore {
  /** Version 0 = there is no item. */
  async function load(key: string, abortSignal: AbortSignal): Promise<{ version: number; book: PaceBook }> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: { pk: key }, ConsistentRead: true }),
      { abortSignal },
    );
    return Item === undefined ? { version: 0, book: emptyBook } : z.parse(storedBook, Item);
  }

  /** False if someone else has changed the item since `version` was read. */
  async function save(key: string, version: number, book: PaceBook, abortSignal: AbortSignal) {
    const expiresAt = Math.floor(now().getTime() / 1000) + keptSeconds;
    const condition =
      version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': version },
          };
    try {
      await db.send(
        new PutCommand({
          TableName: table,
          Item: { pk: key, version: version + 1, book, expiresAt },
          ...condition,
        }),
        { abortSignal },
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async update(key, change) {
      const abortSignal = AbortSignal.timeout(budgetMs);
      for (let tries = 1; tries <= maxTries && !abortSignal.aborted; tries += 1) {
        const { version, book } = await load(key, abortSignal);
        const changed = change(book);
        if (await save(key, version, changed.book, abortSignal)) return changed.result;
        await sleep(random() * longestPauseMs);
      }
      return null;
    },
  };
}
