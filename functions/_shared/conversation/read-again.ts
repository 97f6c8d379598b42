import type { Envelope } from '../../../events/envelope.ts';
import { eventIdOf } from '../../../events/ids.ts';
import {
  type MessageReceived,
  messageReceived,
  type TicketFacts,
} from '../../../events/message-received.v1.ts';
import type { ConversationMemory } from './memory.ts';

/** The ticket as a command tells of it: not at all. It is read back with the message. */
const unknownTicket: TicketFacts = {
  subject: null,
  status: null,
  priority: null,
  channel: null,
  tags: [],
  brand: null,
  group: null,
  form: null,
  requester: null,
  requesterLocale: null,
};

/**
 * The requester's last message as an event once more, by the next attempt number, so that it is read and noted anew; null =
 * there is none. `fresh`: what is remembered of its translation does not count. The same cause gives the same event, however often it is delivered. Pure.
 */
export function readAgain(
  cause: Envelope,
  memory: ConversationMemory,
  { fresh }: Readonly<{ fresh: boolean }>,
): MessageReceived | null {
  const last = memory.lastOfRequester;
  if (last === null) return null;
  const { connector, account, ticket, conversationKey, agentLanguage } = cause;
  const { message } = last.stamp;
  const attempt = last.attempt + 1;
  const type = messageReceived.detailType;
  return {
    eventId: eventIdOf({ type, connector, account, message, attempt }),
    correlationId: last.correlationId,
    causationId: cause.eventId,
    attempt,
    occurredAt: last.stamp.at,
    connector,
    account,
    ticket,
    message,
    conversationKey,
    customerKey: last.customerKey,
    agentLanguage,
    type,
    origin: 'command',
    ticketFacts: unknownTicket,
    content: {
      kind: 'hint',
      about: 'message-id',
      ...(last.conversation === undefined ? {} : { conversation: last.conversation }),
    },
    ...(last.note === null ? {} : { replaces: last.note }),
    ...(fresh ? { fresh } : {}),
  };
}
