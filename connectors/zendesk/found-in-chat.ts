import type { TicketFacts } from '../../events/message-received.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Interpretation } from '../contract.ts';
import type { Api, ApiResult } from './api.ts';
import { type LoggedMessage, loggedMessages } from './conversation-log.ts';
import { isOurs } from './whose-message.ts';
import { isWithin, type Window } from './window.ts';
import type { ChangedTicket } from './wire-api.ts';

/** The ticket's times are whole seconds. */
const restOfSecondMs = 999;

/**
 * What was said in a ticket's chat within the window. The log does not name the conversation, so that an answer into the
 * chat has to wait for a message that does. What was said before there was a ticket is one message, read back by a hint.
 */
export async function foundInChat(
  api: Api,
  settings: AccountSettings,
  ticket: ChangedTicket,
  facts: TicketFacts,
  window: Window,
): Promise<ApiResult<readonly Interpretation[]>> {
  const createdMs = Date.parse(ticket.created_at);
  const isNew = isWithin(window, createdMs);
  const isBeginning = ({ speaker, text, occurredAt }: LoggedMessage) =>
    speaker === 'customer' && text.trim() !== '' && Date.parse(occurredAt) <= createdMs + restOfSecondMs;
  const lines: LoggedMessage[] = [];
  for await (const page of loggedMessages(api, ticket.id)) {
    if (page.kind !== 'ok') return page;
    lines.push(...page.value);
    const isReadUp = page.value.some(({ occurredAt }) => Date.parse(occurredAt) <= window.afterMs);
    if (isReadUp && (!isNew || lines.some(isBeginning))) break;
  }
  const said = lines
    .filter(({ occurredAt }) => {
      const ms = Date.parse(occurredAt);
      return isWithin(window, ms) && ms >= createdMs;
    })
    .flatMap((line) => meaningOfLine(line, facts, settings, ticket.id));
  // Without a word of the customer's there is no beginning to be read.
  const begun = isNew && lines.some(isBeginning) ? [beginningOf(ticket, facts, createdMs)] : [];
  return { kind: 'ok', value: [...begun, ...said] };
}

function beginningOf({ id }: ChangedTicket, facts: TicketFacts, createdMs: number): Interpretation {
  const place = {
    ticket: id,
    message: `first:${id}`,
    occurredAt: new Date(createdMs + restOfSecondMs).toISOString(),
  };
  return { kind: 'hint', hint: { ...place, ticketFacts: facts, about: 'first-message' } };
}

/** As `interpretChat` has it of a webhook. What bots say, and what we say by the API, asks nothing. */
function meaningOfLine(
  { message, occurredAt, speaker, author, text }: LoggedMessage,
  facts: TicketFacts,
  settings: AccountSettings,
  ticket: string,
): readonly Interpretation[] {
  const place = { ticket, message, occurredAt, ticketFacts: facts };
  const writer = author ?? (speaker === 'customer' ? facts.requester : null);
  if (writer === null || text.trim() === '' || isOurs({ actor: writer, author: null }, settings)) return [];
  switch (speaker) {
    case 'bot':
      return [];
    case 'agent': {
      const said = { author: writer, text, isPublic: true, otherwise: 'agent-message' } as const;
      return [{ kind: 'staff-comment', comment: { ...place, ...said } }];
    }
    case 'customer': {
      const content = {
        author: { id: writer, role: 'requester' as const },
        text,
        html: null,
        attachmentCount: null,
        channel: 'chat',
        isFirst: false,
        machineMade: null,
      };
      return [{ kind: 'message', message: { ...place, content } }];
    }
  }
}
