import {
  inactiveStatuses,
  type Status,
  statuses,
  type Ticket,
  type Transaction,
  type User,
} from './model.ts';
import { addressesOf, send } from './outgoing-mail.ts';
import type { Update } from './update.ts';

export function statusOf(written: string): Status | null {
  const lower = written.toLowerCase();
  return statuses.find((status) => status === lower) ?? null;
}

/** "On Resolve Notify Requestors". */
function afterResolve(update: Update, ticket: Ticket, cause: Transaction): void {
  const to = addressesOf(ticket.requestors, cause.creator);
  const subject = `Resolved: ${ticket.subject}`;
  const text = 'According to our records, your request has been resolved.';
  send(update, ticket, cause, { kind: 'resolved', to, cc: [], subject, text, html: null, files: [] });
}

/** Writes a status down that is another than before. */
export function changeStatus(update: Update, ticket: Ticket, status: Status, creator: User): Transaction {
  const from = ticket.status;
  const now = update.store.now();
  if (from === 'new') ticket.startedAt ??= now;
  if (inactiveStatuses.has(status)) ticket.resolvedAt = now;
  ticket.status = status;
  const change = { type: 'Status', field: 'Status', oldValue: from, newValue: status, creator } as const;
  const transaction = update.record(ticket, change);
  if (status === 'resolved') afterResolve(update, ticket, transaction);
  return transaction;
}
