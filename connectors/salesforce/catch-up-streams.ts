import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { CatchUpFrom, ReadFailure } from '../contract.ts';
import { parseJson } from '../kit/json.ts';
import { type Part, type PartAnswers, partRows, queryAllPath } from './api.ts';
import { queryPart, type Reading } from './case-reading.ts';
import { type ApiFailure, type ApiResult, isRefusedQuery, isUnknownField, readFailureOf } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import {
  type CaseRow,
  type CommentRow,
  caseFieldsFor,
  caseRow,
  commentFields,
  commentRow,
  type PostRow,
  postFields,
  postRow,
} from './records.ts';
import { salesforceSettingsOf } from './settings.ts';
import { quoted, select, soqlTime } from './soql.ts';
import { postTypes } from './vocabulary.ts';
import { instant, recordId, recordIdOrNull } from './wire.ts';

/** Rows of one query. A post has 10,000 characters at most, a description 32,000: five queries of these are a few megabytes. */
export const rowsPerStream = 100;

/** Where a stream goes on: after this record of this second. Without an id, with this second. */
const position = z.object({ at: instant, id: z.nullable(recordId) });
export type Position = z.infer<typeof position>;

/** What is looked through, each on its own, since one may be full where others are not. */
export const streamNames = ['emails', 'comments', 'posts', 'cases', 'deleted'] as const;
export type StreamName = (typeof streamNames)[number];

const cursor = z.object({
  emails: position,
  comments: position,
  posts: position,
  cases: position,
  deleted: position,
  /** Of the posts that have replies; `since`: replies from here on are new, on each page of the same window. */
  replies: z.extend(position, { since: instant }),
});
export type Cursor = z.infer<typeof cursor>;

/** A cursor that cannot be read is as good as none. */
export function cursorOf({ cursor: written, since }: CatchUpFrom): Cursor {
  const json = written === null ? null : parseJson(written);
  const read = json?.ok ? z.safeParse(cursor, json.value) : null;
  if (read?.success) return read.data;
  const begin: Position = { at: since.toISOString(), id: null };
  const replies = { ...begin, since: since.toISOString() };
  return { emails: begin, comments: begin, posts: begin, cases: begin, deleted: begin, replies };
}

const timeFields: Readonly<Record<StreamName, 'CreatedDate' | 'SystemModstamp'>> = {
  emails: 'CreatedDate',
  comments: 'CreatedDate',
  posts: 'CreatedDate',
  cases: 'CreatedDate',
  deleted: 'SystemModstamp',
};

/** Salesforce keeps times to the second, so that the records of one second are told apart by their ids. */
function within(stream: StreamName, { at, id }: Position, until: Date): readonly string[] {
  const time = timeFields[stream];
  const start = soqlTime(new Date(at));
  const after =
    id === null
      ? `${time} >= ${start}`
      : `(${time} > ${start} OR (${time} = ${start} AND Id > ${quoted(id)}))`;
  return [after, `${time} <= ${soqlTime(until)}`];
}

/** The five queries of one page; those of deleted cases see what is in the bin. */
export function streamParts(
  from: Cursor,
  until: Date,
  { needsRecordType, hasVisibility }: Readonly<{ needsRecordType: boolean; hasVisibility: boolean }>,
): readonly Part[] {
  const query = (
    stream: StreamName,
    fields: readonly string[],
    object: string,
    conditions: readonly string[],
  ) => streamQuery(stream, { from, until }, fields, object, conditions);
  const types = `Type IN (${postTypes.map(quoted).join(', ')})`;
  return [
    queryPart(
      'emails',
      query('emails', ['Id', 'ParentId', 'CreatedDate'], 'EmailMessage', ['Incoming = true']),
    ),
    queryPart('comments', query('comments', commentFields, 'CaseComment', [])),
    queryPart('posts', query('posts', fieldsWith(postFields, hasVisibility), 'CaseFeed', [types])),
    queryPart('cases', query('cases', caseFieldsFor(needsRecordType), 'Case', [])),
    deletedPart({ from, until }, ['MasterRecordId = null']),
  ];
}

type Window = Readonly<{ from: Cursor; until: Date }>;

const streamQuery = (
  stream: StreamName,
  { from, until }: Window,
  fields: readonly string[],
  object: string,
  conditions: readonly string[],
): string =>
  select(
    fields,
    object,
    [...conditions, ...within(stream, from[stream], until)],
    `ORDER BY ${timeFields[stream]} ASC, Id ASC LIMIT ${rowsPerStream}`,
  );

function deletedPart(window: Window, conditions: readonly string[]): Part {
  const fields = ['Id', 'LastModifiedById', 'SystemModstamp'];
  const soql = streamQuery('deleted', window, fields, 'Case', ['IsDeleted = true', ...conditions]);
  return { ref: 'deleted', method: 'GET', path: queryAllPath(soql) };
}

/**
 * An org that merges no cases does not know `MasterRecordId`, and refuses to tell of the deleted ones by it: then they are asked for
 * without, by one more call. Not where the query fails for another reason: cases that were merged would be told as deleted.
 */
export async function withDeleted(
  answers: PartAnswers,
  window: Window,
  { api, now }: Reading,
): Promise<ApiResult<PartAnswers>> {
  const asked = partRows(answers, 'deleted', deletedRow, now());
  if (!isUnknownField(asked)) return { kind: 'ok', value: answers };
  const again = await api.composite([deletedPart(window, [])], false);
  return again.kind === 'ok' ? { kind: 'ok', value: new Map([...answers, ...again.value]) } : again;
}

type Placed = Readonly<{ Id: string; time: string }>;

/** Where a stream goes on after these rows, and whether it has come to the end of the window. */
export function positionAfter(
  rows: readonly Placed[],
  until: Date,
): Readonly<{ position: Position; isAtEnd: boolean }> {
  const last = rows.at(-1);
  return last === undefined || rows.length < rowsPerStream
    ? { position: { at: until.toISOString(), id: null }, isAtEnd: true }
    : { position: { at: last.time, id: last.Id }, isAtEnd: false };
}

/** Without the body: a page of those would be too large. */
export const emailRow = z.object({ Id: recordId, ParentId: recordIdOrNull, CreatedDate: instant });
export type EmailRow = z.infer<typeof emailRow>;
const deletedRow = z.object({ Id: recordId, LastModifiedById: recordIdOrNull, SystemModstamp: instant });
export type DeletedRow = z.infer<typeof deletedRow>;

/** What one page's queries gave. */
export type Rows = Readonly<{
  emails: readonly EmailRow[];
  comments: readonly CommentRow[];
  posts: readonly PostRow[];
  cases: readonly CaseRow[];
  deleted: readonly DeletedRow[];
  /** Streams that the org does not let be asked for, and why; the others go on. */
  refused: ReadonlyMap<StreamName, ReadFailure>;
}>;

/** An org without a feed, whose notes are comments for that reason, has no posts that could be looked through. */
export const isFeedless = (failure: ApiFailure, settings: AccountSettings): boolean =>
  failure.kind === 'no-object' && salesforceSettingsOf(settings).note === 'case-comment';

/** The rows of all streams. Fails where Salesforce cannot answer now, and where it refuses every one of the queries. */
export function rowsIn(answers: PartAnswers, { settings, now }: Reading): ApiResult<Rows> {
  const refused = new Map<StreamName, ReadFailure>();
  const rowsOf = <Row>(stream: StreamName, row: z.ZodMiniType<Row>): ApiResult<readonly Row[]> => {
    const rows = partRows(answers, stream, row, now());
    if (!isRefusedQuery(rows)) return rows;
    if (stream === 'posts' && isFeedless(rows, settings)) return { kind: 'ok', value: [] };
    refused.set(stream, readFailureOf(rows));
    return refused.size === streamNames.length ? rows : { kind: 'ok', value: [] };
  };
  const emails = rowsOf('emails', emailRow);
  if (emails.kind !== 'ok') return emails;
  const comments = rowsOf('comments', commentRow);
  if (comments.kind !== 'ok') return comments;
  const posts = rowsOf('posts', postRow);
  if (posts.kind !== 'ok') return posts;
  const cases = rowsOf('cases', caseRow);
  if (cases.kind !== 'ok') return cases;
  const deleted = rowsOf('deleted', deletedRow);
  if (deleted.kind !== 'ok') return deleted;
  return {
    kind: 'ok',
    value: {
      emails: emails.value,
      comments: comments.value,
      posts: posts.value,
      cases: cases.value,
      deleted: deleted.value,
      refused,
    },
  };
}
