import type { ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';

export function addEndUser(standIn: ZendeskStandIn, id: string): void {
  standIn.addUser({ id, name: 'Customer', email: null, role: 'end-user', locale: 'en-US' });
}

export function hasComment(standIn: ZendeskStandIn, ticket: string, comment: string): boolean {
  return standIn.ticket(ticket).comments.some(({ id }) => id === comment);
}
