import type { Api, ApiResult } from './api.ts';
import { ticketPath } from './paths.ts';
import { conversationLogAnswer, type LogEntry } from './wire-chat.ts';

/** Zendesk's most. A chat's messages are short. */
const entriesPerPage = 100;
/** Beyond, a message counts as not there: 1000 have come since. */
const maxPages = 10;
const messageReference = 'zen:sunco:conversation_message:';

/** A message of a chat as the ticket's conversation log tells it. */
export type LoggedMessage = Readonly<{
  message: string;
  occurredAt: string;
  speaker: 'customer' | 'agent' | 'bot';
  /** The speaker's id in Support; null = they have none. */
  author: string | null;
  name: string | null;
  text: string;
}>;

const speakers: Readonly<Record<string, LoggedMessage['speaker']>> = {
  user: 'customer',
  agent: 'agent',
  bot: 'bot',
};

/**
 * The messages of a ticket's chat, the newest first, page by page as they are asked for; ends after the first failure.
 * Also what was said before there was a ticket. Comments are left out.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
 */
export async function* loggedMessages(
  api: Api,
  ticket: string,
): AsyncGenerator<ApiResult<readonly LoggedMessage[]>, void> {
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const query = new URLSearchParams({ sort: '-created_at', 'page[size]': String(entriesPerPage) });
    if (cursor !== null) query.set('page[after]', cursor);
    const path = `${ticketPath(ticket)}/conversation_log?${query}`;
    const answer: ApiResult<LogPage> = await api.call({ method: 'GET', path }, conversationLogAnswer);
    if (answer.kind !== 'ok') {
      yield answer;
      return;
    }
    const { events, meta } = answer.value;
    yield { kind: 'ok', value: events.flatMap((entry) => messageOf(entry)) };
    if (meta?.has_more !== true || meta.after_cursor === null) return;
    cursor = meta.after_cursor;
  }
}

type LogPage = Readonly<{
  events: (LogEntry | null)[];
  meta: { has_more: boolean | null; after_cursor: string | null } | null;
}>;

function messageOf(entry: LogEntry | null): LoggedMessage[] {
  const reference = entry?.reference ?? '';
  const speaker = speakers[entry?.author?.type ?? ''];
  if (entry === null || speaker === undefined || !reference.startsWith(messageReference)) return [];
  const { author, content } = entry;
  return [
    {
      message: reference.slice(messageReference.length),
      occurredAt: entry.received_at ?? entry.created_at,
      speaker,
      author: author?.['zen:support:user_id'] ?? null,
      name: author?.display_name ?? null,
      text: content?.text ?? content?.body ?? '',
    },
  ];
}
