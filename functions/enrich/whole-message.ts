import { agentLanguageFor } from '../../connectors/account.ts';
import type {
  CanonicalMessage,
  HydrateOutcome,
  SkipReason,
  StaffComment,
} from '../../connectors/contract.ts';
import { type Envelope, followingEnvelope } from '../../events/envelope.ts';
import { customerKeyOf } from '../../events/ids.ts';
import { messageEnriched, type TranscriptLine } from '../../events/message-enriched.v1.ts';
import type {
  CompleteMessage,
  MessageReceived,
  ReplacedNote,
  TicketFacts,
} from '../../events/message-received.v1.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';

/** A message with its text, and the envelope that everything made from it gets. */
export type WholeMessage = Readonly<{
  /** Of the `message.enriched.v1` to be. */
  envelope: Envelope;
  ticketFacts: TicketFacts;
  content: Omit<CompleteMessage, 'kind'>;
  /** Present when it is the beginning of a chat: all that was said, bot's lines included. */
  transcript?: readonly TranscriptLine[];
  /** Present when the message is read once more: the note that the new one takes the place of. */
  replaces?: ReplacedNote;
  /** What is remembered of its translation does not count. */
  fresh?: boolean;
  /** An agent asked for it: it is done even where notes are paused. */
  isAskedFor?: boolean;
}>;

export type WholeOutcome = Readonly<
  | { kind: 'whole'; message: WholeMessage }
  | { kind: 'skipped'; reason: SkipReason; messageId: string | null }
  /** What a hint was about is a member of staff's: perhaps a command. */
  | { kind: 'staff-comment'; comment: StaffComment }
  | { kind: 'retry-later'; delayMs: number | null; why: 'throttled' | 'unavailable' }
  | { kind: 'park'; reason: 'refused' | 'unauthorised' }
>;

/** The message as received, or read back from the helpdesk where only a hint came. */
export async function wholeMessage(received: MessageReceived, helpdesk: Helpdesk): Promise<WholeOutcome> {
  const { content, ticketFacts } = received;
  if (content.kind === 'complete') {
    const envelope = followingEnvelope(messageEnriched.detailType, received, {
      customerKey: customerKeyOf(received.connector, received.account, content.author.id),
    });
    return { kind: 'whole', message: { envelope, ticketFacts, content, ...askedAnew(received) } };
  }
  const { ticket, message, occurredAt } = received;
  const { about, conversation } = content;
  const inChat = conversation === undefined ? {} : { conversation };
  const hint = { ticket, message, occurredAt, ticketFacts, about, ...inChat };
  return wholeOf(await helpdesk.client.hydrate(hint), received, helpdesk);
}

function wholeOf(outcome: HydrateOutcome, received: MessageReceived, helpdesk: Helpdesk): WholeOutcome {
  if (outcome.kind === 'message') {
    return { kind: 'whole', message: readBack(outcome.message, received, helpdesk) };
  }
  if (outcome.kind === 'staff-comment') return outcome;
  if (outcome.kind === 'skipped') {
    return { kind: 'skipped', reason: outcome.reason, messageId: outcome.place?.message ?? null };
  }
  if (outcome.kind === 'throttled') {
    return { kind: 'retry-later', delayMs: outcome.retryAfterMs, why: 'throttled' };
  }
  if (outcome.kind === 'unavailable') return { kind: 'retry-later', delayMs: null, why: 'unavailable' };
  // A ticket that was deleted in between is part of normal life.
  if (outcome.kind === 'refused' && outcome.expected) {
    return { kind: 'skipped', reason: 'not-found', messageId: null };
  }
  return { kind: 'park', reason: outcome.kind };
}

/** What a message that is read once more brings along. */
const askedAnew = ({ replaces, fresh, origin }: MessageReceived) => ({
  ...(origin === 'command' ? { isAskedFor: true } : {}),
  ...(replaces === undefined ? {} : { replaces }),
  ...(fresh === undefined ? {} : { fresh }),
});

/** The real message id replaces the hint's, so that a hint and the complete event of one message become one. */
function readBack(
  { ticket, message, occurredAt, ticketFacts, content, transcript }: CanonicalMessage,
  received: MessageReceived,
  { settings }: Helpdesk,
): WholeMessage {
  const { connector, account } = received;
  const envelope = followingEnvelope(messageEnriched.detailType, received, {
    // Not every hint knows the ticket.
    ...(ticket === received.ticket ? {} : { ticket }),
    message,
    // A message that is read once more keeps the time by which it is remembered: the vendor rounds it here, not there.
    occurredAt: received.origin === 'command' ? received.occurredAt : occurredAt,
    customerKey: customerKeyOf(connector, account, content.author.id),
    agentLanguage: agentLanguageFor(settings, ticketFacts),
  });
  const beginning = transcript === undefined ? {} : { transcript };
  return { envelope, ticketFacts, content, ...beginning, ...askedAnew(received) };
}
