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

/** One change that waits to be made. */
type Pending = Readonly<{
  apply: (book: PaceBook) => PaceBook;
  settle: (held: boolean) => void;
  fail: (error: unknown) => void;
}>;

/** For all tries together. A write must not wait long for leave: the helpdesk says no by itself if it has to. */
const budgetMs = 1_000;
/** Contenders are the functions that run: what one of them asks at the same moment goes by one write. */
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

  /** False if others were faster every time. */
  async function changeItem(key: string, apply: (book: PaceBook) => PaceBook): Promise<boolean> {
    const abortSignal = AbortSignal.timeout(budgetMs);
    for (let conflicts = 0; conflicts < maxTries; conflicts += 1) {
      try {
        const { version, book } = await load(key, abortSignal);
        if (await save(key, version, apply(book), abortSignal)) return true;
      } catch (error) {
        // Out of time by the others' doing, not by the table's.
        if (conflicts > 0 && abortSignal.aborted) return false;
        throw error;
      }
      await sleep(random() * longestPauseMs);
    }
    return false;
  }

  const queues = new Map<string, Pending[]>();

  /** Makes the changes of one item that have come together so far by one write, then those that came meanwhile. */
  async function workOff(key: string, queue: Pending[]): Promise<void> {
    for (let together = queue.splice(0); together.length > 0; together = queue.splice(0)) {
      try {
        const held = await changeItem(key, (book) =>
          together.reduce((current, { apply }) => apply(current), book),
        );
        for (const { settle } of together) settle(held);
      } catch (error) {
        for (const { fail } of together) fail(error);
      }
    }
    queues.delete(key);
  }

  return {
    update: <Result>(key: string, change: (book: PaceBook) => Change<Result>) =>
      new Promise<Result | null>((resolve, reject) => {
        let latest: Result | null = null;
        const pending: Pending = {
          apply: (book) => {
            const { book: changed, result } = change(book);
            latest = result;
            return changed;
          },
          settle: (held) => resolve(held ? latest : null),
          fail: reject,
        };
        const queue = queues.get(key);
        if (queue !== undefined) {
          queue.push(pending);
          return;
        }
        const own = [pending];
        queues.set(key, own);
        void workOff(key, own);
      }),
  };
}
