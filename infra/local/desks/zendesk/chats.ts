import type { ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import { people } from './account.ts';

export type ChatLine = Readonly<{
  ticket: string;
  /** Id of the message. */
  message: string;
  customer: string;
  text: string;
  from: 'customer' | 'agent';
}>;

/** Chats of replay lines in the stand-in helpdesk, one for each ticket. */
export class ZendeskChats {
  readonly #standIn: ZendeskStandIn;
  readonly #conversations = new Map<string, string>();
  /** What the webhook tells of a message, by its id. */
  readonly #told = new Map<string, readonly object[]>();

  constructor(standIn: ZendeskStandIn) {
    this.#standIn = standIn;
  }

  /** Whether the ticket is of a chat that an earlier line has begun. */
  has(ticket: string): boolean {
    return this.#conversations.has(ticket);
  }

  /** Says it in the chat, which begins if there is none; gives the webhook bodies, the same for a message said already. */
  say({ ticket, message, customer, text, from }: ChatLine): readonly object[] {
    const told = this.#told.get(message);
    if (told !== undefined) return told;
    const conversation = this.#conversations.get(ticket) ?? this.#begin(ticket, customer);
    const said = { id: message, text };
    const { events } =
      from === 'customer'
        ? this.#standIn.customerSays(conversation, said, { deliver: false })
        : this.#standIn.agentSays(conversation, people.agent.id, said, { deliver: false });
    this.#told.set(message, events);
    return events;
  }

  #begin(ticket: string, customer: string): string {
    const { conversationId } = this.#standIn.startChat(
      { customer, ticket: { id: ticket } },
      { deliver: false },
    );
    this.#conversations.set(ticket, conversationId);
    return conversationId;
  }
}
