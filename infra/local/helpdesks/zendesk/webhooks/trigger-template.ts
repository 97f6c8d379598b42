import type { Audit, Ticket } from '../model.ts';
import type { Store } from '../store.ts';

function placeholders(ticket: Ticket, audit: Audit, store: Store): Record<string, string> {
  const requester = store.knownUser(ticket.requesterId);
  const latest = ticket.comments.at(-1);
  const latestPublic = ticket.comments.findLast((comment) => comment.public);
  return {
    'ticket.id': ticket.id,
    'ticket.title': ticket.subject,
    'ticket.status': ticket.status,
    'ticket.via': ticket.via.channel,
    'ticket.tags': ticket.tags.join(' '),
    'ticket.brand.id': ticket.brandId ?? '',
    'ticket.group.id': ticket.groupId ?? '',
    'ticket.requester.id': requester.id,
    'ticket.requester.locale': requester.locale,
    'ticket.updated_at_with_timestamp': ticket.updatedAt.toISOString(),
    'ticket.latest_comment': latest?.plain ?? '',
    'ticket.latest_public_comment': latestPublic?.plain ?? '',
    'current_user.id': audit.actorId,
  };
}

/**
 * Fills a trigger's template. Nothing is escaped, as in Zendesk: a quote or a line break in a comment breaks JSON that
 * is written around it. An unknown placeholder becomes nothing.
 */
export function renderTrigger(template: string, ticket: Ticket, audit: Audit, store: Store): string {
  const values = placeholders(ticket, audit, store);
  return template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_whole, name: string) => values[name] ?? '');
}
