import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation } from '../contract.ts';
import { parseInstant } from '../kit/instant.ts';
import { inScope } from '../kit/scope.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import { isAutomationChannel, messagingChannel } from './channels.ts';
import { factsOfTicket, meaningOf, type ReadComment } from './comment-meaning.ts';
import { commentPages } from './comments.ts';
import { foundInChat } from './found-in-chat.ts';
import { isWithin, type Window } from './window.ts';
import type { ChangedTicket } from './wire-api.ts';

/**
 * What people wrote in a ticket within the window, with the places that Zendesk's own deliveries would have; what asks
 * nothing of us is left out. A ticket that may not be read, or is gone, holds nothing: it must not stop the others.
 */
export async function foundIn(
  api: Api,
  settings: AccountSettings,
  ticket: ChangedTicket,
  window: Window,
): Promise<ApiResult<readonly Interpretation[]>> {
  const facts = factsOfTicket(ticket);
  if (ticket.status === 'deleted') return { kind: 'ok', value: deletionOf(ticket, facts, window) };
  if (isAutomationChannel(facts.channel) || !inScope(settings.scope, facts)) return nothing;
  const comments = withoutUnreadable(await foundInComments(api, settings, ticket, facts, window));
  if (comments.kind !== 'ok' || facts.channel !== messagingChannel) return comments;
  const chat = withoutUnreadable(await foundInChat(api, settings, ticket, facts, window));
  if (chat.kind !== 'ok') return chat;
  return { kind: 'ok', value: [...comments.value, ...chat.value] };
}

const nothing = { kind: 'ok', value: [] } as const;

function withoutUnreadable(
  result: ApiResult<readonly Interpretation[]>,
): ApiResult<readonly Interpretation[]> {
  return result.kind !== 'ok' && isOfThisTicket(result) ? nothing : result;
}

/** 401 is of the token, 429 and 5xx of the account; everything else is about what was asked for. */
function isOfThisTicket(answer: ApiFailure): boolean {
  if (answer.kind !== 'failed') return answer.kind !== 'conflict';
  const { failure } = answer;
  return failure.kind === 'refused' || (failure.kind === 'unauthorised' && failure.status === 403);
}

async function foundInComments(
  api: Api,
  settings: AccountSettings,
  { id }: ChangedTicket,
  facts: TicketFacts,
  window: Window,
): Promise<ApiResult<readonly Interpretation[]>> {
  const found: ReadComment[] = [];
  for await (const page of commentPages(api, id, { newestFirst: true })) {
    if (page.kind !== 'ok') return page;
    const { comments, users, isLast } = page.value;
    found.push(
      ...comments.map((comment, index) => ({
        comment,
        users,
        isFirst: isLast && index === comments.length - 1,
      })),
    );
    if (comments.some(({ created_at }) => Date.parse(created_at) <= window.afterMs)) break;
  }
  const meant = found
    .filter(({ comment }) => isWithin(window, Date.parse(comment.created_at)))
    .map((read) => meaningOf(read, facts, settings, id));
  return { kind: 'ok', value: meant.filter(({ kind }) => kind !== 'skipped') };
}

/**
 * Named by the ticket and its last change, so that the same deletion is always the same withdrawal. A webhook's has another
 * name and the same effect. Times in the export are whole seconds: everything of that second is withdrawn.
 */
function deletionOf(ticket: ChangedTicket, facts: TicketFacts, window: Window): readonly Interpretation[] {
  const changed = parseInstant(ticket.updated_at ?? '') ?? new Date(window.untilMs);
  const deletedMs =
    ticket.generated_timestamp === null ? changed.getTime() : ticket.generated_timestamp * 1000;
  if (!isWithin(window, deletedMs)) return [];
  const place = {
    ticket: ticket.id,
    message: `withdrawal:deleted:${ticket.id}:${changed.toISOString()}`,
    occurredAt: new Date(changed.getTime() + 999).toISOString(),
  };
  const withdrawal = {
    ...place,
    ticketFacts: facts,
    actor: null,
    withdrawn: { what: 'conversation' },
  } as const;
  return [{ kind: 'withdrawal', withdrawal }];
}
