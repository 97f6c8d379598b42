import type { ChatMessage, TicketChange, ZendeskStandIn } from '../../helpdesks/zendesk/index.ts';
import { traceIdOf } from '../../journal.ts';
import type { ReplayWrite } from '../../replay/output.ts';
import type { DeskWrites } from '../desk.ts';
import { people } from './account.ts';

type Change = TicketChange['changes'][number];

function commentWrite(comment: Extract<Change, { kind: 'comment' }>): ReplayWrite {
  const { id, html, authorId } = comment;
  if (!comment.public) return { kind: 'note', id, html, public: false };
  const attachments = comment.attachments.map(({ fileName, contentType, size }) => ({
    name: fileName,
    contentType,
    bytes: size,
  }));
  return { kind: 'reply', id, authorId, html, public: true, attachments };
}

function writeOf(change: Change): ReplayWrite | null {
  switch (change.kind) {
    case 'comment':
      return commentWrite(change);
    case 'field':
      return { kind: 'fields', values: { [change.fieldId]: change.to } };
    case 'tags':
      return { kind: 'tags', added: [...change.added], removed: [...change.removed] };
    case 'priority':
      return { kind: 'priority', from: change.from, to: change.to };
    case 'status':
      return { kind: 'status', from: change.from, to: change.to };
    case 'created':
    case 'subject':
    case 'merged':
    case 'comment-redacted':
    case 'attachment-redacted':
    case 'comment-made-private':
    case 'deleted':
      return null;
  }
}

/** What one update changed, in order; all its fields in one entry at the end. */
function writesOf(changes: readonly Change[]): ReplayWrite[] {
  const writes = changes.flatMap((change) => writeOf(change) ?? []);
  const fields = writes.filter((write) => write.kind === 'fields');
  const others = writes.filter((write) => write.kind !== 'fields');
  if (fields.length === 0) return others;
  const values = Object.assign({}, ...fields.map((write) => write.values));
  return [...others, { kind: 'fields', values }];
}

/** What was said in a chat by the API: an answer in an agent's name. */
function chatReplyOf({ id, author, content }: ChatMessage): ReplayWrite | null {
  if (author.kind !== 'api') return null;
  const named = Object.values(people).find(({ name }) => name === author.displayName);
  const attachments =
    content.type === 'text'
      ? []
      : [
          {
            name: decodeURIComponent(content.mediaUrl.split('/').at(-1) ?? ''),
            contentType: content.mediaType,
            bytes: content.mediaSize,
          },
        ];
  const authorId = named?.id ?? author.displayName ?? '';
  return { kind: 'reply', id, authorId, html: content.text, public: true, attachments };
}

/** Calls `listener` for each update of a ticket, and for each message in its chat; the answer stops that. */
export function onZendeskWrites(standIn: ZendeskStandIn, listener: (writes: DeskWrites) => void): () => void {
  const stops = [
    standIn.onChange(({ traceHeader, ticketId, changes }) =>
      listener({ traceId: traceIdOf(traceHeader), ticket: ticketId, writes: writesOf(changes) }),
    ),
    standIn.onChatMessage(({ traceHeader, ticketId, message }) => {
      const reply = chatReplyOf(message);
      listener({
        traceId: traceIdOf(traceHeader),
        ...(ticketId === null ? {} : { ticket: ticketId }),
        writes: reply === null ? [] : [reply],
      });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
