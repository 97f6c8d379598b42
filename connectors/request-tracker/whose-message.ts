import type { CompleteMessage } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { SkipReason } from '../contract.ts';
import { customerIdOf } from './vocabulary.ts';

export const messageTypes = ['Create', 'Correspond', 'Comment'] as const;
export type MessageType = (typeof messageTypes)[number];

export function isMessageType(type: string): type is MessageType {
  return messageTypes.some((known) => known === type);
}

export type TransactionFacts = Readonly<{
  type: MessageType;
  /** Login of whoever wrote it. */
  creator: string;
  /** Whether RT counts them as staff. */
  isPrivileged: boolean;
  isRequestor: boolean;
  /** Whether anybody is: a ticket may have no requestor. */
  hasRequestor: boolean;
  /** Our mark on the transaction; null = none. */
  writeKey: string | null;
}>;

export type Whose =
  | Readonly<{ kind: 'customer'; author: string; role: CompleteMessage['author']['role'] }>
  /** A member of staff's: a command, or `otherwise` nothing for us. */
  | Readonly<{ kind: 'staff'; author: string; otherwise: SkipReason }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason }>;

/** RT's own users: scrips, crontool jobs, and nobody. */
const systemUsers: ReadonlySet<string> = new Set(['rt_system', 'nobody']);

/** How our keys begin. Whoever may set the field could write something else into it. */
const ourKey = /^(?:write|reply|own-note)#/;

/** The table "Whose message is it", row by row; the first row that fits decides. */
export function whoseMessage(facts: TransactionFacts, settings: AccountSettings): Whose {
  const { type, creator, isPrivileged, isRequestor } = facts;
  const isPrivate = type === 'Comment';
  if (isOurs(facts, settings)) return skipped('own-echo');
  if (isSystemUser(creator)) return skipped('automation');
  if (isPrivate && isPrivileged) return { kind: 'staff', author: creator, otherwise: 'private' };
  if (isRequestor) return customer(creator, 'requester', settings);
  // A comment of somebody who is not staff comes by the comment address: internal, but nobody here reads its language.
  if (!isPrivileged) return customer(creator, 'participant', settings);
  const otherwise = type === 'Create' && facts.hasRequestor ? 'on-behalf' : 'agent-message';
  return { kind: 'staff', author: creator, otherwise };
}

function customer(
  login: string,
  role: CompleteMessage['author']['role'],
  { account }: AccountSettings,
): Whose {
  return { kind: 'customer', author: customerIdOf(login, account), role };
}

/** Written by us: by our mark, or by authorship where the runtime user does nothing else. */
export function isOurs(
  { creator, writeKey }: Readonly<{ creator: string; writeKey: string | null }>,
  { runtimeUserId, runtimeUserIsDedicated }: AccountSettings,
): boolean {
  if (writeKey !== null && ourKey.test(writeKey)) return true;
  return runtimeUserIsDedicated && creator.toLowerCase() === runtimeUserId.toLowerCase();
}

export function isSystemUser(login: string): boolean {
  return systemUsers.has(login.toLowerCase());
}

function skipped(reason: SkipReason): Whose {
  return { kind: 'skipped', reason };
}
