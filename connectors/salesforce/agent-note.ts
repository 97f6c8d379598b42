import * as z from 'zod/mini';
import type { AgentNote, NoReplyReason, NoteAuthor, NoteOutcome, Place, ReadFailure } from '../contract.ts';
import { textOrNull } from '../kit/wire.ts';
import { type PartAnswers, partRows } from './api.ts';
import { partRow, queryPart, type Reading } from './case-reading.ts';
import { type ApiFailure, type ApiResult, readFailureOf } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import { attachmentsOf, feedAttachment, filesQuery } from './files.ts';
import { isIdOf } from './ids.ts';
import { commentFields, commentRow, postFields, postRow } from './records.ts';
import { findReply } from './replies.ts';
import { quoted, select } from './soql.ts';
import { isReadByCustomer, postText, replyText } from './told-by-records.ts';
import { authorTypeOf, isPostType } from './vocabulary.ts';
import { checkbox, recordId } from './wire.ts';

type Note = Pick<AgentNote, 'message' | 'occurredAt' | 'text' | 'html' | 'isPublic'> &
  Readonly<{
    ticket: string | null;
    author: string | null;
    mayHaveFiles: boolean;
    /** Version of a file that the record itself names; its attachments may or may not say it again. */
    file: string | null;
  }>;

/**
 * Reads an agent's note with its markup and files, and asks what its author may do now: one call for the note, one for the
 * rest, one more where it has files.
 */
export async function readNote(
  reading: Reading,
  { ticket, message }: Pick<Place, 'ticket' | 'message'>,
): Promise<NoteOutcome> {
  const read = await findNote(ticket, message, reading);
  if (read.kind !== 'ok') return noteFailureOf(read);
  const note = read.value;
  if (note?.author === null || note?.ticket !== ticket) return gone;
  const answers = await reading.api.composite(aroundNote(note, note.author, ticket), false);
  if (answers.kind !== 'ok') return readFailureOf(answers);
  const author = authorIn(answers.value, reading.now());
  if (author.kind !== 'ok') return noteFailureOf(author);
  const files = await filesOf(note, answers.value, reading);
  if (files.kind !== 'ok') return readFailureOf(files);
  const { occurredAt, text, html, isPublic } = note;
  return {
    kind: 'note',
    note: {
      ...{ ticket, message, occurredAt, text, html, isPublic },
      author: author.value,
      attachments: files.value,
      // A feed does not say how a post came in.
      channel: null,
    },
  };
}

const gone: ReadFailure = { kind: 'refused', status: 404, code: 'note-not-found', expected: true };

const noteFailureOf = (failure: ApiFailure): ReadFailure =>
  failure.kind === 'not-found' ? gone : readFailureOf(failure);

async function findNote(inCase: string, message: string, reading: Reading): Promise<ApiResult<Note | null>> {
  const { api } = reading;
  const ofId = [`Id = ${quoted(message)}`];
  if (isIdOf('caseComment', message)) {
    const rows = await api.query(select(commentFields, 'CaseComment', ofId), commentRow);
    if (rows.kind !== 'ok') return rows;
    const [row] = rows.value;
    if (row === undefined) return { kind: 'ok', value: null };
    const { ParentId: ticket, CreatedById: author, CreatedDate: occurredAt } = row;
    const said = { text: row.CommentBody ?? '', html: null, isPublic: row.IsPublished };
    return {
      kind: 'ok',
      value: { ticket, message, author, occurredAt, mayHaveFiles: false, file: null, ...said },
    };
  }
  if (isIdOf('feedComment', message)) return findReplyNote(inCase, message, reading);
  const rows = await api.feed.ask(
    (hasVisibility) => api.query(select(fieldsWith(postFields, hasVisibility), 'FeedItem', ofId), postRow),
    (result) => result,
  );
  if (rows.kind !== 'ok') return rows;
  const [row] = rows.value;
  if (row === undefined || !isPostType(row.Type ?? '')) return { kind: 'ok', value: null };
  const { ParentId: ticket, CreatedById: author, CreatedDate: occurredAt } = row;
  const html = row.IsRichText && row.Body !== null ? withoutImages(row.Body) : null;
  const said = { text: postText(row), html, isPublic: isReadByCustomer(row) };
  return {
    kind: 'ok',
    value: { ticket, message, author, occurredAt, mayHaveFiles: true, file: null, ...said },
  };
}

/** A command in a reply below an internal post, which is as internal as the post. */
async function findReplyNote(
  inCase: string,
  message: string,
  reading: Reading,
): Promise<ApiResult<Note | null>> {
  const found = await findReply(inCase, message, reading);
  if (found.kind !== 'ok') return found;
  if (found.value === null) return { kind: 'ok', value: null };
  const { row, post } = found.value;
  const { ParentId: ticket, CreatedById: author, CreatedDate: occurredAt, RelatedRecordId: file } = row;
  const html = row.IsRichText && row.CommentBody !== null ? withoutImages(row.CommentBody) : null;
  const said = { text: replyText(row), html, isPublic: isReadByCustomer(post) };
  return {
    kind: 'ok',
    value: { ticket, message, author, occurredAt, mayHaveFiles: true, file, ...said },
  };
}

/** An image in a post is a file of it, and goes along as one: its address means nothing outside of the feed. */
const withoutImages = (html: string) => html.replace(/<img\b[^>]*>/gi, '');

const userRow = z.object({
  Id: recordId,
  Name: textOrNull,
  IsActive: checkbox,
  UserType: textOrNull,
});
/** Fields for mails and rights that not every org lets us read. What is not to be had says nothing against the author. */
const mailIdentityRow = z.object({ SenderName: textOrNull, Signature: textOrNull });
const frozenRow = z.object({ IsFrozen: checkbox });
const accessRow = z.object({ HasEditAccess: checkbox });

function aroundNote({ message, mayHaveFiles }: Note, author: string, ticket: string) {
  const ofUser = [`Id = ${quoted(author)}`];
  const ofLogin = [`UserId = ${quoted(author)}`];
  return [
    queryPart('user', select(['Id', 'Name', 'IsActive', 'UserType'], 'User', ofUser)),
    queryPart('mail', select(['SenderName', 'Signature'], 'User', ofUser)),
    queryPart('frozen', select(['IsFrozen'], 'UserLogin', ofLogin)),
    queryPart(
      'access',
      select(['RecordId', 'HasEditAccess'], 'UserRecordAccess', [...ofLogin, `RecordId = ${quoted(ticket)}`]),
    ),
    ...(mayHaveFiles ? [queryPart('files', filesQuery(message))] : []),
  ];
}

function authorIn(answers: PartAnswers, now: Date): ApiResult<NoteAuthor> {
  const user = partRow(answers, 'user', userRow, now);
  if (user.kind !== 'ok') return user;
  if (user.value === null) return { kind: 'not-found' };
  const optional = <Row>(ref: string, row: z.ZodMiniType<Row>): Row | null => {
    const rows = partRow(answers, ref, row, now);
    return rows.kind === 'ok' ? rows.value : null;
  };
  const mail = optional('mail', mailIdentityRow);
  const reason = reasonAgainst(user.value, {
    isFrozen: optional('frozen', frozenRow)?.IsFrozen === true,
    mayEdit: optional('access', accessRow)?.HasEditAccess !== false,
  });
  const alias = mail?.SenderName ?? null;
  return {
    kind: 'ok',
    value: {
      id: user.value.Id,
      name: user.value.Name ?? '',
      ...(alias === null ? {} : { alias }),
      signature: mail?.Signature ?? null,
      mayNotReply: reason,
    },
  };
}

/** Who may not change the case may not speak for it either, whatever the profile is called that says so. */
function reasonAgainst(
  user: z.infer<typeof userRow>,
  { isFrozen, mayEdit }: Readonly<{ isFrozen: boolean; mayEdit: boolean }>,
): NoReplyReason | null {
  if (authorTypeOf(user.UserType) !== 'staff') return 'not-staff';
  if (!user.IsActive) return 'departed';
  if (isFrozen) return 'suspended';
  // A Chatter-only user sees posts, not cases.
  if (user.UserType !== 'Standard') return 'light-agent';
  return mayEdit ? null : 'private-only';
}

async function filesOf(
  { mayHaveFiles, file }: Note,
  answers: PartAnswers,
  { api, now }: Reading,
): Promise<ApiResult<AgentNote['attachments']>> {
  if (!mayHaveFiles) return { kind: 'ok', value: [] };
  const attached = partRows(answers, 'files', feedAttachment, now());
  if (attached.kind !== 'ok') return attached;
  const isNamedTwice = attached.value.some(({ RecordId }) => RecordId === file);
  const named = file === null || isNamedTwice ? [] : [{ Type: 'Content', RecordId: file }];
  return attachmentsOf([...attached.value, ...named], api);
}
