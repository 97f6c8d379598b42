import { casePart, partRow, queryPart, type Reading } from './case-reading.ts';
import type { ApiResult } from './errors.ts';
import { readPeople } from './people.ts';
import {
  type AnsweredRow,
  answeredFields,
  answeredRow,
  caseRow,
  type ReplyRow,
  replyFields,
  replyRow,
} from './records.ts';
import { quoted, select } from './soql.ts';
import type { Told } from './told.ts';
import { replyTold } from './told-by-records.ts';

const answeredQuery = (post: string): string => select(answeredFields, 'FeedItem', [`Id = ${quoted(post)}`]);

/** A reply by its id; null = there is none. One call. */
export async function findReply(reply: string, { api }: Reading): Promise<ApiResult<ReplyRow | null>> {
  const rows = await api.query(select(replyFields, 'FeedComment', [`Id = ${quoted(reply)}`]), replyRow);
  return rows.kind === 'ok' ? { kind: 'ok', value: rows.value[0] ?? null } : rows;
}

/** The post above a reply; null = it is not to be had. One call. */
export async function findAnswered(
  { FeedItemId: post }: ReplyRow,
  { api }: Reading,
): Promise<ApiResult<AnsweredRow | null>> {
  if (post === null) return { kind: 'ok', value: null };
  const rows = await api.query(answeredQuery(post), answeredRow);
  return rows.kind === 'ok' ? { kind: 'ok', value: rows.value[0] ?? null } : rows;
}

/**
 * The replies below a case's posts. Asked for by their case: only whoever sees all data may ask for them at large. Where an org
 * does not let us ask at all, there are none: they are told of all the same.
 */
export async function repliesIn(
  ticket: string,
  rest: string,
  { api }: Reading,
): Promise<ApiResult<readonly ReplyRow[]>> {
  const soql = select(replyFields, 'FeedComment', [`ParentId = ${quoted(ticket)}`], rest);
  return unlessForbidden(await api.query(soql, replyRow));
}

/** Rows that are not to be had by this query in this org, whoever asks when, are none. */
export const unlessForbidden = <Row>(rows: ApiResult<readonly Row[]>): ApiResult<readonly Row[]> =>
  rows.kind === 'invalid' ? { kind: 'ok', value: [] } : rows;

/** Reads a reply with its case and whether the customer reads it: two calls, mostly one more for who wrote. */
export async function readReply(reply: string, reading: Reading): Promise<ApiResult<Told | null>> {
  const found = await findReply(reply, reading);
  if (found.kind !== 'ok') return found;
  const row = found.value;
  if (row === null || row.ParentId === null) return { kind: 'ok', value: null };
  const post = row.FeedItemId === null ? [] : [queryPart('post', answeredQuery(row.FeedItemId))];
  const answers = await reading.api.composite([casePart(row.ParentId, reading), ...post], false);
  if (answers.kind !== 'ok') return answers;
  const now = reading.now();
  const ofCase = partRow(answers.value, 'case', caseRow, now);
  if (ofCase.kind !== 'ok') return ofCase;
  if (ofCase.value === null) return { kind: 'ok', value: null };
  const answered =
    post.length === 0
      ? { kind: 'ok' as const, value: null }
      : partRow(answers.value, 'post', answeredRow, now);
  if (answered.kind !== 'ok') return answered;
  const people = await readPeople({ emails: [], records: [row] }, reading);
  if (people.kind !== 'ok') return people;
  return { kind: 'ok', value: replyTold(row, answered.value, ofCase.value, people.value) };
}
