import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { HydrateOutcome, MessageHint } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import type { Api, ApiFailure, Failure } from './api.ts';
import { messagingChannel } from './channels.ts';
import { factsOfTicket, meaningOf, type ReadComment, whoseComment } from './comment-meaning.ts';
import { commentPages } from './comments.ts';
import { hydrateChat, isBeginning } from './hydrate-chat.ts';
import { ticketPath } from './paths.ts';
import { ticketAnswer } from './wire-api.ts';

/** How much later than the trigger's signature a comment may be written and still be the one that it meant. */
const clockSlackMs = 2_000;

type Read<Value> =
  | Readonly<{ kind: 'ok'; value: Value }>
  | Readonly<{ kind: 'end'; outcome: HydrateOutcome }>;

/**
 * Reads back what a hint lacks: the comment with its HTML, author and attachments, and the ticket if the hint did not
 * tell of it. Ends as `skipped` for what is not a customer's message.
 */
export async function hydrate(
  api: Api,
  settings: AccountSettings,
  hint: MessageHint,
): Promise<HydrateOutcome> {
  const facts = await readFacts(api, hint);
  if (facts.kind === 'end') return facts.outcome;
  const place = { ticket: hint.ticket, message: hint.message, occurredAt: hint.occurredAt };
  if (!inScope(settings.scope, facts.value)) return { kind: 'skipped', reason: 'out-of-scope', place };
  if (isAboutChat(hint, facts.value)) {
    return hydrateChat(api, hint, facts.value, (answer) => endOf(answer, hint));
  }
  const found = await findComment(api, settings, hint, facts.value);
  if (found.kind === 'end') return found.outcome;
  if (found.value === null) return { kind: 'skipped', reason: 'not-found', place };
  return meaningOf(found.value, facts.value, settings, hint.ticket);
}

/** A messaging ticket has comments too: notes of agents, and the mail of a customer who left the chat. */
function isAboutChat(hint: MessageHint, { channel }: TicketFacts): boolean {
  if (hint.conversation !== undefined) return true;
  return channel === messagingChannel && (hint.about !== 'message-id' || isBeginning(hint));
}

/** A trigger's hint knows nothing but ids; an event's hint has told it all. */
async function readFacts(api: Api, hint: MessageHint): Promise<Read<TicketFacts>> {
  if (hint.ticketFacts.status !== null) return { kind: 'ok', value: hint.ticketFacts };
  const answer = await api.call({ method: 'GET', path: ticketPath(hint.ticket) }, ticketAnswer);
  if (answer.kind !== 'ok') return { kind: 'end', outcome: endOf(answer, hint) };
  return { kind: 'ok', value: factsOfTicket(answer.value.ticket) };
}

async function findComment(
  api: Api,
  settings: AccountSettings,
  hint: MessageHint,
  facts: TicketFacts,
): Promise<Read<ReadComment | null>> {
  let newest: ReadComment | null = null;
  const newestFirst = hint.about !== 'first-message';
  for await (const page of commentPages(api, hint.ticket, { newestFirst })) {
    if (page.kind !== 'ok') return { kind: 'end', outcome: endOf(page, hint) };
    const { comments, users, isLast } = page.value;
    const candidates = comments.map(
      (comment, index): ReadComment => ({
        comment,
        users,
        isFirst: newestFirst ? isLast && index === comments.length - 1 : index === 0,
      }),
    );
    newest ??= candidates[0] ?? null;
    const wanted = candidates.find((candidate) => isWanted(candidate, hint, facts, settings));
    if (wanted) return { kind: 'ok', value: wanted };
    // The comment that a trigger told of is among the newest; only a comment known by its id is worth going back for.
    if (hint.about !== 'message-id') break;
  }
  // No customer's comment among the latest: the newest one says why there is nothing to do.
  return { kind: 'ok', value: hint.about === 'latest-message' ? newest : null };
}

function isWanted(
  candidate: ReadComment,
  hint: MessageHint,
  facts: TicketFacts,
  settings: AccountSettings,
): boolean {
  switch (hint.about) {
    case 'first-message':
      return candidate.isFirst;
    case 'message-id':
      return candidate.comment.id === hint.message;
    case 'latest-message': {
      const writtenMs = Date.parse(candidate.comment.created_at);
      return (
        writtenMs <= Date.parse(hint.occurredAt) + clockSlackMs &&
        whoseComment(candidate, facts, settings).kind === 'customer'
      );
    }
  }
}

function endOf(answer: ApiFailure, hint: MessageHint): HydrateOutcome {
  const { ticket, message, occurredAt } = hint;
  switch (answer.kind) {
    case 'failed':
      return answer.failure;
    case 'not-found':
      return { kind: 'skipped', reason: 'not-found', place: { ticket, message, occurredAt } };
    case 'conflict':
      return { kind: 'throttled', retryAfterMs: null };
    case 'invalid':
      return refusedRead;
  }
}

const refusedRead: Failure = { kind: 'refused', status: 422, code: 'http-422', expected: false };
