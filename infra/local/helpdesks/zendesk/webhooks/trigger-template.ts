import type { Audit, Ticket } from '../model.ts';
import { type PlaceholderValues, placeholderValues } from '../placeholders.ts';
import type { Store } from '../store.ts';

function valuesFor(ticket: Ticket, audit: Audit, store: Store): PlaceholderValues {
  const latest = ticket.comments.at(-1);
  const latestPublic = ticket.comments.findLast((comment) => comment.public);
  return new Map([
    ...placeholderValues(store, ticket, audit.actorId),
    ['ticket.latest_comment', latest?.plain ?? ''],
    ['ticket.latest_public_comment', latestPublic?.plain ?? ''],
  ]);
}

/**
 * Fills a trigger's template. Nothing is escaped, as in Zendesk: a quote or a line break in a comment breaks JSON that
 * is written around it. An unknown placeholder becomes nothing.
 */
export function renderTrigger(template: string, ticket: Ticket, audit: Audit, store: Store): string {
  const values = valuesFor(ticket, audit, store);
  return template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_whole, name: string) => values.get(name) ?? '');
}
