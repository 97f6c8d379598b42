import type { CustomField, Queue, Right, Ticket, Transaction, User } from './model.ts';
import type { Store } from './store.ts';

/** Whether a user holds a right in a queue, by login, as staff or because everyone does. */
export function holds(user: User, queue: Queue, right: Right): boolean {
  if (user.superUser) return true;
  const principals = [user.name, ...(user.privileged ? ['Privileged'] : []), 'Everyone'];
  return principals.some((principal) => queue.grants.get(principal)?.has(right) ?? false);
}

/** The right that a transaction of a ticket needs; a field's change needs to see the field as well. */
function rightToSee(transaction: Transaction): readonly Right[] {
  switch (transaction.type) {
    case 'Comment':
      return ['ShowTicketComments'];
    case 'EmailRecord':
      return ['ShowOutgoingEmail'];
    case 'CustomField':
      return ['SeeCustomField', 'ShowTicket'];
    case 'Create':
    case 'Correspond':
    case 'Status':
    case 'Set':
    case 'AddWatcher':
    case 'AddLink':
      return ['ShowTicket'];
  }
}

/** Users see their own beginning, and that of the queues they may see. */
export function mayReadTransaction(store: Store, user: User, transaction: Transaction): boolean {
  if (user.superUser) return true;
  switch (transaction.objectType) {
    case 'RT::User':
      return transaction.objectId === user.id;
    case 'RT::Queue': {
      const queue = store.queueById(transaction.objectId);
      return queue !== undefined && holds(user, queue, 'SeeQueue');
    }
    case 'RT::Ticket': {
      const ticket = store.tickets.get(transaction.objectId);
      return (
        ticket !== undefined && rightToSee(transaction).every((right) => holds(user, ticket.queue, right))
      );
    }
  }
}

/** The custom fields that a user sees on a ticket or on its transactions. */
export function visibleFields(
  store: Store,
  user: User,
  ticket: Ticket,
  of: CustomField['of'],
): readonly CustomField[] {
  if (!holds(user, ticket.queue, 'SeeCustomField')) return [];
  return store.customFields.filter(
    (field) => field.of === of && (field.queues?.includes(ticket.queue.name) ?? true),
  );
}

/** A custom field by name or id, as a caller writes it; undefined = there is none, or not for this user. */
export function fieldNamed(
  store: Store,
  user: User,
  ticket: Ticket,
  of: CustomField['of'],
  name: string,
): CustomField | undefined {
  const fields = visibleFields(store, user, ticket, of);
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase() || String(field.id) === name);
}
