import type { Written } from './mime.ts';
import { inactiveStatuses, type Ticket, type Transaction } from './model.ts';
import { addressesOf, send } from './outgoing-mail.ts';
import { changeStatus } from './status.ts';
import type { Update } from './update.ts';

/** What a fresh RT does by itself after a message; its other scrips write to staff only. */

/** "On Create Autoreply To Requestors": not to a machine. */
export function afterCreate(update: Update, ticket: Ticket, cause: Transaction, isByMachine: boolean): void {
  if (isByMachine) return;
  const subject = `AutoReply: ${ticket.subject}`;
  const to = addressesOf(ticket.requestors, null);
  const text = `Your ticket has been assigned an ID of [${update.store.rtName} #${ticket.id}].`;
  send(update, ticket, cause, { kind: 'autoreply', to, cc: [], subject, text, html: null, files: [] });
}

/** "On Correspond Notify Requestors and Ccs", but not who wrote it; then "Open Inactive Tickets", which opens new ones too. */
export function afterCorrespond(
  update: Update,
  ticket: Ticket,
  cause: Transaction,
  { text, html, files, subject }: Written,
): void {
  send(update, ticket, cause, {
    kind: 'correspondence',
    subject: subject === '' ? ticket.subject : subject,
    to: addressesOf(ticket.requestors, cause.creator),
    cc: addressesOf(ticket.ccs, cause.creator),
    ...{ text, html, files },
  });
  if (!ticket.requestors.some(({ id }) => id === cause.creator.id)) ticket.toldAt = cause.createdAt;
  const isActive = ticket.status !== 'new' && !inactiveStatuses.has(ticket.status);
  if (!isActive) changeStatus(update, ticket, 'open', update.store.system);
}
