import { notFound } from '../errors.ts';
import { stableUlid, wireId } from '../ids.ts';
import type { Comment } from '../model.ts';
import type { Store } from '../store.ts';
import type { ChatMessage, Conversation } from '../sunshine/conversations.ts';
import { activeTicketOf } from '../sunshine/people.ts';
import { displayNameOf, sourceTypeOf } from '../sunshine/wire.ts';
import { cursorPage } from './paging.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { ticketOf } from './ticket-routes.ts';
import { wireAttachment, wireTicket, wireTime } from './wire.ts';

/** `user` = the customer, `agent` = staff, `bot` = everybody else who writes for the business. */
function logAuthorOf(message: ChatMessage, conversation: Conversation, store: Store) {
  const { author } = message;
  const name = { display_name: displayNameOf(message, conversation, store) ?? '' };
  switch (author.kind) {
    case 'customer':
      return {
        ...name,
        type: 'user',
        'zen:sunco:user_id': conversation.userId,
        'zen:support:user_id': wireId(conversation.customerId),
      };
    case 'agent':
      return { ...name, type: 'agent', 'zen:support:user_id': wireId(author.agentId) };
    case 'bot':
    case 'api':
      return { ...name, type: 'bot', 'zen:support:user_id': -1 };
  }
}

/** Shapes of the example in "Conversation Log" of the API reference. Our metadata of a message is not in it. */
function messageEntry(message: ChatMessage, conversation: Conversation, store: Store) {
  return {
    id: stableUlid(message.received, message.id),
    type: 'Messaging::ConversationMessage',
    reference: `zen:sunco:conversation_message:${message.id}`,
    created_at: wireTime(message.received),
    received_at: message.received.toISOString(),
    attachments: [],
    author: logAuthorOf(message, conversation, store),
    content: message.content,
    source: { type: sourceTypeOf(message) },
    metadata: { custom: {}, system: {}, ticket_version: 0 },
  };
}

function commentEntry(comment: Comment, { store, baseUrl }: ApiContext) {
  const author = store.knownUser(comment.authorId);
  return {
    id: stableUlid(comment.createdAt, comment.id),
    type: 'Comment',
    reference: `zen:ticket_event:${comment.id}`,
    created_at: wireTime(comment.createdAt),
    attachments: comment.attachments
      .filter(({ inline }) => !inline)
      .map((attachment) => wireAttachment(attachment, store, baseUrl)),
    author: {
      display_name: author.name,
      type: store.isStaffId(author.id) ? 'agent' : 'user',
      'zen:support:user_id': wireId(author.id),
    },
    content: { type: 'html', body: comment.html },
    metadata: { custom: {}, public: comment.public, system: {}, ticket_version: 0 },
  };
}

/** Everything that was written, in the chat and in the ticket, also before there was one. */
function conversationLog(request: ApiRequest, context: ApiContext): ApiAnswer {
  const { store, limits, baseUrl } = context;
  const headers = limits.takeConversationLog();
  const ticket = ticketOf(request, context);
  const conversation = store.conversations.ofTicket(ticket.id);
  const entries = [
    ...(conversation?.messages ?? []).map((message) => ({
      at: message.received.getTime(),
      entry: () => (conversation === null ? null : messageEntry(message, conversation, store)),
    })),
    ...ticket.comments.map((comment) => ({
      at: comment.createdAt.getTime(),
      entry: () => commentEntry(comment, context),
    })),
  ].sort((one, other) => one.at - other.at);
  const sorted = request.query.get('sort') === '-created_at' ? entries.toReversed() : entries;
  const page = cursorPage(sorted, request.query, `${baseUrl}${request.path}`);
  return { status: 200, body: { events: page.items.map(({ entry }) => entry()), ...page.envelope }, headers };
}

function ticketOfConversation(request: ApiRequest, { store, baseUrl }: ApiContext): ApiAnswer {
  const conversation = store.conversations.find(request.params.conversationId ?? '');
  const ticket = conversation === null ? null : activeTicketOf(store, conversation);
  if (ticket === null) throw notFound();
  return { status: 200, body: { ticket: wireTicket(ticket, store, baseUrl) } };
}

const read = { resource: 'tickets', access: 'read' } as const;

export const messagingRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/v2/tickets/:id/conversation_log', scope: read, handle: conversationLog },
  {
    method: 'GET',
    pattern: '/api/v2/tickets/messaging/conversations/:conversationId/ticket',
    scope: read,
    handle: ticketOfConversation,
  },
];
