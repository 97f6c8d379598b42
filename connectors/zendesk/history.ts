import type { AccountSettings } from '../account.ts';
import type { HistoryOutcome, PastMessage } from '../contract.ts';
import { failureOf } from './agent-note.ts';
import type { Api, ApiResult } from './api.ts';
import { isVoiceChannel } from './channels.ts';
import { commentPages } from './comments.ts';
import { loggedMessages } from './conversation-log.ts';
import { ticketPath } from './paths.ts';
import { whoseMessage } from './whose-message.ts';
import { type Comment, ticketAnswer, type User } from './wire-api.ts';

/** The customers' last messages of a ticket, the oldest first. Staff, rules and our own writes are left out. */
export async function readHistory(
  api: Api,
  settings: AccountSettings,
  place: Readonly<{ ticket: string; requester: string | null; conversation?: string }>,
  limit: number,
): Promise<HistoryOutcome> {
  const requester = await requesterOf(api, place);
  if (requester.kind !== 'ok') return failureOf(requester);
  if (place.conversation !== undefined) return readChatHistory(api, place.ticket, requester.value, limit);
  const found: PastMessage[] = [];
  for await (const page of commentPages(api, place.ticket, { newestFirst: true })) {
    if (page.kind !== 'ok') return failureOf(page);
    const { comments, users } = page.value;
    found.push(...comments.flatMap((comment) => messageOf(comment, users, requester.value, settings)));
    if (found.length >= limit) break;
  }
  return { kind: 'history', messages: found.slice(0, limit).reverse() };
}

/** Whose messages are the requester's, and whether staff ask for themselves, is not in the comments. */
async function requesterOf(
  api: Api,
  { ticket, requester }: Readonly<{ ticket: string; requester: string | null }>,
): Promise<ApiResult<string | null>> {
  if (requester !== null) return { kind: 'ok', value: requester };
  const answer = await api.call({ method: 'GET', path: ticketPath(ticket) }, ticketAnswer);
  return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.ticket.requester_id } : answer;
}

async function readChatHistory(
  api: Api,
  ticket: string,
  requester: string | null,
  limit: number,
): Promise<HistoryOutcome> {
  const found: PastMessage[] = [];
  for await (const page of loggedMessages(api, ticket)) {
    if (page.kind !== 'ok') return failureOf(page);
    const customers = page.value.filter(({ speaker, text }) => speaker === 'customer' && text.trim() !== '');
    found.push(
      ...customers.map(({ message, occurredAt, author, text }) => ({
        ...{ message, occurredAt, text, html: null },
        author: author ?? requester ?? '',
        role: 'requester' as const,
      })),
    );
    if (found.length >= limit) break;
  }
  return { kind: 'history', messages: found.slice(0, limit).reverse() };
}

function messageOf(
  comment: Comment,
  users: readonly User[],
  requester: string | null,
  settings: AccountSettings,
): PastMessage[] {
  const author = users.find(({ id }) => id === comment.author_id);
  const channel = comment.via?.channel ?? null;
  const whose = whoseMessage(
    {
      author: comment.author_id,
      actor: null,
      isStaff: author?.role === 'agent' || author?.role === 'admin',
      isPublic: comment.public,
      isFirst: false,
      requester,
      channel: comment.type === 'VoiceComment' && !isVoiceChannel(channel) ? 'voice' : channel,
      relation: comment.via?.source?.rel ?? null,
    },
    settings,
  );
  if (whose.kind !== 'customer') return [];
  return [
    {
      message: comment.id,
      occurredAt: comment.created_at,
      author: whose.author,
      role: whose.role,
      text: comment.plain_body ?? comment.body ?? '',
      html: comment.html_body,
    },
  ];
}
