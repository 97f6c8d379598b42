import type { Persona } from '../../api.ts';
import type { Ticket } from '../helpdesk/agent-side.ts';
import type { Channel } from '../helpdesk/customer-side.ts';

/** Who writes, by which channel, in which conversation; null = in a new one. */
export type Chosen = Readonly<{ userId: string; channel: Channel; conversation: string | null }>;

export function isSame(one: Chosen, other: Chosen): boolean {
  return (
    one.userId === other.userId && one.channel === other.channel && one.conversation === other.conversation
  );
}

/** The first of them, about to write an e-mail. */
export function firstOf(personas: readonly Persona[]): Chosen {
  return { userId: personas[0]?.userId ?? '', channel: 'email', conversation: null };
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
    ? { userId: requester.id, channel: 'chat', conversation: null }
    : { userId: requester.id, channel: 'email', conversation: id };
}
