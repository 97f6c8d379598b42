import type { ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import type { PreparedLine } from '../desk.ts';
import { people } from './account.ts';
import { ticketNamedIn, wordAt } from './body.ts';
import { addEndUser, hasComment } from './people-and-comments.ts';

const isFieldChange = (body: object) => wordAt(body, 'type') === 'zen:event-type:ticket.custom_field_changed';

/** A ticket that the body names and the stand-in lacks is made, so that it can be read back and written to. */
export function prepareRaw(standIn: ZendeskStandIn, body: object): PreparedLine {
  const ticket = ticketNamedIn(body);
  const comment = wordAt(body, 'event', 'comment', 'id');
  if (ticket === null) return { ticket, message: comment, deliveries: [body] };
  if (isFieldChange(body) && standIn.hasTicket(ticket)) {
    setField(standIn, ticket, body);
    return { ticket, message: null, deliveries: [body] };
  }
  const requester = wordAt(body, 'detail', 'requester_id');
  if (requester === null) return { ticket, message: comment, deliveries: [body] };
  return { ticket, message: makeComment(standIn, { ticket, requester, comment }, body), deliveries: [body] };
}

/** Makes what the body tells of, as far as it is not there; gives the comment's id. */
function makeComment(
  standIn: ZendeskStandIn,
  told: Readonly<{ ticket: string; requester: string; comment: string | null }>,
  body: object,
): string | null {
  const { ticket, requester, comment } = told;
  const author = wordAt(body, 'event', 'comment', 'author', 'id') ?? requester;
  const text = wordAt(body, 'event', 'comment', 'body') ?? wordAt(body, 'detail', 'description') ?? '';
  for (const person of [requester, author]) addEndUser(standIn, person, text);
  const input = { text, author, public: true, ...(comment === null ? {} : { id: comment }) };
  if (!standIn.hasTicket(ticket)) {
    const subject = wordAt(body, 'detail', 'subject') ?? '';
    const made = { id: ticket, subject, requester, comment: input };
    const { commentId } = standIn.createTicket(made, { deliver: false });
    if (isFieldChange(body)) setField(standIn, ticket, body);
    return commentId;
  }
  if (comment !== null && !hasComment(standIn, ticket, comment)) {
    standIn.addComment(ticket, input, { deliver: false });
  }
  return comment ?? standIn.ticket(ticket).comments[0]?.id ?? null;
}

/** The change that a body tells of has happened in the ticket, unless the field or its option does not exist here. */
function setField(standIn: ZendeskStandIn, ticket: string, body: object): void {
  const fieldId = wordAt(body, 'event', 'custom_field', 'id') ?? '';
  const value = wordAt(body, 'event', 'current', 'value') ?? wordAt(body, 'event', 'current');
  const actor = wordAt(body, 'detail', 'actor_id') ?? people.agent.id;
  const isSet = (standIn.ticket(ticket).fields.get(fieldId) ?? null) === value;
  if (isSet || !standIn.takesFieldValue(fieldId, value)) return;
  const agentId = standIn.hasUser(actor) ? actor : people.agent.id;
  standIn.setFieldByAgent(ticket, { agentId, fieldId, value }, { deliver: false });
}
