import type { CompleteMessage } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { SkipReason } from '../contract.ts';
import { id18, mailAuthorKey } from './ids.ts';
import { lowerAddress } from './mail-addresses.ts';
import { ownAddressesOf, salesforceSettingsOf } from './settings.ts';
import { type AuthorTold, type CaseTold, isDescription, type Told } from './told.ts';
import { isVoiceOrigin } from './vocabulary.ts';

export type Whose =
  | Readonly<{ kind: 'customer'; author: string; role: CompleteMessage['author']['role'] }>
  /** A member of staff's: a command, or `otherwise` nothing for us. */
  | Readonly<{ kind: 'staff'; author: string; otherwise: SkipReason }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason }>;

type Facts = Pick<Told, 'record' | 'ticket' | 'author' | 'isPublic' | 'isFirst' | 'case'>;

type Account = Pick<AccountSettings, 'account'>;

/** The table "Whose message is it", row by row; the first row that fits decides. */
export function whoseMessage(told: Facts, settings: AccountSettings): Whose {
  const { type, id, address } = told.author;
  if (isOurs(told.author, settings)) return skipped('own-echo');
  if (type === 'automation') return skipped('automation');
  // What an agent typed during a call, or telephony did. What comes later into such a case is a message like any other.
  if (isDescription(told) && isVoiceOrigin(told.case.origin)) return skipped('voice');
  if (isFromOwnAddress(told, settings)) return skipped('agent-message');
  if (type === 'customer') {
    const author = customerKeyOf(told, settings);
    return { kind: 'customer', author, role: roleOf(author, told.case, settings) };
  }
  if (id === null) return skipped(address === null ? 'automation' : 'agent-message');
  if (!told.isPublic) return { kind: 'staff', author: id, otherwise: 'private' };
  if (isDescription(told)) return skipped('on-behalf');
  return { kind: 'staff', author: id, otherwise: told.isFirst ? 'on-behalf' : 'agent-message' };
}

/**
 * From an address that answers go out from: one that a copy led back into a case. Not where the case is about whoever wrote, as
 * with colleagues who answer by mail.
 */
function isFromOwnAddress(told: Facts, settings: AccountSettings): boolean {
  const { address } = told.author;
  return (
    address !== null &&
    ownAddressesOf(salesforceSettingsOf(settings)).has(lowerAddress(address)) &&
    requesterKeyOf(told.case, settings) !== customerKeyOf(told, settings)
  );
}

/** By the contact or user, else by the address. Of whom nothing is known at all, all that can be said is whose case it is. */
export function customerKeyOf(
  {
    author: { id, address },
    ticket,
  }: Readonly<{ author: Pick<AuthorTold, 'id' | 'address'>; ticket: string }>,
  { account }: Account,
): string {
  return id ?? (address === null ? `case:${ticket}` : mailAuthorKey(address, account));
}

/** Whose case it is: the contact's, else whose address opened it; null = not known. */
export function requesterKeyOf(
  { contact, suppliedEmail }: Pick<CaseTold, 'contact' | 'suppliedEmail'>,
  { account }: Account,
): string | null {
  return contact ?? (suppliedEmail === null ? null : mailAuthorKey(suppliedEmail, account));
}

/** Who wrote to a case of which it is not known whose it is, is its requester. */
function roleOf(author: string, ofCase: CaseTold, account: Account): CompleteMessage['author']['role'] {
  const requester = requesterKeyOf(ofCase, account);
  return requester === null || requester === author ? 'requester' : 'participant';
}

/** Written by us: by authorship only where the runtime user does nothing else. */
export function isOurs(
  { id, actor }: Readonly<{ id: string | null; actor: string | null }>,
  settings: Pick<AccountSettings, 'runtimeUserId' | 'runtimeUserIsDedicated'>,
): boolean {
  const us = id18(settings.runtimeUserId);
  return settings.runtimeUserIsDedicated && (id === us || actor === us);
}

function skipped(reason: SkipReason): Whose {
  return { kind: 'skipped', reason };
}
