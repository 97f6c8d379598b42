import type {
  ChangeResult,
  ChatInput,
  ChatMessageInput,
  ChatResult,
  HandOverInput,
  ProgrammaticOptions,
  SeenMessage,
} from '../stand-in-types.ts';
import type { Store } from '../store.ts';
import type { Broadcast } from '../webhooks/broadcast.ts';
import type { SunshineApi } from './api.ts';
import type { ChatAuthor, Conversation } from './conversations.ts';
import { botTranscript, handOver, reopen, says } from './people.ts';
import { displayNameOf } from './wire.ts';

export type StartedChat = Readonly<{ conversationId: string; handedOver: ChangeResult | null }>;

/** The chats of the account, by program. */
export class Chats {
  readonly #store: Store;
  readonly #api: SunshineApi;
  readonly #broadcast: Broadcast;

  constructor(store: Store, api: SunshineApi, broadcast: Broadcast) {
    this.#store = store;
    this.#api = api;
    this.#broadcast = broadcast;
  }

  start(input: ChatInput, options: ProgrammaticOptions): StartedChat {
    const customer = this.#store.knownUser(input.customer);
    const conversation = this.#store.conversations.start(this.#api.appId, customer.id, input.conversation);
    botTranscript(this.#store, conversation, input.botTranscript ?? []);
    const handedOver =
      input.ticket === undefined ? null : this.handOver(conversation.id, input.ticket, options);
    return { conversationId: conversation.id, handedOver };
  }

  handOver(conversationId: string, input: HandOverInput, options: ProgrammaticOptions): ChangeResult {
    const conversation = this.#known(conversationId);
    const change = this.#broadcast.committed(handOver(this.#store, conversation, input), options);
    if (input.transcriptEvents !== true) return change;
    const told = conversation.messages.map((message) =>
      this.#broadcast.messageAdded(conversation, message, options),
    );
    const deliveries = Promise.all([change.delivered, ...told.map(({ delivered }) => delivered)]);
    return {
      ...change,
      events: [...change.events, ...told.flatMap(({ events }) => events)],
      delivered: deliveries.then((results) => results.flat()),
    };
  }

  customerSays(
    conversationId: string,
    said: string | ChatMessageInput,
    options: ProgrammaticOptions,
  ): ChatResult {
    const conversation = this.#known(conversationId);
    const result = this.#say(conversation, { kind: 'customer' }, said, options);
    const reopened = reopen(this.#store, conversation);
    if (reopened !== null) this.#broadcast.committed(reopened, options);
    return result;
  }

  agentSays(
    conversationId: string,
    agentId: string,
    said: string | ChatMessageInput,
    options: ProgrammaticOptions,
  ): ChatResult {
    const author: ChatAuthor = { kind: 'agent', agentId: this.#store.knownUser(agentId).id };
    return this.#say(this.#known(conversationId), author, said, options);
  }

  lock(conversationId: string): void {
    this.#known(conversationId).locked = true;
  }

  seenByCustomer(ticketId: string): readonly SeenMessage[] {
    const conversation = this.#store.conversations.ofTicket(ticketId);
    if (conversation === null) throw new Error(`ticket ${ticketId} is of no conversation`);
    return conversation.messages
      .filter(({ silent }) => !silent)
      .map((message) => ({
        id: message.id,
        from: message.author.kind,
        name: displayNameOf(message, conversation, this.#store),
        text: message.content.text,
        mediaUrl: message.content.type === 'text' ? null : message.content.mediaUrl,
      }));
  }

  #known(conversationId: string): Conversation {
    return this.#store.conversations.known(conversationId);
  }

  #say(
    conversation: Conversation,
    author: ChatAuthor,
    said: string | ChatMessageInput,
    options: ProgrammaticOptions,
  ): ChatResult {
    const message = says(this.#store, conversation, author, said, (file) => this.#api.mediaUrlOf(file));
    return this.#broadcast.messageAdded(conversation, message, options);
  }
}
