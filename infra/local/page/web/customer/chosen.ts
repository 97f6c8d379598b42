import type { Persona } from '../../api.ts';
import type { Ticket } from '../helpdesk/agent-side.ts';
import type { Channel, Conversation } from '../helpdesk/customer-side.ts';

/** Who writes, by which channel, in which conversation. */
export type Chosen = Readonly<{
  userId: string;
  channel: Channel;
  /** Null = in a new one, or in that of `ticket`. */
  conversation: string | null;
  /** Where the conversation is known by its ticket alone, as an agent knows a chat. */
  ticket: string | null;
}>;

/** The conversation that was chosen; null = a new one, or one that has not been read yet. */
export function conversationOf(
  { conversation, ticket }: Pick<Chosen, 'conversation' | 'ticket'>,
  conversations: readonly Pick<Conversation, 'id' | 'ticket'>[],
): string | null {
  if (conversation !== null || ticket === null) return conversation;
  return conversations.find((each) => each.ticket === ticket)?.id ?? null;
}

export function isSame(one: Chosen, other: Chosen): boolean {
  return (
    one.userId === other.userId && one.channel === other.channel && one.conversation === other.conversation
  );
}

/** The first of them, about to write an e-mail. */
export function firstOf(personas: readonly Persona[]): Chosen {
  return { userId: personas[0]?.userId ?? '', channel: 'email', conversation: null, ticket: null };
}

/**
 * Whose ticket it is, where they wrote it; null = nobody whom one can speak as. An e-mail conversation has its ticket's id, a
 * chat has one of its own.
 */
export function customerOf(
  { id, requester, isChat }: Pick<Ticket, 'id' | 'requester' | 'isChat'>,
  personas: readonly Persona[],
): Chosen | null {
  if (!personas.some(({ userId }) => userId === requester.id)) return null;
  return isChat
    ? { userId: requester.id, channel: 'chat', conversation: null, ticket: id }
    : { userId: requester.id, channel: 'email', conversation: id, ticket: null };
}
