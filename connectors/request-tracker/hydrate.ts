import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { HydrateOutcome, MessageHint, Place, SkipReason } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import type { Api } from './api.ts';
import { factsOf } from './interpret.ts';
import { filesBesideText, type Said, saidIn } from './parts.ts';
import { failureOf, isForbidden, readTexts, readTicket, readTransaction, seesOtherTickets } from './read.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import { valueOfField } from './ticket-fields.ts';
import { readIsPrivileged } from './users.ts';
import { isMessageType, type MessageType, type Whose, whoseMessage } from './whose-message.ts';
import type { Ticket, Transaction } from './wire-api.ts';

/**
 * Reads back what a hint lacks: the transaction with its parts, who wrote it, and the ticket. Ends as `skipped` for what is
 * not a customer's message.
 */
export async function hydrate(
  api: Api,
  settings: AccountSettings,
  hint: MessageHint,
): Promise<HydrateOutcome> {
  const place = { ticket: hint.ticket, message: hint.message, occurredAt: hint.occurredAt };
  const skipped = (reason: SkipReason): HydrateOutcome => ({ kind: 'skipped', reason, place });
  const [transaction, ticket] = await Promise.all([
    readTransaction(api, hint.message),
    readTicket(api, hint.ticket),
  ]);
  if (ticket.kind === 'not-found') return skipped('not-found');
  // It may have gone to a queue that we may not see.
  if (isForbidden(ticket) && (await seesOtherTickets(api))) return skipped('not-found');
  if (ticket.kind !== 'ok') return failureOf(ticket);
  if (transaction.kind !== 'ok') return failureOf(transaction);
  if (transaction.value === null || !isMessageType(transaction.value.Type)) return skipped('not-found');
  const { Type: type } = transaction.value;
  const [texts, isPrivileged] = await Promise.all([
    readTexts(api, [transaction.value.id]),
    readIsPrivileged(api, transaction.value.Creator.id),
  ]);
  if (texts.kind !== 'ok') return failureOf(texts);
  if (isPrivileged.kind !== 'ok') return failureOf(isPrivileged);
  const read = { transaction: transaction.value, ticket: ticket.value, type };
  const whose = whoseOf({ ...read, isPrivileged: isPrivileged.value }, settings);
  if (whose.kind === 'skipped') return skipped(whose.reason);
  const said = saidIn(texts.value);
  const ticketFacts = knownFacts(hint, ticketFactsOf(ticket.value, settings), type === 'Create', said);
  if (!inScope(settings.scope, ticketFacts)) return skipped('out-of-scope');
  return outcomeOf({
    place: { ...place, occurredAt: transaction.value.Created },
    ticketFacts,
    whose,
    said,
    type,
  });
}

/** What the ticket says of itself, in the words of a delivery. Requestors' languages are not in it. */
export function ticketFactsOf(ticket: Ticket, settings: AccountSettings): TicketFacts {
  const { fields } = requestTrackerSettingsOf(settings);
  const requestor = ticket.Requestor?.[0];
  return factsOf(
    {
      subject: ticket.Subject,
      status: ticket.Status,
      priority: ticket.Priority,
      tags: fields.tags === null ? [] : [...valueOfField(ticket, fields.tags)],
      queue: ticket.Queue?.Name ?? null,
      requestor: requestor?.id ?? null,
      requestor_lang: requestor?.Lang ?? null,
    },
    settings,
  );
}

/** How the ticket stands now, and what only the hint can know. */
function knownFacts(hint: MessageHint, now: TicketFacts, isFirst: boolean, { channel }: Said): TicketFacts {
  return {
    ...now,
    channel: isFirst ? channel : null,
    requesterLocale: now.requesterLocale ?? hint.ticketFacts.requesterLocale,
  };
}

/** Whose a transaction is, by what stands in the ticket. */
export function whoseOf(
  found: Readonly<{ transaction: Transaction; ticket: Ticket; type: MessageType; isPrivileged: boolean }>,
  settings: AccountSettings,
): Whose {
  const { transaction, ticket, type, isPrivileged } = found;
  const { writeKey } = requestTrackerSettingsOf(settings).fields;
  const creator = transaction.Creator.id;
  return whoseMessage(
    {
      type,
      creator,
      isPrivileged,
      isRequestor: isRequestorOf(ticket, creator),
      hasRequestor: (ticket.Requestor ?? []).length > 0,
      writeKey: valueOfField(transaction, writeKey)[0] ?? null,
    },
    settings,
  );
}

/** Whose a requestor's public message is does not depend on whether they are staff, too. */
export function needsRank({ Type: type, Creator: { id: login } }: Transaction, ticket: Ticket): boolean {
  return type === 'Comment' || !isRequestorOf(ticket, login);
}

/** RT's logins are the same in any case. */
function isRequestorOf({ Requestor: requestors }: Ticket, login: string): boolean {
  return (requestors ?? []).some(({ id }) => id.toLowerCase() === login.toLowerCase());
}

function outcomeOf({
  place,
  ticketFacts,
  whose,
  said,
  type,
}: Readonly<{
  place: Place;
  ticketFacts: TicketFacts;
  whose: Exclude<Whose, { kind: 'skipped' }>;
  said: Said;
  type: MessageType;
}>): HydrateOutcome {
  const { text, html, channel, machineMade } = said;
  if (whose.kind === 'staff') {
    const { author, otherwise } = whose;
    const isPublic = type !== 'Comment';
    return { kind: 'staff-comment', comment: { ...place, ticketFacts, author, otherwise, text, isPublic } };
  }
  return {
    kind: 'message',
    message: {
      ...place,
      ticketFacts,
      content: {
        author: { id: whose.author, role: whose.role },
        ...{ text, html, channel, machineMade },
        attachmentCount: filesBesideText(said).length,
        isFirst: type === 'Create',
      },
    },
  };
}
