import { fieldIds, optionTagOf, people } from '../helpdesk-world.ts';
import type { ZendeskStandIn } from '../helpdesks/zendesk/index.ts';
import { ReplayChats } from './chats.ts';
import { type EditLine, type RawLine, ReplayFileError, type ReplayLine, type ShortLine } from './input.ts';

/** What goes over the wire for one line: usually one body; two where Zendesk may tell of the same message twice. */
export type PreparedLine = Readonly<{
  ticket: string | null;
  message: string | null;
  bodies: readonly (object | string)[];
}>;

const fieldChanged = 'zen:event-type:ticket.custom_field_changed';

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

/** A word of an untyped webhook body, or null. Ids come as texts or numbers. */
function at(body: unknown, ...path: readonly string[]): string | null {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Makes the tickets and comments of replay lines in the stand-in helpdesk, and says what its webhook would send. */
export class Deliveries {
  readonly #standIn: ZendeskStandIn;
  readonly #chats: ReplayChats;
  readonly #commentCounts = new Map<string, number>();

  constructor(standIn: ZendeskStandIn) {
    this.#standIn = standIn;
    this.#chats = new ReplayChats(standIn);
  }

  prepare(line: ReplayLine): PreparedLine {
    const prepared = this.#prepareForm(line);
    const { raw } = line.deliver;
    return raw === undefined ? prepared : { ...prepared, bodies: [raw] };
  }

  #prepareForm(line: ReplayLine): PreparedLine {
    switch (line.kind) {
      case 'raw':
        return this.#prepareRaw(line);
      case 'edit':
        return this.#prepareEdit(line);
      case 'short':
        return this.#prepareShort(line);
    }
  }

  #authorOf(line: Numbered<ShortLine>, ticket: string): string {
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

  #prepareShort(line: Numbered<ShortLine>): PreparedLine {
    const ticket = line.ticket ?? `r${line.number}`;
    const message = line.comment ?? `${ticket}-${this.#nextNumber(ticket)}`;
    if (isSaidInChat(line)) return this.#prepareChat(line, ticket, message);
    const known = this.#standIn.hasTicket(ticket);
    if (known && this.#hasComment(ticket, message)) {
      return { ticket, message, bodies: [this.#standIn.eventFor(ticket, message, 'ticket.comment_added')] };
    }
    this.#addPeople(ticket, line.author);
    const comment = {
      id: message,
      text: line.text,
      ...(line.html === undefined ? {} : { html: line.html }),
      author: this.#authorOf(line, ticket),
      public: line.public,
      ...(line.attachments.length === 0
        ? {}
        : { attachments: line.attachments.map(({ inline = false, ...file }) => ({ ...file, inline })) }),
    };
    const { events } = known
      ? this.#standIn.addComment(ticket, { ...comment, channel: channelOf(line) }, { deliver: false })
      : this.#standIn.createTicket(
          {
            id: ticket,
            subject: line.subject ?? '',
            requester: customerOf(ticket),
            channel: line.channel ?? 'email',
            comment,
          },
          { deliver: false },
        );
    this.#setStatus(line, ticket);
    const wanted = ['zen:event-type:ticket.comment_added'];
    if (!known && line.subject !== undefined) wanted.unshift('zen:event-type:ticket.created');
    return { ticket, message, bodies: events.filter(({ type }) => wanted.includes(type)) };
  }

  /** A customer's chat begins with the line; an agent answers in it. */
  #prepareChat(line: Numbered<ShortLine>, ticket: string, message: string): PreparedLine {
    const problem = (what: string) => new ReplayFileError(`line ${line.number}: ${what}`);
    if (line.from !== 'customer' && line.from !== 'agent') throw problem('from: in a chat customer or agent');
    if (line.html !== undefined) throw problem('html: a chat has only text');
    if (this.#standIn.hasTicket(ticket) && !this.#chats.has(ticket)) {
      throw problem(`channel: ticket ${ticket} is not of a chat`);
    }
    this.#addPeople(ticket, line.author);
    const said = { ticket, message, customer: customerOf(ticket), text: line.text, from: line.from };
    const bodies = this.#chats.say(said);
    this.#setStatus(line, ticket);
    return { ticket, message, bodies };
  }

  /** Sets the field as an agent does in the tool. What stands there already tells nobody. */
  #prepareEdit({ ticket, edit, number }: Numbered<EditLine>): PreparedLine {
    const problem = (what: string) => new ReplayFileError(`line ${number}: ${what}`);
    if (!this.#standIn.hasTicket(ticket)) throw problem(`ticket: no earlier line has made ${ticket}`);
    const fieldId = fieldIds[edit.field];
    const value = edit.value === null ? null : optionTagOf(edit.field, edit.value);
    if (!this.#standIn.takesFieldValue(fieldId, value)) {
      throw problem(`edit.value: the field has no option ${edit.value}`);
    }
    const change = { agentId: people.agent.id, fieldId, value };
    const { events } = this.#standIn.setFieldByAgent(ticket, change, { deliver: false });
    return { ticket, message: null, bodies: events.filter(({ type }) => type === fieldChanged) };
  }

  /** A ticket that the body names and the stand-in lacks is made, so that it can be read back and written to. */
  #prepareRaw({ body }: RawLine): PreparedLine {
    const ticket = at(body, 'detail', 'id');
    const requester = at(body, 'detail', 'requester_id');
    const comment = at(body, 'event', 'comment', 'id');
    if (ticket === null) return { ticket, message: comment, bodies: [body] };
    if (at(body, 'type') === fieldChanged && this.#standIn.hasTicket(ticket)) {
      this.#setField(ticket, body);
      return { ticket, message: null, bodies: [body] };
    }
    if (requester === null) return { ticket, message: comment, bodies: [body] };
    this.#addUser(requester);
    const author = at(body, 'event', 'comment', 'author', 'id') ?? requester;
    if (author !== requester && author !== people.dragoman.id && author !== people.agent.id)
      this.#addUser(author);
    const text = at(body, 'event', 'comment', 'body') ?? at(body, 'detail', 'description') ?? '';
    const input = { text, author, public: true, ...(comment === null ? {} : { id: comment }) };
    if (!this.#standIn.hasTicket(ticket)) {
      const subject = at(body, 'detail', 'subject') ?? '';
      const made = { id: ticket, subject, requester, comment: input };
      const { commentId } = this.#standIn.createTicket(made, { deliver: false });
      if (at(body, 'type') === fieldChanged) this.#setField(ticket, body);
      return { ticket, message: commentId, bodies: [body] };
    }
    if (comment !== null && !this.#hasComment(ticket, comment)) {
      this.#standIn.addComment(ticket, input, { deliver: false });
    }
    const first = this.#standIn.ticket(ticket).comments[0]?.id ?? null;
    return { ticket, message: comment ?? first, bodies: [body] };
  }

  /** The change that a body tells of has happened in the ticket, unless the field or its option does not exist here. */
  #setField(ticket: string, body: object): void {
    const fieldId = at(body, 'event', 'custom_field', 'id') ?? '';
    const value = at(body, 'event', 'current', 'value') ?? at(body, 'event', 'current');
    const actor = at(body, 'detail', 'actor_id') ?? people.agent.id;
    const isSet = (this.#standIn.ticket(ticket).fields.get(fieldId) ?? null) === value;
    if (isSet || !this.#standIn.takesFieldValue(fieldId, value)) return;
    const agentId = this.#standIn.hasUser(actor) ? actor : people.agent.id;
    this.#standIn.setFieldByAgent(ticket, { agentId, fieldId, value }, { deliver: false });
  }

  #setStatus({ ticketStatus }: ShortLine, ticket: string): void {
    if (ticketStatus === undefined) return;
    this.#standIn.setStatusByAgent(
      ticket,
      { agentId: people.agent.id, status: ticketStatus },
      { deliver: false },
    );
  }

  #nextNumber(ticket: string): number {
    const number = (this.#commentCounts.get(ticket) ?? 0) + 1;
    this.#commentCounts.set(ticket, number);
    return number;
  }

  #hasComment(ticket: string, comment: string): boolean {
    return this.#standIn.ticket(ticket).comments.some(({ id }) => id === comment);
  }

  #addPeople(ticket: string, author: string | undefined): void {
    this.#addUser(customerOf(ticket));
    this.#addUser(participantOf(ticket, author));
  }

  #addUser(id: string): void {
    this.#standIn.addUser({ id, name: 'Customer', email: null, role: 'end-user', locale: 'en-US' });
  }
}
