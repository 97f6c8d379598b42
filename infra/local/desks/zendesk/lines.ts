import type { CommentInput, ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import {
  type EditLine,
  ReplayFileError,
  type ReplayLine,
  type ShortLine,
  ticketNameOf,
} from '../../replay/input.ts';
import type { PreparedLine } from '../desk.ts';
import { fieldIds, optionTagOf, people } from './account.ts';
import { ZendeskChats } from './chats.ts';
import { addEndUser, hasComment } from './people-and-comments.ts';
import { prepareRaw } from './raw-lines.ts';

type Numbered<Line> = Line & { readonly number: number };

const customerOf = (ticket: string) => `customer-of-${ticket}`;
const participantOf = (ticket: string, name?: string) =>
  name === undefined ? `participant-in-${ticket}` : `${name}-in-${ticket}`;

/** An agent's note stands on the ticket, also that of a chat. */
const isSaidInChat = ({ channel, from, public: isPublic }: ShortLine) =>
  channel === 'chat' && (from !== 'agent' || isPublic);

const channelOf = ({ channel, from }: ShortLine) => {
  if (channel === undefined || channel === 'chat') return from === 'agent' ? 'web' : 'email';
  return channel;
};

const problemWith = ({ number }: Readonly<{ number: number }>, what: string) =>
  new ReplayFileError(`line ${number}: ${what}`);

/** Makes the tickets and comments of replay lines in the stand-in helpdesk, and says what its webhook would send. */
export class ZendeskLines {
  readonly #standIn: ZendeskStandIn;
  readonly #chats: ZendeskChats;
  readonly #commentCounts = new Map<string, number>();

  constructor(standIn: ZendeskStandIn) {
    this.#standIn = standIn;
    this.#chats = new ZendeskChats(standIn);
  }

  prepare(line: ReplayLine): PreparedLine {
    switch (line.kind) {
      case 'raw':
        return prepareRaw(this.#standIn, line.body);
      case 'edit':
        return this.#prepareEdit(line);
      case 'short':
        return this.#prepareShort(line);
    }
  }

  #prepareShort(line: Numbered<ShortLine>): PreparedLine {
    const ticket = ticketNameOf(line);
    const message = line.comment ?? `${ticket}-${this.#nextNumber(ticket)}`;
    if (isSaidInChat(line)) return this.#prepareChat(line, ticket, message);
    const isKnown = this.#standIn.hasTicket(ticket);
    if (isKnown && hasComment(this.#standIn, ticket, message)) {
      const again = this.#standIn.eventFor(ticket, message, 'ticket.comment_added');
      return { ticket, message, deliveries: [again] };
    }
    this.#addPeople(ticket, line);
    const comment = this.#commentOf(line, ticket, message);
    const { events } = isKnown
      ? this.#standIn.addComment(ticket, { ...comment, channel: channelOf(line) }, { deliver: false })
      : this.#standIn.createTicket(
          {
            id: ticket,
            subject: line.subject ?? '',
            requester: customerOf(ticket),
            channel: channelOf(line),
            comment,
          },
          { deliver: false },
        );
    this.#setStatus(line, ticket);
    const wanted = ['zen:event-type:ticket.comment_added'];
    if (!isKnown && line.subject !== undefined) wanted.unshift('zen:event-type:ticket.created');
    return { ticket, message, deliveries: events.filter(({ type }) => wanted.includes(type)) };
  }

  #commentOf(line: ShortLine, ticket: string, id: string): Omit<CommentInput, 'channel'> {
    const attachments = line.attachments.map(({ inline = false, ...file }) => ({ ...file, inline }));
    return {
      id,
      text: line.text,
      ...(line.html === undefined ? {} : { html: line.html }),
      author: this.#authorOf(line, ticket),
      public: line.public,
      ...(attachments.length === 0 ? {} : { attachments }),
    };
  }

  #authorOf(line: ShortLine, ticket: string): string {
    switch (line.from) {
      case 'customer':
        return customerOf(ticket);
      case 'cc':
        return participantOf(ticket, line.author);
      case 'agent':
        return people.agent.id;
      case 'bot':
        return people.dragoman.id;
    }
  }

  /** A customer's chat begins with the line; an agent answers in it. */
  #prepareChat(line: Numbered<ShortLine>, ticket: string, message: string): PreparedLine {
    if (line.from !== 'customer' && line.from !== 'agent') {
      throw problemWith(line, 'from: in a chat customer or agent');
    }
    if (line.html !== undefined) throw problemWith(line, 'html: a chat has only text');
    if (this.#standIn.hasTicket(ticket) && !this.#chats.has(ticket)) {
      throw problemWith(line, `channel: ticket ${ticket} is not of a chat`);
    }
    this.#addPeople(ticket, line);
    const said = { ticket, message, customer: customerOf(ticket), text: line.text, from: line.from };
    const deliveries = this.#chats.say(said);
    this.#setStatus(line, ticket);
    return { ticket, message, deliveries };
  }

  /** Sets the field as an agent does in the tool. What stands there already tells nobody. */
  #prepareEdit(line: Numbered<EditLine>): PreparedLine {
    const { ticket, edit } = line;
    if (!this.#standIn.hasTicket(ticket)) {
      throw problemWith(line, `ticket: no earlier line has made ${ticket}`);
    }
    const fieldId = fieldIds[edit.field];
    const value = edit.value === null ? null : optionTagOf(edit.field, edit.value);
    if (!this.#standIn.takesFieldValue(fieldId, value)) {
      throw problemWith(line, `edit.value: the field has no option ${edit.value}`);
    }
    const change = { agentId: people.agent.id, fieldId, value };
    const { events } = this.#standIn.setFieldByAgent(ticket, change, { deliver: false });
    const told = events.filter(({ type }) => type === 'zen:event-type:ticket.custom_field_changed');
    return { ticket, message: null, deliveries: told };
  }

  #setStatus({ ticketStatus }: ShortLine, ticket: string): void {
    if (ticketStatus === undefined) return;
    const change = { agentId: people.agent.id, status: ticketStatus };
    this.#standIn.setStatusByAgent(ticket, change, { deliver: false });
  }

  #nextNumber(ticket: string): number {
    const number = (this.#commentCounts.get(ticket) ?? 0) + 1;
    this.#commentCounts.set(ticket, number);
    return number;
  }

  #addPeople(ticket: string, { from, author, text }: ShortLine): void {
    addEndUser(this.#standIn, customerOf(ticket), from === 'cc' ? '' : text);
    addEndUser(this.#standIn, participantOf(ticket, author), text);
  }
}
