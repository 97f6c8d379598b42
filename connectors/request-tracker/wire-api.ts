import * as z from 'zod/mini';
import { instant, textOrNull } from '../kit/wire.ts';
import { numericId, scalarOrNull } from './wire.ts';

/** Answers of REST 2.0, as far as they are read. https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html */

/** Users are referred to by their login. */
const user = z.object({ id: z.string().check(z.minLength(1)), Lang: textOrNull });

/** One that cannot be read is none. */
const users = z.pipe(
  z._default(z.nullable(z.array(z.unknown())), []),
  z.transform((all) =>
    (all ?? []).flatMap((each) => {
      const parsed = z.safeParse(user, each);
      return parsed.success ? [parsed.data] : [];
    }),
  ),
);

/** A value that was cleared stays as null; files and images are objects. */
const customField = z.object({ name: z.string(), values: z._default(z.nullable(z.array(z.unknown())), []) });

/** Empty text where a record can have none. */
const customFields = z.pipe(
  z._default(z.nullable(z.union([z.array(customField), z.string()])), []),
  z.transform((fields) => (typeof fields === 'string' ? [] : (fields ?? []))),
);
export type CustomFields = z.infer<typeof customFields>;

const links = z._default(z.nullable(z.array(z.object({ ref: textOrNull }))), []);

/** `GET /ticket/{id}?fields[Queue]=Name`, and the entries of `GET /tickets`. */
export const ticketAnswer = z.object({
  id: numericId,
  Status: textOrNull,
  Subject: textOrNull,
  Priority: scalarOrNull,
  Queue: z._default(z.nullable(z.object({ Name: textOrNull })), null),
  Requestor: users,
  CustomFields: customFields,
  _hyperlinks: links,
});
export type Ticket = z.infer<typeof ticketAnswer>;

const transaction = z.object({
  id: numericId,
  Type: z.string(),
  Creator: user,
  Created: instant,
  ObjectType: textOrNull,
  /** Left out where it was not asked for. */
  ObjectId: z._default(z.nullable(numericId), null),
  CustomFields: customFields,
});
export type Transaction = z.infer<typeof transaction>;

const attachment = z.object({
  id: numericId,
  TransactionId: numericId,
  ContentType: textOrNull,
  Filename: textOrNull,
  /** Bytes. */
  ContentLength: scalarOrNull,
  Headers: textOrNull,
  /** Text in lists; base64 of the bytes where one is asked for alone. */
  Content: z._default(z.nullable(z.string()), null),
});
export type Attachment = z.infer<typeof attachment>;

/**
 * A page of a list. Neither `total` nor `pages` is to be had without superuser rights, and a page may hold fewer than asked
 * for. An item that is not of its shape (a creator that is not there any more) is left out, but counts: `count` is of all
 * that came, and `lastId` the last one's.
 */
const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.pipe(
    // A page of which not even an id can be read is none.
    z.object({
      items: z
        .array(z.unknown())
        .check(z.refine((items) => items.length === 0 || lastIdOf(items) !== null, 'expected ids')),
    }),
    z.transform(({ items }) => ({
      items: items.flatMap((each): z.infer<Item>[] => {
        const parsed = z.safeParse(item, each);
        return parsed.success ? [parsed.data] : [];
      }),
      count: items.length,
      lastId: lastIdOf(items),
    })),
  );

const withId = z.object({ id: z.union([z.string(), z.int()]) });

function lastIdOf(items: readonly unknown[]): string | null {
  const ids = items.flatMap((each) => {
    const parsed = z.safeParse(withId, each);
    return parsed.success ? [String(parsed.data.id)] : [];
  });
  return ids.at(-1) ?? null;
}

/** What is read of such a page. */
export type Page<Item> = Readonly<{ items: readonly Item[]; count: number; lastId: string | null }>;
export const transactionsAnswer = pageOf(transaction);
export const ticketsAnswer = pageOf(ticketAnswer);
/** The same without fields: which there are. */
export const anyTickets = pageOf(withId);
export const attachmentsAnswer = pageOf(attachment);

/** `GET /attachment/{id}` */
export const attachmentAnswer = z.object({ Content: z._default(z.nullable(z.string()), null) });

/** `GET /user/{login}`: what anybody on the staff may read, and for oneself a little more. */
export const userAnswer = z.object({
  /** Left out where RT is set to show less of users (`$UserSummaryExtraInfo`). */
  Name: textOrNull,
  RealName: textOrNull,
  Privileged: scalarOrNull,
  Disabled: scalarOrNull,
  Signature: textOrNull,
});
export type User = z.infer<typeof userAnswer>;

/** `GET /users`: `id` is the login, but the number where `fields` asks for it. */
export const usersAnswer = pageOf(z.object({ id: z.union([z.string(), z.int()]), Name: textOrNull }));

/** What RT says it did, a sentence each, in the language of the user that it was done as. */
export const messagesAnswer = z.array(z.string());

/** The body of a 4xx. */
export const errorAnswer = z.object({ message: z._default(z.nullable(z.string()), null) });

/** The account's `…/api` secret. */
export const apiSecret = z.object({
  /** Of the user that Dragoman writes as: `1-27-…` */
  token: z.string().check(z.minLength(1)),
  /** By login: of agents whose answers go out as themselves. */
  agentTokens: z._default(z.record(z.string(), z.string().check(z.minLength(1))), {}),
});
