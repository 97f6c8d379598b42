import type { AccountSettings } from '../account.ts';
import type { Interpretation, Withdrawal } from '../contract.ts';
import { factsOf } from './interpret.ts';
import { isOurs } from './whose-message.ts';
import type { ContentTaken, TicketDeleted } from './wire-webhook.ts';

/**
 * A comment or a file of one was redacted, or a comment hidden from the customer. What is hidden stays readable to the agents for
 * whom our note is, so that it stays too. Scope is not asked: a ticket may have been in it when the copies were made.
 */
export function interpretContentTaken(event: ContentTaken, settings: AccountSettings): Interpretation {
  const { id: message } = event.event.comment;
  switch (event.type) {
    case 'zen:event-type:ticket.comment_redacted':
      return withdrawal(event, settings, { what: 'text', message });
    case 'zen:event-type:ticket.attachment_redacted_from_comment':
      return withdrawal(event, settings, { what: 'attachment', message });
    case 'zen:event-type:ticket.comment_made_private':
      return { kind: 'skipped', reason: 'private', place: placeOf(event) };
  }
}

/** For good or for the 30 days in which it may be restored. */
export function interpretDeletion(event: TicketDeleted, settings: AccountSettings): Interpretation {
  return withdrawal(event, settings, { what: 'conversation' });
}

type Told = ContentTaken | TicketDeleted;

/** Named by the event: a message may be redacted more than once. */
const placeOf = ({ detail, id, time }: Told) => ({
  ticket: detail.id,
  message: `withdrawal:${id}`,
  occurredAt: time,
});

function withdrawal(
  event: Told,
  settings: AccountSettings,
  withdrawn: Withdrawal['withdrawn'],
): Interpretation {
  const place = placeOf(event);
  const { actor_id: actor } = event.detail;
  if (isOurs({ actor, author: null }, settings)) return { kind: 'skipped', reason: 'own-echo', place };
  return {
    kind: 'withdrawal',
    withdrawal: { ...place, ticketFacts: factsOf(event.detail), actor, withdrawn },
  };
}
