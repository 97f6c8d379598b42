import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { languageReading, languageTag } from '../../../events/language.ts';
import { sentimentLabels } from '../../../events/message-enriched.v1.ts';
import { replacedNote } from '../../../events/message-received.v1.ts';
import { MemoryError } from '../errors.ts';
import { stamp } from './stamp.ts';

/** A value with the message that decided it. */
const stamped = <Value extends z.ZodMiniType>(value: Value) => z.nullable(z.object({ value, stamp }));

const sentimentLabel = z.enum(sentimentLabels);
const nothingWritten = { language: null, sentiment: null, intent: null };
const nothingLocked = { sentiment: false, intent: false };

const lastMessage = z.object({
  stamp,
  attempt: z.int().check(z.gte(1)),
  correlationId: z.string(),
  customerKey: z.nullable(z.string()),
  /** The last note about it, and the language that it was made from; null = it has none. */
  note: z.nullable(replacedNote),
  /** The chat that it was said in; absent = in none. */
  conversation: z.optional(z.string()),
});

/** `isWeak`: from a short or mixed text, so that any confident reading of a longer one replaces it. */
const authorLanguage = z.object({ reading: languageReading, stamp, isWeak: z.optional(z.literal(true)) });

/** What is remembered of one conversation. Every part has a default, so that items of older versions stay readable. */
export const conversationMemory = z.object({
  /** Per author (vendor's id): the last confident reading of their language. */
  authorLanguages: z._default(z.record(z.string(), authorLanguage), {}),
  /** The language that an agent said it is; wins over every reading. */
  correction: z._default(stamped(languageTag), null),
  /** Whether an agent has stopped the notes of this conversation. */
  pause: z._default(stamped(z.boolean()), null),
  /** The newest edit of the language by an agent, also one that took a correction back. */
  languageEdit: z._default(z.nullable(stamp), null),
  /** The chat that the customer was in last, where answers go; absent = none is known. */
  chat: z.optional(z.object({ conversation: z.string(), stamp })),
  /** The requester's last message, so that a correction can have it read once more. */
  lastOfRequester: z._default(z.nullable(lastMessage), null),
  /** The intent that stands, with the confidence that a later one has to beat. */
  intent: z._default(z.nullable(z.object({ name: z.string(), confidence: z.number(), stamp })), null),
  /** Of the last two customers' messages, the older first. */
  sentiments: z._default(z.array(z.object({ label: sentimentLabel, stamp })), []),
  /** Edited by an agent, so no longer ours to change (a language edit is the `correction`). */
  locks: z._default(z.object({ sentiment: z.boolean(), intent: z.boolean() }), nothingLocked),
  /** The one note of this conversation that says "over budget" has been asked for. */
  budgetNoteAsked: z._default(z.boolean(), false),
  /** The priority as first seen, and whether its one raise has been asked for. */
  priority: z.optional(z.object({ firstSeen: z.nullable(z.string()), raiseAsked: z.boolean() })),
  /** What write-back last put, or is about to put, into the helpdesk's fields. */
  written: z._default(
    z.object({
      language: stamped(languageTag),
      sentiment: stamped(sentimentLabel),
      intent: stamped(z.string()),
    }),
    nothingWritten,
  ),
  /** The newest message of which a note stands, or is about to stand, in the ticket. */
  noted: z._default(z.nullable(stamp), null),
});
export type ConversationMemory = z.infer<typeof conversationMemory>;

/** The memory of a conversation of which nothing is known. */
export const emptyMemory: ConversationMemory = {
  authorLanguages: {},
  correction: null,
  pause: null,
  languageEdit: null,
  lastOfRequester: null,
  intent: null,
  sentiments: [],
  locks: nothingLocked,
  budgetNoteAsked: false,
  written: nothingWritten,
  noted: null,
};

/** The chat that the customer is in, as a helpdesk is asked for it. */
export const chatOf = ({ chat }: ConversationMemory): Readonly<{ conversation?: string }> =>
  chat === undefined ? {} : { conversation: chat.conversation };

/** What a change makes of a memory; `memory` null = it stays as it is and nothing is written. */
export type Change<Result> = Readonly<{ memory: ConversationMemory | null; result: Result }>;

export type MemoryStore = Readonly<{
  read(conversationKey: string): Promise<ConversationMemory>;
  /**
   * Reads, changes and writes back, again if someone else was faster: `change` must be pure. Gives what `change` gave in
   * the try that held. Throws MemoryError when the item is unreadable or the contest does not end.
   */
  update<Result>(
    conversationKey: string,
    change: (memory: ConversationMemory) => Change<Result>,
  ): Promise<Result>;
}>;

const keptDays = 180;
const secondsPerDay = 86_400;
/** enrich and write-back may work on one conversation at a time; more than two contenders do not exist. */
const maxTries = 8;

const storedMemory = z.object({
  version: z.int().check(z.gte(1)),
  memory: conversationMemory,
});

export type MemoryDeps = Readonly<{ db: DynamoDBDocumentClient; table: string; now: () => Date }>;

/** Opens the memory table (hash key `pk` = conversation key, TTL `expiresAt` in epoch seconds, renewed by each change). */
export function createMemoryStore({ db, table, now }: MemoryDeps): MemoryStore {
  /** Version 0 = there is no item. */
  async function load(key: string): Promise<{ version: number; memory: ConversationMemory }> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: { pk: key }, ConsistentRead: true }),
    );
    if (Item === undefined) return { version: 0, memory: emptyMemory };
    const stored = z.safeParse(storedMemory, Item);
    if (!stored.success) throw new MemoryError(`The memory of ${key} is not of a known shape`);
    return stored.data;
  }

  /** True if it held, false if someone else has changed the item since `version` was read. */
  async function save(key: string, version: number, memory: ConversationMemory): Promise<boolean> {
    try {
      await db.send(
        new PutCommand({
          TableName: table,
          Item: {
            pk: key,
            version: version + 1,
            memory,
            expiresAt: Math.floor(now().getTime() / 1000) + keptDays * secondsPerDay,
          },
          ...(version === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :version',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':version': version },
              }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    read: async (key) => (await load(key)).memory,
    async update(key, change) {
      for (let tries = 1; tries <= maxTries; tries += 1) {
        const { version, memory } = await load(key);
        const changed = change(memory);
        if (changed.memory === null || (await save(key, version, changed.memory))) return changed.result;
      }
      throw new MemoryError(`The memory of ${key} was changed by others in each of ${maxTries} tries`);
    },
  };
}
