import { randomBytes } from 'node:crypto';

/** `api` = a business message by the Sunshine Conversations API: somebody's, but no agent's. */
export type ChatAuthor =
  | Readonly<{ kind: 'customer' }>
  | Readonly<{ kind: 'bot'; name: string }>
  | Readonly<{ kind: 'agent'; agentId: string }>
  | Readonly<{ kind: 'api'; displayName: string | null; avatarUrl: string | null }>;

/** `text`: for a file or an image its caption; empty = none. */
export type ChatContent =
  | Readonly<{
      type: 'text';
      text: string;
      htmlText?: string | undefined;
      markdownText?: string | undefined;
    }>
  | Readonly<{
      type: 'image' | 'file';
      text: string;
      mediaUrl: string;
      mediaType: string;
      mediaSize: number;
    }>;

export type ChatMetadata = Readonly<Record<string, string | number | boolean>>;

export type ChatMessage = Readonly<{
  id: string;
  received: Date;
  author: ChatAuthor;
  content: ChatContent;
  metadata: ChatMetadata | null;
  /** Sent to `{"integrationType":"none"}`: in the history, but not on the customer's screen. */
  silent: boolean;
}>;

export type Conversation = {
  readonly id: string;
  readonly appId: string;
  /** The customer's id in Support. */
  readonly customerId: string;
  /** The customer's id in Sunshine Conversations. */
  readonly userId: string;
  /** Tickets that came of it, the latest last; a new one only once the one before is closed. */
  readonly ticketIds: string[];
  readonly messages: ChatMessage[];
  /** Who is in control at first, which the account's switchboard settles: with `agents` the first message makes a ticket. */
  readonly firstResponder: 'bot' | 'agents';
  readonly startedAt: Date;
  locked: boolean;
};

/** At so many messages a conversation answers 423. */
export const maxMessagesPerConversation = 30_000;

/** 24 hexadecimal digits that grow with time, the form of all ids of Sunshine Conversations. */
function objectId(at: Date, count: number): string {
  const seconds = Math.floor(at.getTime() / 1000).toString(16);
  return `${seconds}${randomBytes(5).toString('hex')}${(count % 0x1000000).toString(16).padStart(6, '0')}`;
}

export type NewMessage = Readonly<{
  id?: string | undefined;
  createdAt?: Date | undefined;
  author: ChatAuthor;
  content: ChatContent;
  metadata?: ChatMetadata | null | undefined;
  silent?: boolean | undefined;
}>;

/** All chats of the account. */
export class Conversations {
  readonly #byId = new Map<string, Conversation>();
  readonly #userIds = new Map<string, string>();
  readonly #now: () => Date;
  #count = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  start(
    appId: string,
    customerId: string,
    id: string = this.#nextId(),
    firstResponder: Conversation['firstResponder'] = 'bot',
  ): Conversation {
    if (this.#byId.has(id)) throw new Error(`the stand-in already has a conversation ${id}`);
    const conversation: Conversation = {
      ...{ id, appId, customerId, firstResponder },
      userId: this.userIdOf(customerId),
      startedAt: this.#now(),
      ticketIds: [],
      messages: [],
      locked: false,
    };
    this.#byId.set(id, conversation);
    return conversation;
  }

  /** The id in Sunshine Conversations of a customer of Support; a new one if they have never chatted. */
  userIdOf(customerId: string): string {
    const userId = this.#userIds.get(customerId) ?? this.#nextId();
    this.#userIds.set(customerId, userId);
    return userId;
  }

  /** The customer of Support with that id in Sunshine Conversations, or null. */
  customerIdOf(userId: string): string | null {
    for (const [customerId, known] of this.#userIds) if (known === userId) return customerId;
    return null;
  }

  /** Those of one customer, oldest first. */
  ofCustomer(customerId: string): readonly Conversation[] {
    return [...this.#byId.values()].filter((conversation) => conversation.customerId === customerId);
  }

  find(id: string): Conversation | null {
    return this.#byId.get(id) ?? null;
  }

  /** The conversation that must exist: a caller of the programmatic API named it. */
  known(id: string): Conversation {
    const conversation = this.#byId.get(id);
    if (conversation === undefined) throw new Error(`the stand-in has no conversation ${id}`);
    return conversation;
  }

  ofTicket(ticketId: string): Conversation | null {
    for (const conversation of this.#byId.values())
      if (conversation.ticketIds.includes(ticketId)) return conversation;
    return null;
  }

  add(conversation: Conversation, wanted: NewMessage): ChatMessage {
    const message: ChatMessage = {
      id: wanted.id ?? this.#nextId(),
      received: wanted.createdAt ?? this.#now(),
      author: wanted.author,
      content: wanted.content,
      metadata: wanted.metadata ?? null,
      silent: wanted.silent ?? false,
    };
    conversation.messages.push(message);
    return message;
  }

  #nextId(): string {
    this.#count += 1;
    return objectId(this.#now(), this.#count);
  }
}
