import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { TranslationStore } from './translation-memory.ts';

/** A memory that is slower than this saves nothing: the engine answers as fast. For all tries of one call. */
const budgetMs = 1_000;
/** DynamoDB's limit for an item is 400 KB, names and all; a longer translation is not kept. */
const maxTranslationBytes = 350_000;

const item = z.object({
  text: z.string(),
  html: z.optional(z.string()),
  source: z.string(),
  terms: z.array(z.object({ source: z.string(), target: z.string() })),
  expiresAt: z.number(),
});

export type TranslationStoreDeps = Readonly<{ db: DynamoDBDocumentClient; table: string }>;

/**
 * Opens the table of translations (hash key `pk` = the key, TTL `expiresAt` in epoch seconds). Items hold what customers wrote, translated.
 * All calls throw what the SDK throws; reading and writing after a second.
 */
export function createTranslationStore({ db, table }: TranslationStoreDeps): TranslationStore {
  return {
    async read(key) {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: { pk: key } }), {
        abortSignal: AbortSignal.timeout(budgetMs),
      });
      if (Item === undefined) return null;
      const { expiresAt, html, ...rest } = z.parse(item, Item);
      const translation = html === undefined ? rest : { ...rest, html };
      return { translation, expiresAt: new Date(expiresAt * 1000) };
    },
    async write(key, { translation, expiresAt }) {
      const { text, html, source, terms } = translation;
      if (Buffer.byteLength(JSON.stringify({ text, html, terms })) > maxTranslationBytes) return;
      await db.send(
        new PutCommand({
          TableName: table,
          Item: {
            pk: key,
            text,
            ...(html === undefined ? {} : { html }),
            source,
            terms,
            expiresAt: Math.floor(expiresAt.getTime() / 1000),
          },
        }),
        { abortSignal: AbortSignal.timeout(budgetMs) },
      );
    },
    async delete(key) {
      await db.send(new DeleteCommand({ TableName: table, Key: { pk: key } }));
    },
  };
}
