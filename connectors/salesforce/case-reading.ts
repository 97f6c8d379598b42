import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { ClientDeps } from '../contract.ts';
import { type Api, type Part, type PartAnswers, partRows, queryPath } from './api.ts';
import type { ApiResult } from './errors.ts';
import {
  type CaseRow,
  caseFieldsFor,
  caseRow,
  commentFields,
  commentRow,
  type EmailRow,
  emailFields,
  emailRow,
  needsRecordType,
  postFields,
  postRow,
} from './records.ts';
import { quoted, select } from './soql.ts';
import type { Told } from './told.ts';
import { commentTold, descriptionTold, emailTold, postTold } from './told-by-records.ts';
import { instant, recordId } from './wire.ts';

export type Reading = Readonly<{ api: Api; settings: AccountSettings; now: ClientDeps['now'] }>;

/** Email-to-Case makes the case and then its e-mail, in one go. */
const openingMs = 60_000;

/** Whether an e-mail opened its case, whose description is then its copy. */
export function opensCase(
  email: Readonly<{ CreatedDate: string }> | undefined,
  ofCase: Pick<CaseRow, 'CreatedDate'>,
): boolean {
  return email !== undefined && Date.parse(email.CreatedDate) - Date.parse(ofCase.CreatedDate) <= openingMs;
}

export const queryPart = (ref: string, soql: string): Part => ({ ref, method: 'GET', path: queryPath(soql) });

export const casePart = (ticket: string, { settings }: Reading): Part =>
  queryPart(
    'case',
    select(caseFieldsFor(needsRecordType(settings.scope)), 'Case', [`Id = ${quoted(ticket)}`]),
  );

const incomingOf = (ticket: string) => [`ParentId = ${quoted(ticket)}`, 'Incoming = true'];

/** The first e-mail that came into a case. */
export const firstEmailPart = (ticket: string, fields: readonly string[] = ['Id', 'CreatedDate']): Part =>
  queryPart(
    'first',
    select(fields, 'EmailMessage', incomingOf(ticket), 'ORDER BY CreatedDate ASC, Id ASC LIMIT 1'),
  );

export const firstEmailRow = z.object({ Id: recordId, CreatedDate: instant });

/** The one record of a part; null = there is none. */
export function partRow<Row>(
  answers: PartAnswers,
  ref: string,
  row: z.ZodMiniType<Row>,
  now: Date,
): ApiResult<Row | null> {
  const rows = partRows(answers, ref, row, now);
  return rows.kind === 'ok' ? { kind: 'ok', value: rows.value[0] ?? null } : rows;
}

/** A case's first message: the e-mail that opened it, else its description. Null = there is no such case. */
export async function readFirst(ticket: string, reading: Reading): Promise<ApiResult<Told | null>> {
  const parts = [casePart(ticket, reading), firstEmailPart(ticket, emailFields)];
  const answers = await reading.api.composite(parts, false);
  if (answers.kind !== 'ok') return answers;
  const ofCase = partRow(answers.value, 'case', caseRow, reading.now());
  if (ofCase.kind !== 'ok') return ofCase;
  const email = partRow(answers.value, 'first', emailRow, reading.now());
  if (email.kind !== 'ok') return email;
  return { kind: 'ok', value: ofCase.value === null ? null : firstTold(ofCase.value, email.value) };
}

function firstTold(ofCase: CaseRow, email: EmailRow | null): Told {
  return email !== null && opensCase(email, ofCase)
    ? emailTold(email, ofCase, true)
    : descriptionTold(ofCase);
}

const newestFirst = (limit: number) => `ORDER BY CreatedDate DESC, Id DESC LIMIT ${limit}`;

/** Agents and rules write comments and posts, too: of these more are read. E-mails that came in are large, and all customers'. */
const othersPerEmail = 4;

/**
 * The newest messages of a case, the newest first: at most `limit` e-mails that came in, comments, posts, and the
 * description at the end where it is a message of its own. Null = there is no such case. One call.
 */
export async function readMessages(
  ticket: string,
  limit: number,
  reading: Reading,
): Promise<ApiResult<readonly Told[] | null>> {
  const ofParent = [`ParentId = ${quoted(ticket)}`];
  const parts = [
    casePart(ticket, reading),
    firstEmailPart(ticket),
    queryPart('emails', select(emailFields, 'EmailMessage', incomingOf(ticket), newestFirst(limit))),
    queryPart(
      'comments',
      select(commentFields, 'CaseComment', ofParent, newestFirst(limit * othersPerEmail)),
    ),
    queryPart('posts', select(postFields, 'FeedItem', ofParent, newestFirst(limit * othersPerEmail))),
  ];
  const answers = await reading.api.composite(parts, false);
  return answers.kind === 'ok' ? messagesOf(answers.value, reading.now()) : answers;
}

function messagesOf(answers: PartAnswers, now: Date): ApiResult<readonly Told[] | null> {
  const found = partRow(answers, 'case', caseRow, now);
  if (found.kind !== 'ok') return found;
  const first = partRow(answers, 'first', firstEmailRow, now);
  if (first.kind !== 'ok') return first;
  const emails = partRows(answers, 'emails', emailRow, now);
  if (emails.kind !== 'ok') return emails;
  const comments = partRows(answers, 'comments', commentRow, now);
  if (comments.kind !== 'ok') return comments;
  const posts = partRows(answers, 'posts', postRow, now);
  if (posts.kind !== 'ok') return posts;
  const ofCase = found.value;
  if (ofCase === null) return { kind: 'ok', value: null };
  const isOpening = first.value !== null && opensCase(first.value, ofCase);
  const told = [
    ...emails.value.map((row) => emailTold(row, ofCase, isOpening && row.Id === first.value?.Id)),
    ...comments.value.map((row) => commentTold(row, ofCase)),
    ...posts.value.map((row) => postTold(row, ofCase)),
    ...(isOpening ? [] : [descriptionTold(ofCase)]),
  ];
  return {
    kind: 'ok',
    value: told.toSorted((one, other) => Date.parse(other.occurredAt) - Date.parse(one.occurredAt)),
  };
}
