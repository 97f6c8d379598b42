import { ulid, wireId } from '../ids.ts';
import type { Store } from '../store.ts';
import type { ChatMessage, Conversation } from '../sunshine/conversations.ts';
import { displayNameOf, sourceTypeOf } from '../sunshine/wire.ts';
import type { EventSource, WebhookEvent } from './events.ts';

export const messageAddedType = 'zen:event-type:messaging_ticket.message_added';

/**
 * Bots have the id `zd:answerBot` and the type `system` in Zendesk's example. Who the actor of a message by the API is
 * stands nowhere; it is taken for another `system`.
 */
function actorOf(message: ChatMessage, conversation: Conversation, store: Store): Record<string, string> {
  const name = displayNameOf(message, conversation, store) ?? '';
  const { author } = message;
  switch (author.kind) {
    case 'customer':
      return { id: conversation.customerId, name, type: 'end_user' };
    case 'agent':
      return { id: author.agentId, name, type: 'agent' };
    case 'bot':
    case 'api':
      return { id: sourceTypeOf(message), name, type: 'system' };
  }
}

/** The event about one message of a chat that has a ticket. Its `detail` knows nothing but the ticket's id. */
export function messageEvent(
  source: EventSource,
  conversation: Conversation,
  message: ChatMessage,
  ticketId: string,
): WebhookEvent {
  const at = source.store.now();
  return {
    account_id: wireId(source.accountId),
    id: ulid(at),
    subject: `zen:ticket:${ticketId}`,
    time: at.toISOString().replace('Z', '000000Z'),
    type: messageAddedType,
    zendesk_event_version: '2022-11-06',
    detail: { id: ticketId },
    event: {
      actor: actorOf(message, conversation, source.store),
      conversation_id: conversation.id,
      message: { id: message.id, body: message.content.text },
    },
  };
}
