import type { CompleteMessage, TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { HydrateOutcome, MessageHint } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import type { Api, ApiFailure, Failure } from './api.ts';
import { isVoiceChannel, messagingChannel } from './channels.ts';
import { commentPages } from './comments.ts';
import { hydrateChat, isBeginning } from './hydrate-chat.ts';
import { ticketPath } from './paths.ts';
import { canonicalTag } from './vocabulary.ts';
import { type Whose, whoseMessage } from './whose-message.ts';
import type { Via } from './wire.ts';
import { type Comment, type Ticket, ticketAnswer, type User } from './wire-api.ts';

/** Flag of a comment that a machine made (a delivery failure, for example). Not on a public page: see README. */
const machineGeneratedFlag = 4;
/** How much later than the trigger's signature a comment may be written and still be the one that it meant. */
const clockSlackMs = 2_000;

type Found = Readonly<{ comment: Comment; users: readonly User[]; isFirst: boolean }>;
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
  return outcomeOf(found.value, facts.value, settings, hint.ticket);
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
  return { kind: 'ok', value: factsOf(answer.value.ticket) };
}

async function findComment(
  api: Api,
  settings: AccountSettings,
  hint: MessageHint,
  facts: TicketFacts,
): Promise<Read<Found | null>> {
  let newest: Found | null = null;
  const newestFirst = hint.about !== 'first-message';
  for await (const page of commentPages(api, hint.ticket, { newestFirst })) {
    if (page.kind !== 'ok') return { kind: 'end', outcome: endOf(page, hint) };
    const { comments, users, isLast } = page.value;
    const candidates = comments.map(
      (comment, index): Found => ({
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
  candidate: Found,
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
        whose(candidate, facts, settings).kind === 'customer'
      );
    }
  }
}

function outcomeOf(
  found: Found,
  facts: TicketFacts,
  settings: AccountSettings,
  ticket: string,
): HydrateOutcome {
  const { comment, users, isFirst } = found;
  const place = { ticket, message: comment.id, occurredAt: comment.created_at };
  const owner = whose(found, facts, settings);
  if (owner.kind === 'skipped') return { kind: 'skipped', reason: owner.reason, place };
  if (owner.kind === 'staff') {
    const { author, otherwise } = owner;
    const said = { text: comment.body ?? comment.plain_body ?? '', isPublic: comment.public };
    return { kind: 'staff-comment', comment: { ...place, ticketFacts: facts, author, otherwise, ...said } };
  }
  const requester = users.find((user) => user.id === facts.requester);
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts: {
        ...facts,
        requesterLocale: canonicalTag(requester?.locale ?? ''),
        ...followUp(facts.followUpOf ?? (isFirst ? followedTicket(comment.via) : null)),
      },
      content: {
        author: { id: owner.author, role: owner.role },
        text: comment.plain_body ?? comment.body ?? '',
        html: comment.html_body,
        // An image in the text is part of it.
        attachmentCount: comment.attachments?.filter((file) => file?.inline !== true).length ?? null,
        channel: comment.via?.channel ?? null,
        isFirst,
        machineMade: machineMadeOf(comment),
      },
    },
  };
}

function whose({ comment, users, isFirst }: Found, facts: TicketFacts, settings: AccountSettings): Whose {
  const author = users.find((user) => user.id === comment.author_id);
  const channel = comment.via?.channel ?? null;
  return whoseMessage(
    {
      author: comment.author_id,
      actor: null,
      // Without a role (a deleted user) a note too many is better than a customer's sentence lost.
      isStaff: author?.role === 'agent' || author?.role === 'admin',
      isPublic: comment.public,
      isFirst,
      requester: facts.requester,
      channel: comment.type === 'VoiceComment' && !isVoiceChannel(channel) ? 'voice' : channel,
      relation: comment.via?.source?.rel ?? null,
    },
    settings,
  );
}

function machineMadeOf(comment: Comment): CompleteMessage['machineMade'] {
  return comment.metadata?.flags?.includes(machineGeneratedFlag) ? 'auto-submitted' : null;
}

function factsOf(ticket: Ticket): TicketFacts {
  return {
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    channel: ticket.via?.channel ?? null,
    tags: ticket.tags ?? [],
    brand: ticket.brand_id,
    group: ticket.group_id,
    form: ticket.ticket_form_id,
    requester: ticket.requester_id,
    requesterLocale: null,
    ...followUp(followedTicket(ticket.via)),
  };
}

const followUp = (ticket: string | null) => (ticket === null ? {} : { followUpOf: ticket });

/** The closed ticket that a follow-up goes on from: told by the via of the ticket and of its first comment. */
function followedTicket(via: Via): string | null {
  const source = via?.source;
  return source?.rel === 'follow_up' ? (source.from?.ticket_id ?? null) : null;
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
