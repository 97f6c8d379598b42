import type { WriteOutcome } from '../contract.ts';
import type { ApiFailure, Complaints } from './api.ts';

/**
 * A closed ticket refuses every change with a complaint about `status`. We never send a status, so any complaint about it
 * means that; the words of the complaint are in the language of the runtime user.
 */
export function isClosed(complaints: Complaints): boolean {
  return complaints.has('status');
}

/** A ticket holds 5000 comments: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/ */
function isTooManyComments(complaints: Complaints): boolean {
  const words = [...(complaints.get('comment') ?? []), ...(complaints.get('base') ?? [])];
  return words.some((word) => /\b5[,.]?000\b/.test(word));
}

/** What an answer other than success means for the write as a whole. */
export function outcomeOf(failure: ApiFailure): WriteOutcome {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'not-found':
      return { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true };
    case 'conflict':
      // Another update held the ticket, so nothing was written: as good as being asked to come again.
      return { kind: 'throttled', retryAfterMs: null };
    case 'invalid':
      if (isClosed(failure.complaints)) {
        return { kind: 'refused', status: 422, code: 'ticket-closed', expected: true };
      }
      return isTooManyComments(failure.complaints)
        ? { kind: 'refused', status: 422, code: 'too-many-comments', expected: true }
        : { kind: 'refused', status: 422, code: 'invalid', expected: false };
  }
}
