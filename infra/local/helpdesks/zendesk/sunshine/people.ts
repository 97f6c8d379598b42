import type { Attachment, Audit } from '../model.ts';
import { type Ticket, viaChannel } from '../model.ts';
import type {
  AttachmentInput,
  BotTranscriptLine,
  ChatMessageInput,
  HandOverInput,
} from '../stand-in-types.ts';
import type { Store } from '../store.ts';
import { htmlFromText, wrapComment } from '../text.ts';
import { applyUpdate, createTicket } from '../ticket-updates.ts';
import type { ChatAuthor, ChatContent, ChatMessage, Conversation } from './conversations.ts';

/** What customers, bots and agents do in a chat. No API rules apply. */

const botName = 'Answer bot';

export function botTranscript(
  store: Store,
  conversation: Conversation,
  lines: readonly BotTranscriptLine[],
): void {
  for (const { from, text, createdAt } of lines) {
    const author: ChatAuthor = from === 'bot' ? { kind: 'bot', name: botName } : { kind: 'customer' };
    store.conversations.add(conversation, { author, content: { type: 'text', text }, createdAt });
  }
}

/** The ticket in which agents see the conversation now; null = none yet, or it is closed or deleted. */
export function activeTicketOf(store: Store, conversation: Conversation): Ticket | null {
  const ticket = store.tickets.get(conversation.ticketIds.at(-1) ?? '');
  return ticket === undefined || ticket.status === 'closed' || ticket.deleted !== null ? null : ticket;
}

/** The bot gives the conversation to people: a ticket begins, with a private first comment that says so. */
export function handOver(store: Store, conversation: Conversation, input: HandOverInput): Audit {
  if (activeTicketOf(store, conversation) !== null)
    throw new Error(`conversation ${conversation.id} has an open ticket already`);
  const customer = store.knownUser(conversation.customerId);
  const text = `Conversation with ${customer.name}`;
  const { audit, ticket } = createTicket(
    store,
    {
      id: input.id,
      subject: input.subject ?? text,
      requesterId: customer.id,
      brandId: input.brand,
      groupId: input.group,
      formId: input.form,
      createdAt: input.createdAt,
    },
    {
      actorId: customer.id,
      via: viaChannel('native_messaging'),
      comment: {
        authorId: customer.id,
        public: false,
        html: wrapComment(htmlFromText(text)),
        plain: text,
        createdAt: input.createdAt,
      },
      tags: input.tags,
      status: input.status ?? 'open',
    },
  );
  conversation.ticketIds.push(ticket.id);
  return audit;
}

type MediaUrl = (attachment: Attachment) => string;

function contentOf(
  store: Store,
  text: string,
  file: AttachmentInput | undefined,
  mediaUrl: MediaUrl,
): ChatContent {
  if (file === undefined) return { type: 'text', text };
  const bytes = 'bytes' in file ? file.bytes : Buffer.from(file.base64, 'base64');
  const attachment = store.files.keep({ fileName: file.name, contentType: file.contentType, bytes });
  return {
    type: file.contentType.startsWith('image/') ? 'image' : 'file',
    text,
    mediaUrl: mediaUrl(attachment),
    mediaType: attachment.contentType,
    mediaSize: attachment.size,
  };
}

export function says(
  store: Store,
  conversation: Conversation,
  author: ChatAuthor,
  said: string | ChatMessageInput,
  mediaUrl: MediaUrl,
): ChatMessage {
  const { id, text, createdAt, attachment } = typeof said === 'string' ? { text: said } : said;
  return store.conversations.add(conversation, {
    id,
    createdAt,
    author,
    content: contentOf(store, text, attachment, mediaUrl),
  });
}

/** A customer who writes again opens a ticket that waited for them or was solved; null = it was open. */
export function reopen(store: Store, conversation: Conversation): Audit | null {
  const ticket = activeTicketOf(store, conversation);
  if (ticket?.status !== 'pending' && ticket?.status !== 'solved') return null;
  return applyUpdate(store, ticket, {
    actorId: conversation.customerId,
    via: viaChannel('native_messaging'),
    status: 'open',
  });
}
