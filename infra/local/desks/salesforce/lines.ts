import type { Doing, SalesforceStandIn } from '../../helpdesks/salesforce/index.ts';
import { normalId } from '../../helpdesks/salesforce/index.ts';
import { type EditLine, ReplayFileError, type ReplayLine, type ShortLine } from '../../replay/input.ts';
import type { PreparedLine } from '../desk.ts';
import { caseFields, people, statusOf } from './account.ts';
import { SalesforceCustomers } from './customers.ts';
import { PublishedEvent } from './deliveries.ts';
import { prepareRaw } from './raw-lines.ts';

type Numbered<Line> = Line & { readonly number: number };

const quietly = { deliver: false } as const;

const problemWith = ({ number }: Readonly<{ number: number }>, what: string) =>
  new ReplayFileError(`line ${number}: ${what}`);

/** How a customer's line comes in where nothing else is said, and what else Salesforce has. */
const channels = ['email', 'web', 'portal', 'phone', 'chat'] as const;

/** What was told of one doing, under the ids by which the connector knows it. */
export function preparedOf({ caseId, recordId, events }: Omit<Doing, 'delivered'>): PreparedLine {
  return {
    ticket: caseId,
    message: recordId === caseId ? `first:${caseId}` : recordId,
    deliveries: events.map((event) => new PublishedEvent(event)),
  };
}

/** Does in the stand-in org what replay lines say, and gives what the package publishes of it. */
export class SalesforceLines {
  readonly #standIn: SalesforceStandIn;
  readonly #customers: SalesforceCustomers;
  /** Ids of cases, by what lines call them. */
  readonly #cases = new Map<string, string>();
  readonly #said = new Map<string, Doing>();
  readonly #counts = new Map<string, number>();

  constructor(standIn: SalesforceStandIn) {
    this.#standIn = standIn;
    this.#customers = new SalesforceCustomers(standIn);
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
    const ticket = line.ticket ?? `r${line.number}`;
    const message = line.comment ?? `${ticket}-${this.#nextNumber(ticket)}`;
    const key = `${ticket} ${message}`;
    const known = this.#said.get(key);
    if (known !== undefined) return preparedOf(known);
    const doing = this.#do(line, ticket);
    this.#cases.set(ticket, doing.caseId);
    this.#said.set(key, doing);
    if (line.ticketStatus !== undefined) {
      const Status = statusOf[line.ticketStatus];
      this.#standIn.setFields(doing.caseId, people.agent.id, { Status }, quietly);
    }
    return preparedOf(doing);
  }

  #do(line: Numbered<ShortLine>, ticket: string): Doing {
    switch (line.from) {
      case 'customer':
      case 'cc':
        if (!line.public) throw problemWith(line, 'public: what a customer writes is public');
        return this.#customerSays(line, ticket);
      case 'agent':
        return this.#agentSays(line, ticket);
      case 'bot':
        return this.#post(line, ticket, people.robot.id);
    }
  }

  #customerSays(line: Numbered<ShortLine>, ticket: string): Doing {
    const channel = channels.find((name) => name === (line.channel ?? 'email'));
    if (channel === undefined) throw problemWith(line, `channel: Salesforce has ${channels.join(', ')}`);
    const { standIn, caseId, customer } = this.#at(ticket);
    switch (channel) {
      case 'email':
        return this.#mail(line, ticket);
      case 'web':
      case 'portal': {
        const by = this.#customers.portalUserOf(ticket);
        if (caseId !== undefined)
          return standIn.comment(caseId, { by, text: line.text, public: true }, quietly);
        const createdBy = channel === 'portal' ? { createdBy: by } : {};
        return this.#open(line, ticket, { origin: 'Web', suppliedEmail: customer.email, ...createdBy });
      }
      case 'phone':
      case 'chat':
        if (caseId !== undefined)
          throw problemWith(line, `channel: nothing tells what is said later in a ${channel}`);
        return channel === 'chat'
          ? this.#open(line, ticket, { origin: 'Chat', suppliedEmail: customer.email })
          : this.#open(line, ticket, { origin: 'Phone', createdBy: people.agent.id });
    }
  }

  #mail(line: Numbered<ShortLine>, ticket: string): Doing {
    const { standIn, caseId, newId, customer } = this.#at(ticket);
    const from = line.from === 'cc' ? this.#customers.participantIn(ticket, line.author) : customer;
    return standIn.incomingEmail(
      {
        from: { address: from.email, name: from.name },
        subject: line.subject ?? '',
        text: line.text,
        ...(line.html === undefined ? {} : { html: line.html }),
        ...(caseId === undefined ? {} : { caseId }),
        ...(newId === null ? {} : { newCaseId: newId }),
        files: line.attachments,
      },
      quietly,
    );
  }

  #agentSays(line: Numbered<ShortLine>, ticket: string): Doing {
    if (line.channel === 'email' && !line.public)
      throw problemWith(line, 'channel: internal posts are written in Salesforce itself');
    if (!line.public) return this.#post(line, ticket, people.agent.id);
    const { standIn, caseId } = this.#at(ticket);
    const by = people.agent.id;
    if (caseId === undefined) return this.#open(line, ticket, { origin: 'Phone', createdBy: by });
    const origin = standIn.record(caseId)?.Origin;
    if (origin === 'Chat') throw problemWith(line, 'channel: nothing tells what an agent says in a chat');
    const html = line.html === undefined ? {} : { html: line.html };
    return origin === 'Email'
      ? standIn.agentEmail(caseId, { by, text: line.text, ...html }, quietly)
      : standIn.comment(caseId, { by, text: line.text, public: true }, quietly);
  }

  /** In the feed of the case, which is opened without a description if there is none. */
  #post(line: Numbered<ShortLine>, ticket: string, by: string): Doing {
    const { standIn, caseId, newId, customer } = this.#at(ticket);
    const { contactId } = customer;
    const opened = () => {
      const empty = {
        subject: line.subject ?? '',
        description: null,
        origin: 'Phone',
        createdBy: people.agent.id,
      };
      return standIn.openCase({ ...empty, contactId, ...(newId === null ? {} : { id: newId }) }, quietly)
        .caseId;
    };
    return standIn.post(
      caseId ?? opened(),
      {
        ...{ by, text: line.text, public: line.public, files: line.attachments },
        ...(line.html === undefined ? {} : { html: line.html }),
      },
      quietly,
    );
  }

  #open(
    line: ShortLine,
    ticket: string,
    how: Readonly<{ origin: string; createdBy?: string; suppliedEmail?: string }>,
  ): Doing {
    const { standIn, newId, customer } = this.#at(ticket);
    return standIn.openCase(
      {
        ...{ subject: line.subject ?? '', description: line.text, contactId: customer.contactId },
        ...(newId === null ? {} : { id: newId }),
        ...how,
      },
      quietly,
    );
  }

  /** Sets the field as an agent does in the tool. What stands there already tells nobody. */
  #prepareEdit(line: Numbered<EditLine>): PreparedLine {
    const { edit, ticket } = line;
    const caseId = this.#cases.get(ticket);
    if (caseId === undefined) throw problemWith(line, `ticket: no earlier line has made ${ticket}`);
    const values = { [caseFields[edit.field]]: edit.value };
    const doing = this.#standIn.setFields(caseId, people.agent.id, values, quietly);
    return { ...preparedOf(doing), message: null };
  }

  /** What stands behind a line's ticket. `newId`: of a case to be opened, where the line calls it by a case's id. */
  #at(ticket: string) {
    const caseId = this.#cases.get(ticket);
    const id = normalId(ticket);
    return {
      standIn: this.#standIn,
      caseId,
      newId: id?.startsWith('500') ? id : null,
      customer: this.#customers.of(ticket),
    };
  }

  #nextNumber(ticket: string): number {
    const number = (this.#counts.get(ticket) ?? 0) + 1;
    this.#counts.set(ticket, number);
    return number;
  }
}
