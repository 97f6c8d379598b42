import type { Ticket, User } from './model.ts';
import type { Store } from './store.ts';

/** By the name that stands between the braces: `ticket.requester.name`. */
export type PlaceholderValues = ReadonlyMap<string, string>;

function valuesOfUser(name: string, user: User): [string, string][] {
  const [firstName = '', ...lastNames] = user.name.split(' ');
  return [
    [`${name}.id`, user.id],
    [`${name}.name`, user.name],
    [`${name}.first_name`, firstName],
    [`${name}.last_name`, lastNames.join(' ')],
    [`${name}.email`, user.email ?? ''],
    [`${name}.locale`, user.locale],
  ];
}

/**
 * What the usual ones of Zendesk's placeholders stand for ("Zendesk Support placeholders reference").
 * @param ticket null = it is only about to be made: nothing is known of it
 * @param currentUserId who updates it
 */
export function placeholderValues(
  store: Store,
  ticket: Ticket | null,
  currentUserId: string,
): PlaceholderValues {
  const valuesOf = (name: string, userId: string | null) =>
    userId === null ? [] : valuesOfUser(name, store.knownUser(userId));
  const currentUser = valuesOf('current_user', currentUserId);
  if (ticket === null) return new Map(currentUser);
  return new Map([
    ...currentUser,
    ...valuesOf('ticket.requester', ticket.requesterId),
    ...valuesOf('ticket.assignee', ticket.assigneeId),
    ['ticket.id', ticket.id],
    ['ticket.title', ticket.subject],
    ['ticket.status', ticket.status],
    ['ticket.priority', ticket.priority ?? ''],
    ['ticket.via', ticket.via.channel],
    ['ticket.tags', ticket.tags.join(' ')],
    ['ticket.brand.id', ticket.brandId ?? ''],
    ['ticket.group.id', ticket.groupId ?? ''],
    ['ticket.updated_at_with_timestamp', ticket.updatedAt.toISOString()],
  ]);
}
