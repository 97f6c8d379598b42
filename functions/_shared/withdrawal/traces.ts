import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Envelope } from '../../../events/envelope.ts';

export type MessagePlace = Pick<Envelope, 'conversationKey' | 'message' | 'occurredAt'>;

/** A place where a message's words went besides notes on account of itself in its own ticket. */
const copy = z.object({
  ticket: z.string(),
  /** The `sourceMessage` of the write that holds them. */
  source: z.string(),
});
export type Copy = z.infer<typeof copy>;

/** Where a message's words went: ids and hashes, no text. */
export type Trace = Readonly<{ translationKeys: readonly string[]; copies: readonly Copy[] }>;

/** By what a message was withdrawn: by itself, or with its whole ticket. */
export type Withdrawn = 'message' | 'conversation';

/**
 * Which messages' words went where, and which of them have been withdrawn. Whoever keeps words says so first and asks at
 * the end whether they have been withdrawn meanwhile; whoever withdraws marks first and then takes away. So, whichever
 * order the two come in and wherever one of them dies, one of them sees the other.
 */
export type Traces = Readonly<{
  /** Something of the message is about to be kept. True = it has been withdrawn: keep nothing. */
  add(place: MessagePlace, trace: Partial<Trace>): Promise<boolean>;
  withdrawnBy(place: MessagePlace): Promise<Withdrawn | null>;
  of(place: Pick<MessagePlace, 'conversationKey' | 'message'>): Promise<Trace>;
  /** The messages of a conversation of which something was kept. */
  messagesOf(conversationKey: string): Promise<readonly string[]>;
  withdraw(place: Pick<MessagePlace, 'conversationKey' | 'message'>): Promise<void>;
  /** Up to this time (RFC 3339): what is written after a deleted ticket was restored is not withdrawn. */
  withdrawConversation(conversationKey: string, until: string): Promise<void>;
}>;

/** As long as the memory of a conversation, and so longer than archive, dead letters and translations. */
const keptDays = 180;
const secondsPerDay = 86_400;

const texts = z._default(z.set(z.string()), new Set());
const storedMessage = z.object({
  translationKeys: texts,
  copies: texts,
  withdrawn: z._default(z.boolean(), false),
});
const storedConversation = z.object({ messages: texts, withdrawnUntil: z.optional(z.string()) });

const messageKey = ({ conversationKey, message }: Pick<MessagePlace, 'conversationKey' | 'message'>) =>
  `trace#${conversationKey}#${message}`;
const conversationKeyOf = (conversationKey: string) => `trace#${conversationKey}`;

type Attributes = Readonly<Record<string, string | boolean | ReadonlySet<string>>>;

const isUntil = (until: string | undefined, occurredAt: string) =>
  until !== undefined && Date.parse(occurredAt) <= Date.parse(until);

/** Opens the traces in the ledger's table: an item per message, and one per conversation that names them. */
export function createTraces({
  db,
  table,
  now,
}: Readonly<{ db: DynamoDBDocumentClient; table: string; now: () => Date }>): Traces {
  const expiresAt = () => Math.floor(now().getTime() / 1000) + keptDays * secondsPerDay;

  /** Sets grow, other values are set; gives the item as it is then, in the same step. */
  async function put(key: string, attributes: Attributes): Promise<unknown> {
    const names = Object.keys(attributes);
    const grown = names.filter((name) => attributes[name] instanceof Set);
    const set = names.filter((name) => !grown.includes(name)).map((name) => `, #${name} = :${name}`);
    const add = grown.map((name) => `#${name} :${name}`).join(', ');
    const { Attributes: item } = await db.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: key },
        UpdateExpression: `SET expiresAt = :expiresAt${set.join('')}${add === '' ? '' : ` ADD ${add}`}`,
        ...(names.length === 0
          ? {}
          : { ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])) }),
        ExpressionAttributeValues: {
          ':expiresAt': expiresAt(),
          ...Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return item;
  }

  async function get(key: string): Promise<unknown> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: { pk: key }, ConsistentRead: true }),
    );
    return Item ?? {};
  }

  return {
    async add(place, { translationKeys = [], copies = [] }) {
      const [message, conversation] = await Promise.all([
        put(messageKey(place), {
          ...(translationKeys.length === 0 ? {} : { translationKeys: new Set(translationKeys) }),
          ...(copies.length === 0
            ? {}
            : { copies: new Set(copies.map(({ ticket, source }) => JSON.stringify({ ticket, source }))) }),
        }),
        put(conversationKeyOf(place.conversationKey), { messages: new Set([place.message]) }),
      ]);
      const { withdrawnUntil } = z.parse(storedConversation, conversation);
      return z.parse(storedMessage, message).withdrawn || isUntil(withdrawnUntil, place.occurredAt);
    },

    async withdrawnBy(place) {
      const [message, conversation] = await Promise.all([
        get(messageKey(place)),
        get(conversationKeyOf(place.conversationKey)),
      ]);
      if (isUntil(z.parse(storedConversation, conversation).withdrawnUntil, place.occurredAt)) {
        return 'conversation';
      }
      return z.parse(storedMessage, message).withdrawn ? 'message' : null;
    },

    async of(place) {
      const { translationKeys, copies } = z.parse(storedMessage, await get(messageKey(place)));
      return {
        translationKeys: [...translationKeys],
        copies: [...copies].map((text) => z.parse(copy, JSON.parse(text))),
      };
    },

    messagesOf: async (conversationKey) => [
      ...z.parse(storedConversation, await get(conversationKeyOf(conversationKey))).messages,
    ],

    async withdraw(place) {
      await put(messageKey(place), { withdrawn: true });
    },

    async withdrawConversation(conversationKey, until) {
      await put(conversationKeyOf(conversationKey), { withdrawnUntil: until });
    },
  };
}
