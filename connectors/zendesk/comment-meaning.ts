import { languageTagOf } from '../../events/language.ts';
import type { CompleteMessage, TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { CanonicalMessage, Interpretation } from '../contract.ts';
import { isVoiceChannel, messagingChannel } from './channels.ts';
import { type Whose, whoseMessage } from './whose-message.ts';
import type { Via } from './wire.ts';
import type { Comment, Ticket, User } from './wire-api.ts';

/** Flag of a comment that a machine made (a delivery failure, for example). Not on a public page: see README. */
const machineGeneratedFlag = 4;

/** A comment as it was read by the REST API, with the users that its page names. */
export type ReadComment = Readonly<{ comment: Comment; users: readonly User[]; isFirst: boolean }>;

export type CommentMeaning = Extract<Interpretation, { kind: 'message' | 'staff-comment' | 'skipped' }>;

/** Whose the comment is, by the table of `whose-message.ts`. */
export function whoseComment(
  { comment, users, isFirst }: ReadComment,
  facts: TicketFacts,
  settings: AccountSettings,
): Whose {
  const author = users.find((user) => user.id === comment.author_id);
  const channel = comment.via?.channel ?? null;
  return whoseMessage(
    {
      author: comment.author_id,
      actor: null,
      // Without a role (a deleted user) a note too many is better than a customer's sentence lost.
      isStaff: author?.role === 'agent' || author?.role === 'admin',
      isPublic: comment.public,
      isFirst,
      requester: facts.requester,
      channel: comment.type === 'VoiceComment' && !isVoiceChannel(channel) ? 'voice' : channel,
      relation: comment.via?.source?.rel ?? null,
      ofChat: facts.channel === messagingChannel,
    },
    settings,
  );
}

/** What a comment means that was read back: complete, or staff's, or nothing for us. Scope is not asked here. Pure. */
export function meaningOf(
  read: ReadComment,
  facts: TicketFacts,
  settings: AccountSettings,
  ticket: string,
): CommentMeaning {
  const { comment } = read;
  const place = { ticket, message: comment.id, occurredAt: comment.created_at };
  const owner = whoseComment(read, facts, settings);
  switch (owner.kind) {
    case 'skipped':
      return { kind: 'skipped', reason: owner.reason, place };
    case 'staff': {
      const { author, otherwise } = owner;
      const said = { text: comment.body ?? comment.plain_body ?? '', isPublic: comment.public };
      return { kind: 'staff-comment', comment: { ...place, ticketFacts: facts, author, otherwise, ...said } };
    }
    case 'customer': {
      const author = { id: owner.author, role: owner.role };
      return { kind: 'message', message: messageOf(read, facts, ticket, author) };
    }
  }
}

function messageOf(
  { comment, users, isFirst }: ReadComment,
  facts: TicketFacts,
  ticket: string,
  author: CompleteMessage['author'],
): CanonicalMessage {
  const requester = users.find((user) => user.id === facts.requester);
  return {
    ticket,
    message: comment.id,
    occurredAt: comment.created_at,
    ticketFacts: {
      ...facts,
      requesterLocale: languageTagOf(requester?.locale ?? null),
      ...followUp(facts.followUpOf ?? (isFirst ? followedTicket(comment.via) : null)),
    },
    content: {
      author,
      text: comment.plain_body ?? comment.body ?? '',
      html: comment.html_body,
      // An image in the text is part of it.
      attachmentCount: comment.attachments?.filter((file) => file?.inline !== true).length ?? null,
      channel: comment.via?.channel ?? null,
      isFirst,
      machineMade: machineMadeOf(comment),
    },
  };
}

function machineMadeOf(comment: Comment): CompleteMessage['machineMade'] {
  return comment.metadata?.flags?.includes(machineGeneratedFlag) ? 'auto-submitted' : null;
}

/** What the REST API tells of a ticket. */
export function factsOfTicket(ticket: Ticket): TicketFacts {
  return {
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.via?.channel ?? null,
    tags: ticket.tags ?? [],
    brand: ticket.brand_id,
    group: ticket.group_id,
    form: ticket.ticket_form_id,
    requester: ticket.requester_id,
    requesterLocale: null,
    ...followUp(followedTicket(ticket.via)),
  };
}

const followUp = (ticket: string | null) => (ticket === null ? {} : { followUpOf: ticket });

/** The closed ticket that a follow-up goes on from: told by the via of the ticket and of its first comment. */
function followedTicket(via: Via): string | null {
  const source = via?.source;
  return source?.rel === 'follow_up' ? (source.from?.ticket_id ?? null) : null;
}
