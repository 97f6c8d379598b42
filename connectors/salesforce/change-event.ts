import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place } from '../contract.ts';
import { isIdOf } from './ids.ts';
import { unknownCase } from './interpret.ts';
import { clientName } from './names.ts';
import { isOurs } from './whose-message.ts';
import type { EmailChange } from './wire-event.ts';

/** Something new may be there to be read. A long text that was changed comes as a difference, so that it is read back, too. */
const mayBringMessage: ReadonlySet<string> = new Set([
  'CREATE',
  'UPDATE',
  'GAP_CREATE',
  'UNDELETE',
  'GAP_UNDELETE',
]);

/**
 * A change of an e-mail. It says nothing of the case and, of a gap, nothing of the e-mail either, so that it is only ever
 * a hint. An UPDATE counts where it brings an e-mail into a case. Deletions name no case: the package tells of those. Where
 * several e-mails are in one event the catch-up finds the others.
 */
export function interpretEmailChange(event: EmailChange, settings: AccountSettings): Interpretation {
  const { ChangeEventHeader: header, ParentId: parent, Incoming: incoming } = event;
  const [message] = header.recordIds;
  // As of too many changes at once: the catch-up finds what they are about.
  if (message === undefined) return { kind: 'skipped', reason: 'unknown-event', place: null };
  const isGap = header.changeType.startsWith('GAP_');
  const ticket = parent ?? message;
  const place: Place = { ticket, message, occurredAt: header.commitTimestamp };
  const skip = (reason: 'own-echo' | 'unknown-event' | 'agent-message'): Interpretation => ({
    kind: 'skipped',
    reason,
    place,
  });
  if (isOurWrite(header, settings)) return skip('own-echo');
  if (!isIdOf('emailMessage', message) || !mayBringMessage.has(header.changeType))
    return skip('unknown-event');
  if (incoming === false) return skip('agent-message');
  const isInCase = parent !== null && isIdOf('case', parent);
  if (!isInCase && !isGap) return skip('unknown-event');
  return { kind: 'hint', hint: { ...place, ticketFacts: unknownCase, about: 'message-id' } };
}

/** By the user, or by the name that we send with each call: `com/salesforce/api/rest/66.0;client=dragoman`. */
function isOurWrite(header: EmailChange['ChangeEventHeader'], settings: AccountSettings): boolean {
  const origin = header.changeOrigin ?? '';
  return (
    isOurs({ id: header.commitUser, actor: null }, settings) ||
    origin.split(';').some((part) => part.trim() === `client=${clientName}`)
  );
}
