import type { TranscriptLine } from '../../events/message-enriched.v1.ts';
import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { CanonicalMessage, HydrateOutcome, MessageHint } from '../contract.ts';
import type { Api, ApiFailure } from './api.ts';
import { type LoggedMessage, loggedMessages } from './conversation-log.ts';

/** What was said longer ago than so many messages before the hand-over tells an agent little. */
const maxTranscriptLines = 60;

type EndOf = (answer: ApiFailure) => HydrateOutcome;

/**
 * Reads back a chat's message; or, where the hint is about the ticket's beginning, all that bot and customer said before
 * people took over, as one message of the customer's.
 */
export async function hydrateChat(
  api: Api,
  hint: MessageHint,
  facts: TicketFacts,
  endOf: EndOf,
): Promise<HydrateOutcome> {
  return isBeginning(hint) ? readTranscript(api, hint, facts, endOf) : readMessage(api, hint, facts, endOf);
}

/** Whether the hint is about what was said before there was a ticket. */
export const isBeginning = ({ about, message, ticket }: MessageHint) =>
  about === 'first-message' || message === beginningOf(ticket);

const beginningOf = (ticket: string) => `first:${ticket}`;

async function readMessage(
  api: Api,
  hint: MessageHint,
  facts: TicketFacts,
  endOf: EndOf,
): Promise<HydrateOutcome> {
  for await (const page of loggedMessages(api, hint.ticket)) {
    if (page.kind !== 'ok') return endOf(page);
    const found = page.value.find(
      ({ message, speaker }) =>
        message === hint.message || (hint.about === 'latest-message' && speaker === 'customer'),
    );
    if (found?.speaker === 'customer') return messageOf(found, hint, facts);
    if (found !== undefined) return skipped('agent-message', hint);
  }
  return skipped('not-found', hint);
}

function messageOf(found: LoggedMessage, hint: MessageHint, facts: TicketFacts): HydrateOutcome {
  const author = found.author ?? facts.requester;
  if (author === null) return skipped('not-found', hint);
  const { message, text } = found;
  // By the hint's time: that is the one of the event, which others of this chat are remembered by.
  const place = { ticket: hint.ticket, message, occurredAt: hint.occurredAt };
  return { kind: 'message', message: { ...place, ticketFacts: facts, content: said(author, text, hint) } };
}

function said(author: string, text: string, { conversation }: MessageHint): CanonicalMessage['content'] {
  return {
    author: { id: author, role: 'requester' },
    text,
    html: null,
    attachmentCount: null,
    channel: 'chat',
    isFirst: false,
    machineMade: null,
    ...(conversation === undefined ? {} : { conversation }),
  };
}

/** The customer's lines decide the language, so only they are the message's text. */
async function readTranscript(
  api: Api,
  hint: MessageHint,
  facts: TicketFacts,
  endOf: EndOf,
): Promise<HydrateOutcome> {
  const lines: LoggedMessage[] = [];
  for await (const page of loggedMessages(api, hint.ticket)) {
    if (page.kind !== 'ok') return endOf(page);
    lines.push(...page.value.filter((line) => isBefore(line, hint) && line.text.trim() !== ''));
    if (lines.length >= maxTranscriptLines) break;
  }
  const told = lines.slice(0, maxTranscriptLines).reverse();
  const customers = told.filter(({ speaker }) => speaker === 'customer');
  const author = customers[0]?.author ?? facts.requester;
  if (customers.length === 0 || author === null) return skipped('empty', hint);
  const text = customers.map((line) => line.text).join('\n');
  return {
    kind: 'message',
    message: {
      ticket: hint.ticket,
      message: beginningOf(hint.ticket),
      occurredAt: hint.occurredAt,
      ticketFacts: facts,
      content: said(author, text, hint),
      transcript: told.map(lineOf),
    },
  };
}

const isBefore = ({ occurredAt }: LoggedMessage, hint: MessageHint) =>
  Date.parse(occurredAt) <= Date.parse(hint.occurredAt);

const lineOf = ({ message, speaker, name, text }: LoggedMessage): TranscriptLine => ({
  message,
  speaker,
  name,
  text,
});

function skipped(reason: 'agent-message' | 'empty' | 'not-found', hint: MessageHint): HydrateOutcome {
  const { ticket, message, occurredAt } = hint;
  return { kind: 'skipped', reason, place: { ticket, message, occurredAt } };
}
