import type { Api } from '../../api.ts';
import { commentPages } from '../../comments.ts';
import { ticketListAnswer } from '../../wire-api.ts';

/** Enough to see whether a person works with the user, at a call each. */
const lookedAt = 10;

/**
 * Whether a public comment of the user's own is among the newest of the tickets that changed last. Answers that go out for an
 * agent are in that agent's name, so that a dedicated user has none. Null = it could not be seen.
 */
export async function hasAnswered(userId: string, api: Api): Promise<boolean | null> {
  const path = `/api/v2/tickets?sort=-updated_at&page[size]=${lookedAt}`;
  const listed = await api.call({ method: 'GET', path }, ticketListAnswer);
  if (listed.kind !== 'ok') return null;
  for (const ticket of listed.value.tickets) {
    if (ticket !== null && (await isAnsweredBy(userId, ticket.id, api))) return true;
  }
  return false;
}

async function isAnsweredBy(userId: string, ticket: string, api: Api): Promise<boolean> {
  const { value: page } = await commentPages(api, ticket, { newestFirst: true }).next();
  return (
    page?.kind === 'ok' &&
    page.value.comments.some((comment) => comment.public && comment.author_id === userId)
  );
}
