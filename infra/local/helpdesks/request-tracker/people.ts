import { isDeepStrictEqual } from 'node:util';
import { comment, correspond, open } from './messages.ts';
import type { Written } from './mime.ts';
import type { Ticket, User } from './model.ts';
import { addTicket } from './new-ticket.ts';
import type {
  AgentInput,
  AgentTicketInput,
  FieldChange,
  MailInput,
  StatusChange,
  WrittenInput,
} from './stand-in-types.ts';
import { changeStatus } from './status.ts';
import type { Store } from './store.ts';
import { mergeInto, setPriority, setSingleValue, setValues } from './ticket-fields.ts';
import { Update } from './update.ts';

/** What customers and agents do by mail and in the web interface. No API rules apply: any situation can be built. */

function writtenFrom(input: WrittenInput, more: Pick<Written, 'subject' | 'messageId' | 'headers'>): Written {
  const { text = null, html = null, files = [] } = input;
  return {
    ...{ text, html, ...more },
    files: files.map(({ name, contentType, base64 }) => ({
      ...{ name, contentType, bytes: Buffer.from(base64, 'base64') },
    })),
  };
}

/** Who writes for the first time becomes a user without rights, named by the address. */
function customerFrom(store: Store, { email, name, lang }: MailInput['from']): User {
  const known = store.userByEmail(email);
  return known ?? store.addUser({ name: email, realName: name ?? '', lang: lang ?? null });
}

type TicketInput = Pick<MailInput, 'queue' | 'newTicketId' | 'createdAt' | 'subject' | 'cc'>;

function newTicket(store: Store, creator: User, requestor: User, input: TicketInput): Ticket {
  const queue = input.queue === undefined ? store.queues[0] : store.queueNamed(input.queue);
  if (queue === undefined) throw new Error(`the stand-in has no queue ${input.queue ?? ''}`);
  if (input.newTicketId !== undefined && store.tickets.has(input.newTicketId)) {
    throw new Error(`the stand-in has a ticket ${input.newTicketId} already`);
  }
  return addTicket(store, {
    ...{ queue, creator, requestors: [requestor], subject: input.subject ?? '' },
    ...{ id: input.newTicketId, createdAt: input.createdAt },
    ccs: (input.cc ?? []).map((email) => customerFrom(store, { email })),
  });
}

function mailFrom(store: Store, sender: User, input: MailInput): Written {
  const { autoSubmitted, subject = '', from } = input;
  const headers: Written['headers'] = [
    ['From', `"${from.name ?? from.email}" <${sender.email ?? ''}>`],
    ...(autoSubmitted === undefined ? [] : [['Auto-Submitted', autoSubmitted] as const]),
    ['X-RT-Interface', input.interface ?? 'Email'],
  ];
  return writtenFrom(input, { subject, headers, messageId: input.messageId ?? store.nextMessageId() });
}

/** A mail comes in: a new ticket, or an answer to one. RT does not know it again if it comes twice. */
export function mailComesIn(store: Store, input: MailInput): Readonly<{ ticket: Ticket; update: Update }> {
  const sender = customerFrom(store, input.from);
  const ticket =
    input.ticketId === undefined
      ? newTicket(store, sender, sender, input)
      : store.knownTicket(input.ticketId);
  const update = new Update(store, sender);
  const written = mailFrom(store, sender, input);
  const when = { id: input.transactionId, createdAt: input.createdAt };
  if (input.ticketId === undefined) {
    open(update, ticket, written, { ...when, isByMachine: input.autoSubmitted !== undefined });
  } else correspond(update, ticket, written, when);
  return { ticket, update };
}

/** An agent opens a ticket in the web interface, for a customer. */
export function agentOpens(
  store: Store,
  input: AgentTicketInput,
): Readonly<{ ticket: Ticket; update: Update }> {
  const agent = store.knownUser(input.agent);
  const ticket = newTicket(store, agent, customerFrom(store, input.requestor), input);
  const update = new Update(store, agent);
  const written = writtenFrom(input, {
    ...{ subject: input.subject ?? '', messageId: store.nextMessageId() },
    headers: [['X-RT-Interface', 'Web']],
  });
  open(update, ticket, written, { id: input.transactionId, createdAt: input.createdAt, isByMachine: false });
  return { ticket, update };
}

/** An agent writes in the web interface. */
export function agentWrites(
  store: Store,
  ticketId: number,
  input: AgentInput,
  how: 'comment' | 'correspond',
): Update {
  const update = new Update(store, store.knownUser(input.agent));
  const messageId = store.nextMessageId();
  const written = writtenFrom(input, { subject: '', messageId, headers: [['X-RT-Interface', 'Web']] });
  const when = { id: input.transactionId, createdAt: input.createdAt };
  const write = how === 'comment' ? comment : correspond;
  write(update, store.knownTicket(ticketId), written, when);
  return update;
}

export function agentSetsField(store: Store, ticketId: number, change: FieldChange): Update {
  const update = new Update(store, store.knownUser(change.agent));
  const ticket = store.knownTicket(ticketId);
  const field = store.customFields.find(({ of, name }) => of === 'ticket' && name === change.field);
  if (field === undefined) throw new Error(`the stand-in has no ticket field ${change.field}`);
  const values = (change.value === null ? [] : [change.value].flat()).filter((value) => value !== '');
  // The page sends only what was changed on it.
  if (isDeepStrictEqual(values, ticket.values.get(field.id) ?? [])) return update;
  if (field.multiple) setValues(update, ticket, field, values);
  else setSingleValue(update, ticket, field, values[0] ?? null);
  return update;
}

export function agentSetsStatus(store: Store, ticketId: number, { agent, status }: StatusChange): Update {
  const update = new Update(store, store.knownUser(agent));
  const ticket = store.knownTicket(ticketId);
  if (ticket.status !== status) changeStatus(update, ticket, status, update.actor);
  return update;
}

export function agentSetsPriority(
  store: Store,
  ticketId: number,
  { agent, priority }: Readonly<{ agent: string; priority: number }>,
): Update {
  const update = new Update(store, store.knownUser(agent));
  setPriority(update, store.knownTicket(ticketId), priority);
  return update;
}

export function agentMerges(store: Store, fromId: number, intoId: number, agent: string): Update {
  const update = new Update(store, store.knownUser(agent));
  mergeInto(update, store.knownTicket(fromId), store.knownTicket(intoId));
  return update;
}
