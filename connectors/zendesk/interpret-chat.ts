import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation, Place, SkipReason } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { messagingChannel } from './channels.ts';
import { isOurs, isPerson } from './whose-message.ts';
import type { MessageAdded } from './wire-chat.ts';

/**
 * A chat's message. The customer's is complete as it is told, unless the account wants to know more of the ticket than that
 * it is a chat; then it is read back. What an agent says there is public.
 */
export function interpretChat(event: MessageAdded, settings: AccountSettings): Interpretation {
  const { detail, time: occurredAt } = event;
  const { actor, conversation_id: conversation, message } = event.event;
  const place: Place = { ticket: detail.id, message: message.id, occurredAt };
  const skip = (reason: SkipReason): Interpretation => ({ kind: 'skipped', reason, place });
  if (isOurs({ actor: actor.id, author: null }, settings)) return skip('own-echo');
  if (actor.id === null || !isPerson(actor.id)) return skip('automation');
  const ticketFacts = factsOfChat(actor.type === 'end_user' ? actor.id : null);
  const needsTicket = dependsOnTicket(settings);
  if (!needsTicket && !inScope(settings.scope, ticketFacts)) return skip('out-of-scope');
  const text = message.body ?? '';
  switch (actor.type) {
    case 'end_user':
      break;
    case 'agent': {
      const said = { author: actor.id, text, isPublic: true, otherwise: 'agent-message' } as const;
      return { kind: 'staff-comment', comment: { ...place, ticketFacts, ...said } };
    }
    default:
      return skip('automation');
  }
  if (text.trim() === '') return skip('empty');
  if (needsTicket)
    return { kind: 'hint', hint: { ...place, ticketFacts, about: 'message-id', conversation } };
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts,
      content: {
        author: { id: actor.id, role: 'requester' },
        text,
        html: null,
        attachmentCount: null,
        channel: 'chat',
        isFirst: false,
        machineMade: null,
        conversation,
      },
    },
  };
}

/** All that an event of a chat tells of its ticket. The customer of a chat is the ticket's requester. */
function factsOfChat(requester: string | null): TicketFacts {
  return {
    subject: null,
    status: null,
    priority: null,
    channel: messagingChannel,
    tags: [],
    brand: null,
    group: null,
    form: null,
    requester,
    requesterLocale: null,
  };
}

/** Whether the account's scope, its agents' languages or its rule for priorities ask for what only the ticket tells. */
function dependsOnTicket({ scope, agentLanguages, priority }: AccountSettings): boolean {
  const { groups, brands } = agentLanguages;
  const sides = [scope.include, scope.exclude].flatMap((side) => [
    ...side.brands,
    ...side.groups,
    ...side.forms,
    ...side.tags,
  ]);
  return sides.length > 0 || Object.keys({ ...groups, ...brands }).length > 0 || priority.raise;
}
