import type {
  ChangeResult,
  Interface,
  RequestTrackerStandIn,
  Status,
  WrittenInput,
} from '../../helpdesks/request-tracker/index.ts';
import { type EditLine, ReplayFileError, type ReplayLine, type ShortLine } from '../../replay/input.ts';
import type { PreparedLine } from '../desk.ts';
import { correctableFields, people } from './account.ts';
import { prepareRaw } from './raw-lines.ts';

type Numbered<Line> = Line & { readonly number: number };
/** A ticket by RT's number. One that RT has not yet may choose it. */
type Place = Readonly<{ name: string }> &
  (
    | Readonly<{ isNew: false; ticketId: number }>
    | Readonly<{ isNew: true; chosen: Readonly<{ newTicketId?: number }> }>
  );

const customerOf = (ticket: string) => ({ email: `customer-of-${ticket}@example.org`, name: 'Customer' });
const participantOf = (ticket: string, name = 'participant') => ({
  email: `${name}-in-${ticket}@example.org`,
});

/** Lines name statuses as most helpdesks do. */
const statusNamed = {
  new: 'new',
  open: 'open',
  pending: 'stalled',
  hold: 'stalled',
  solved: 'resolved',
  closed: 'resolved',
} as const satisfies Record<NonNullable<ShortLine['ticketStatus']>, Status>;

const interfaces: Readonly<Record<string, Interface>> = { web: 'Web', web_form: 'Web', api: 'REST' };

const silently = { deliver: false } as const;

const problemWith = ({ number }: Readonly<{ number: number }>, what: string) =>
  new ReplayFileError(`line ${number}: ${what}`);

/** RT's own ids are numbers, so a line's name is one only where it happens to be. */
const numberIn = (name: string) => (/^[1-9]\d{0,8}$/.test(name) ? Number(name) : null);

/**
 * Makes the tickets and messages of replay lines in the stand-in, and says what its hook would send. A name that is a
 * number becomes RT's id; for any other RT's next one is taken.
 */
export class RequestTrackerLines {
  readonly #standIn: RequestTrackerStandIn;
  readonly #ticketIds = new Map<string, number>();
  /** Ids of transactions by ticket and by the name that a line gives the message. */
  readonly #messageIds = new Map<string, number>();
  readonly #messageCounts = new Map<string, number>();

  constructor(standIn: RequestTrackerStandIn) {
    this.#standIn = standIn;
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
    if (line.channel === 'chat') throw problemWith(line, 'channel: Request Tracker has no chats');
    if (!line.public && line.from !== 'agent' && line.from !== 'bot') {
      throw problemWith(line, 'public: a mail of a customer is an answer');
    }
    const name = line.ticket ?? `r${line.number}`;
    const message = line.comment ?? `${name}-${this.#nextNumber(name)}`;
    const told = this.#messageIds.get(`${name}/${message}`) ?? this.#write(line, name, message);
    const ticketId = this.#standIn.ticket(this.#standIn.transaction(told).objectId).id;
    const hook = this.#standIn.hookOf(told);
    return {
      ticket: String(ticketId),
      message: String(told),
      deliveries: hook === null ? [] : [hook],
    };
  }

  /** Gives the id of the transaction that the line became. */
  #write(line: Numbered<ShortLine>, name: string, message: string): number {
    const place = this.#placeOf(name);
    const chosen = numberIn(message);
    const isFree = chosen !== null && !this.#standIn.hasTransaction(chosen);
    const written: WrittenInput = {
      text: line.text,
      ...(line.html === undefined ? {} : { html: line.html }),
      files: line.attachments.map(({ name: fileName, contentType, base64 }) => ({
        ...{ name: fileName, contentType, base64 },
      })),
      ...(isFree ? { transactionId: chosen } : {}),
    };
    const { transactionId, ticketId } = this.#writeAs(line, place, written);
    if (transactionId === null) throw new Error('a message leaves a transaction');
    this.#ticketIds.set(name, ticketId);
    this.#messageIds.set(`${name}/${message}`, transactionId);
    this.#setStatus(line, ticketId);
    return transactionId;
  }

  #writeAs(line: Numbered<ShortLine>, place: Place, written: WrittenInput): ChangeResult {
    switch (line.from) {
      case 'customer':
        return this.#mailIn(line, place, { ...written, from: customerOf(place.name) });
      case 'cc':
        return this.#mailIn(line, place, { ...written, from: participantOf(place.name, line.author) });
      case 'agent':
        return this.#writeAsStaff(line, place, { ...written, agent: people.agent.name });
      case 'bot':
        return this.#writeAsStaff(line, place, { ...written, agent: people.dragoman.name });
    }
  }

  #mailIn(
    { subject = '', channel }: ShortLine,
    place: Place,
    written: WrittenInput & Readonly<{ from: Readonly<{ email: string }> }>,
  ): ChangeResult {
    const mail = { ...written, subject, interface: interfaces[channel ?? ''] ?? 'Email' };
    const target = place.isNew ? place.chosen : { ticketId: place.ticketId };
    return this.#standIn.mailIn({ ...mail, ...target }, silently);
  }

  /** RT's first message is never internal: a ticket that begins with a comment was opened empty. */
  #writeAsStaff(
    line: ShortLine,
    place: Place,
    { text, ...written }: WrittenInput & Readonly<{ agent: string }>,
  ): ChangeResult {
    // RT's editor sends HTML or text, never both.
    const input = written.html === undefined ? { ...written, text: text ?? '' } : written;
    const ticketFor = (place: Extract<Place, { isNew: true }>) => ({
      ...place.chosen,
      agent: input.agent,
      subject: line.subject ?? '',
      requestor: customerOf(place.name),
    });
    if (place.isNew && line.public) {
      return this.#standIn.ticketByAgent({ ...input, ...ticketFor(place) }, silently);
    }
    const ticketId = place.isNew
      ? this.#standIn.ticketByAgent(ticketFor(place), silently).ticketId
      : place.ticketId;
    return line.public
      ? this.#standIn.agentReplies(ticketId, input, silently)
      : this.#standIn.agentComments(ticketId, input, silently);
  }

  /** Sets the field as an agent does in the tool. What stands there already tells nobody. */
  #prepareEdit(line: Numbered<EditLine>): PreparedLine {
    const place = this.#placeOf(line.ticket);
    if (place.isNew) throw problemWith(line, `ticket: no earlier line has made ${line.ticket}`);
    const { ticketId } = place;
    const { field, value } = line.edit;
    const change = { agent: people.agent.name, field: correctableFields[field], value };
    const { hooks } = this.#standIn.setFieldByAgent(ticketId, change, silently);
    return { ticket: String(ticketId), message: null, deliveries: hooks };
  }

  #setStatus({ ticketStatus }: ShortLine, ticketId: number): void {
    if (ticketStatus === undefined) return;
    const change = { agent: people.agent.name, status: statusNamed[ticketStatus] };
    this.#standIn.setStatusByAgent(ticketId, change, silently);
  }

  #placeOf(name: string): Place {
    const number = numberIn(name);
    const isTaken = number !== null && this.#standIn.hasTicket(number);
    const ticketId = this.#ticketIds.get(name) ?? (isTaken ? number : undefined);
    if (ticketId !== undefined) return { name, isNew: false, ticketId };
    return { name, isNew: true, chosen: number === null ? {} : { newTicketId: number } };
  }

  #nextNumber(ticket: string): number {
    const number = (this.#messageCounts.get(ticket) ?? 0) + 1;
    this.#messageCounts.set(ticket, number);
    return number;
  }
}
