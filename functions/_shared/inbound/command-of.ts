import type { AccountSettings } from '../../../connectors/account.ts';
import type { StaffComment } from '../../../connectors/contract.ts';
import { commandEventOf } from '../commands/event.ts';
import type { Skipped } from './ending.ts';
import type { FirstEvent } from './event-of.ts';

/** What staff wrote is for us only if it is a command; it says itself why it is skipped otherwise. Pure. */
export function commandOf(comment: StaffComment, settings: AccountSettings): FirstEvent | Skipped {
  const asked = commandEventOf(comment, settings);
  if (asked !== null) return { envelope: asked.event, publication: asked.publication };
  const { ticket, message, occurredAt, otherwise } = comment;
  return { kind: 'skipped', reason: otherwise, place: { ticket, message, occurredAt } };
}
