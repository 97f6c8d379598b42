import type { Store } from '../store.ts';
import type { ChatMessage, Conversation } from './conversations.ts';

/** Where a message came from: the customer's widget, the bot, the agents' workspace, the API. */
export function sourceTypeOf({ author }: ChatMessage): string {
  switch (author.kind) {
    case 'customer':
      return 'web';
    case 'bot':
      return 'zd:answerBot';
    case 'agent':
      return 'zd:agentWorkspace';
    case 'api':
      return 'api:conversations';
  }
}

/** What the customer reads above the message. */
export function displayNameOf(
  { author }: ChatMessage,
  conversation: Conversation,
  store: Store,
): string | null {
  switch (author.kind) {
    case 'customer':
      return store.knownUser(conversation.customerId).name;
    case 'bot':
      return author.name;
    case 'agent': {
      const agent = store.knownUser(author.agentId);
      return agent.alias ?? agent.name;
    }
    case 'api':
      return author.displayName;
  }
}

function wireAuthor(message: ChatMessage, conversation: Conversation, store: Store): Record<string, unknown> {
  const displayName = displayNameOf(message, conversation, store);
  const named = displayName === null ? {} : { displayName };
  const { author } = message;
  switch (author.kind) {
    case 'customer':
      return { type: 'user', userId: conversation.userId, ...named };
    case 'bot':
    case 'agent':
      return { type: 'business', ...named, subtypes: [author.kind] };
    case 'api':
      return {
        type: 'business',
        ...named,
        ...(author.avatarUrl === null ? {} : { avatarUrl: author.avatarUrl }),
      };
  }
}

/** A conversation as Sunshine Conversations shows it, as far as the stand-in has it. */
export function wireConversation(conversation: Conversation, isDefault: boolean): Record<string, unknown> {
  const { id, messages, startedAt } = conversation;
  const lastUpdatedAt = messages.at(-1)?.received ?? startedAt;
  return { id, type: 'personal', isDefault, lastUpdatedAt: lastUpdatedAt.toISOString() };
}

/** A message as Sunshine Conversations shows it. */
export function wireMessage(
  message: ChatMessage,
  conversation: Conversation,
  store: Store,
): Record<string, unknown> {
  return {
    id: message.id,
    received: message.received.toISOString(),
    author: wireAuthor(message, conversation, store),
    content: message.content,
    source: { type: sourceTypeOf(message) },
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
  };
}
