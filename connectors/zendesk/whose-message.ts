import type { CompleteMessage } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { SkipReason } from '../contract.ts';
import { isAutomationChannel, isVoiceChannel } from './channels.ts';

export type CommentFacts = Readonly<{
  /** Null, `-1` or `0`: Zendesk itself. */
  author: string | null;
  /** Whose credentials made it, where known; it differs from the author when one writes as another. */
  actor: string | null;
  isStaff: boolean;
  isPublic: boolean;
  isFirst: boolean;
  requester: string | null;
  /** The comment's own channel; null = not known. */
  channel: string | null;
  /** `via.source.rel` of the comment: `merge`, `trigger`, `follow_up`, … */
  relation: string | null;
  /** Whether the ticket is a chat's; default no. */
  ofChat?: boolean;
}>;

export type Whose =
  | Readonly<{ kind: 'customer'; author: string; role: CompleteMessage['author']['role'] }>
  /** A member of staff's: a command, or `otherwise` nothing for us. */
  | Readonly<{ kind: 'staff'; author: string; otherwise: SkipReason }>
  | Readonly<{ kind: 'skipped'; reason: SkipReason }>;

/** The table "Whose message is it", row by row; the first row that fits decides. */
export function whoseMessage(facts: CommentFacts, settings: AccountSettings): Whose {
  const { author } = facts;
  if (isOurs(facts, settings)) return skipped('own-echo');
  if (author === null || !isPerson(author)) return skipped('automation');
  if (isAutomationChannel(facts.channel, facts.relation)) return skipped('automation');
  if (isVoiceChannel(facts.channel)) return skipped('voice');
  if (facts.isStaff && !facts.isPublic) return { kind: 'staff', author, otherwise: 'private' };
  // "Conversation with Ana", which Zendesk writes in the customer's name. What customers say in a chat is no comment.
  if (facts.ofChat === true && !facts.isPublic && !facts.isStaff) return skipped('automation');
  if (author === facts.requester) return { kind: 'customer', author, role: 'requester' };
  // An end user's private comment is one that Zendesk hid because the sender was not in the thread: still a customer's.
  if (!facts.isStaff) return { kind: 'customer', author, role: 'participant' };
  const otherwise = facts.isFirst && facts.requester !== null ? 'on-behalf' : 'agent-message';
  return { kind: 'staff', author, otherwise };
}

/** Written by us: by authorship only where the runtime user does nothing else. */
export function isOurs(
  who: Readonly<{ actor: string | null; author: string | null }>,
  settings: AccountSettings,
): boolean {
  const { runtimeUserId, runtimeUserIsDedicated } = settings;
  return runtimeUserIsDedicated && (who.actor === runtimeUserId || who.author === runtimeUserId);
}

/** Zendesk's own doings carry the id -1, sometimes 0 or none. */
export function isPerson(userId: string): boolean {
  return userId !== '-1' && userId !== '0';
}

function skipped(reason: SkipReason): Whose {
  return { kind: 'skipped', reason };
}
