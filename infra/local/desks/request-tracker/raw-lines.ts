import * as z from 'zod';
import type { RequestTrackerStandIn } from '../../helpdesks/request-tracker/index.ts';
import type { PreparedLine } from '../desk.ts';
import { correctableFields, people } from './account.ts';

/** RT's ids are numbers. */
const id = z.stringFormat('id', /^[1-9]\d{0,8}$/).transform(Number);

const told = z.looseObject({
  event: z.enum(['message', 'field', 'deleted']),
  ticket: id,
  transaction: id,
  type: z.enum(['Create', 'Correspond', 'Comment']).optional(),
  creator: z.string(),
  creator_privileged: z.boolean().optional(),
  requestor: z.string().nullish(),
  subject: z.string().nullish(),
  content_type: z.string().nullish(),
  content: z.string().nullish(),
  field: z.string().optional(),
  value: z.string().nullish(),
});
type Told = z.infer<typeof told>;

/** The ticket that a body of the hook is about; null = it names none. */
export function ticketNamedIn(body: object): string | null {
  const named = z.looseObject({ ticket: z.string() }).safeParse(body);
  return named.success ? named.data.ticket : null;
}

/** `$rtname` of the RT that the first body comes from which says it; null = none does. */
export function rtNamedIn(bodies: readonly object[]): string | null {
  const saying = z.looseObject({ rt_name: z.string() });
  const names = bodies.map((body) => saying.safeParse(body).data?.rt_name);
  return names.find((name) => name !== undefined) ?? null;
}

/** Addresses are customers' logins here; anybody else needs one made up. */
const customer = (login: string) => ({ email: login.includes('@') ? login : `${login}@example.org` });

const silently = { deliver: false } as const;

function ensureTicket(standIn: RequestTrackerStandIn, body: Told): void {
  if (standIn.hasTicket(body.ticket)) return;
  const isFirst = body.event === 'message' && body.type === 'Create';
  const from = customer(body.requestor ?? body.creator);
  const subject = body.subject ?? '';
  // A later message's ticket has begun with another, of which the body says nothing.
  const first = isFirst ? { ...writtenIn(body), transactionId: body.transaction } : {};
  standIn.mailIn({ ...first, from, subject, newTicketId: body.ticket }, silently);
}

function writtenIn({ content, content_type: contentType }: Told) {
  return contentType === 'text/html' ? { html: content ?? '' } : { text: content ?? '' };
}

function ensureMessage(standIn: RequestTrackerStandIn, body: Told): void {
  if (standIn.hasTransaction(body.transaction)) return;
  const written = { ...writtenIn(body), transactionId: body.transaction };
  if (body.creator_privileged !== true) {
    standIn.mailIn({ ...written, from: customer(body.creator), ticketId: body.ticket }, silently);
    return;
  }
  if (body.creator !== people.agent.name && body.creator !== people.dragoman.name) {
    standIn.addUser({ name: body.creator, privileged: true });
  }
  const input = { ...written, agent: body.creator };
  if (body.type === 'Comment') standIn.agentComments(body.ticket, input, silently);
  else standIn.agentReplies(body.ticket, input, silently);
}

/** The change that a body tells of has happened, unless the field does not exist here. */
function ensureChange(standIn: RequestTrackerStandIn, body: Told): void {
  const agent = people.agent.name;
  if (body.event === 'deleted') {
    standIn.deleteTicketByAgent(body.ticket, agent, silently);
    return;
  }
  const field = Object.values(correctableFields).find((name) => name === body.field);
  if (field === undefined) return;
  standIn.setFieldByAgent(body.ticket, { agent, field, value: body.value ?? null }, silently);
}

/** A ticket and a message that the body names and the stand-in lacks are made, so that they can be read back and written to. */
export function prepareRaw(standIn: RequestTrackerStandIn, body: object): PreparedLine {
  const ticket = ticketNamedIn(body);
  const parsed = told.safeParse(body);
  if (!parsed.success) return { ticket, message: null, deliveries: [body] };
  ensureTicket(standIn, parsed.data);
  if (parsed.data.event !== 'message') {
    ensureChange(standIn, parsed.data);
    return { ticket, message: null, deliveries: [body] };
  }
  ensureMessage(standIn, parsed.data);
  return { ticket, message: String(parsed.data.transaction), deliveries: [body] };
}
