import type { ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import { customerNameFor } from './customer-names.ts';

/** Makes an end user, unless there is one of this id. The name is one that fits what they write. */
export function addEndUser(standIn: ZendeskStandIn, id: string, text: string): void {
  if (standIn.hasUser(id)) return;
  standIn.addUser({ id, name: customerNameFor(id, text), email: null, role: 'end-user', locale: 'en-US' });
}

export function hasComment(standIn: ZendeskStandIn, ticket: string, comment: string): boolean {
  return standIn.ticket(ticket).comments.some(({ id }) => id === comment);
}
