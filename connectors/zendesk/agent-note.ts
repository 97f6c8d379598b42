import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import type { AgentNote, NoReplyReason, NoteAuthor, NoteOutcome, ReadFailure } from '../contract.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import { commentPages } from './comments.ts';
import { type Attachment, type Comment, type User, userAnswer } from './wire-api.ts';

const lightAgent = 1;

/** Reads an agent's note with its markup and files, and asks Zendesk what its author may do now. */
export async function readNote(
  api: Api,
  place: Readonly<{ ticket: string; message: string }>,
): Promise<NoteOutcome> {
  const comment = await findComment(api, place);
  if (comment.kind !== 'ok') return failureOf(comment);
  if (comment.value === null || comment.value.author_id === null) return gone;
  const path = `/api/v2/users/${encodeURIComponent(comment.value.author_id)}`;
  const author = await api.call({ method: 'GET', path }, userAnswer);
  if (author.kind !== 'ok') return failureOf(author);
  return { kind: 'note', note: noteOf(place.ticket, comment.value, author.value.user) };
}

const gone: ReadFailure = { kind: 'refused', status: 404, code: 'note-not-found', expected: true };

/** What an answer other than success means for reading. */
export function failureOf(answer: ApiFailure): ReadFailure {
  switch (answer.kind) {
    case 'failed':
      return answer.failure;
    case 'not-found':
      return gone;
    case 'conflict':
      return { kind: 'throttled', retryAfterMs: null };
    case 'invalid':
      return { kind: 'refused', status: 422, code: 'http-422', expected: false };
  }
}

async function findComment(
  api: Api,
  { ticket, message }: Readonly<{ ticket: string; message: string }>,
): Promise<ApiResult<Comment | null>> {
  for await (const page of commentPages(api, ticket, { newestFirst: true })) {
    if (page.kind !== 'ok') return page;
    const found = page.value.comments.find(({ id }) => id === message);
    if (found) return { kind: 'ok', value: found };
  }
  return { kind: 'ok', value: null };
}

function noteOf(ticket: string, comment: Comment, author: User): AgentNote {
  return {
    ticket,
    message: comment.id,
    occurredAt: comment.created_at,
    author: authorOf(author),
    text: comment.body ?? comment.plain_body ?? '',
    html: comment.html_body,
    attachments: (comment.attachments ?? []).flatMap((file) => attachmentOf(file)),
    isPublic: comment.public,
    channel: comment.via?.channel ?? null,
  };
}

function authorOf(user: User): NoteAuthor {
  const { id, name, alias, signature } = user;
  return {
    id,
    name: name ?? '',
    ...(alias === null ? {} : { alias }),
    signature,
    mayNotReply: reasonAgainst(user),
  };
}

/** A flag that Zendesk does not send says nothing against the author. */
function reasonAgainst(user: User): NoReplyReason | null {
  if (user.role !== 'agent' && user.role !== 'admin') return 'not-staff';
  if (user.suspended === true) return 'suspended';
  if (user.active === false) return 'departed';
  if (user.role_type === lightAgent) return 'light-agent';
  return user.only_private_comments === true ? 'private-only' : null;
}

/** A file that was deleted or redacted is not there to be sent. */
function attachmentOf(file: Attachment | null): ReplyAttachment[] {
  if (file === null || file.content_url === null || file.deleted === true) return [];
  return [
    {
      id: file.id,
      name: file.file_name ?? file.id,
      contentType: file.content_type ?? 'application/octet-stream',
      bytes: file.size,
      address: file.content_url,
      inline: file.inline === true,
    },
  ];
}
