import type * as z from 'zod/mini';
import type { HydrateOutcome, MessageHint, Place } from '../contract.ts';
import { readFirst } from './case-messages.ts';
import {
  casePart,
  firstEmailPart,
  firstEmailRow,
  opensCase,
  partRow,
  queryPart,
  type Reading,
} from './case-reading.ts';
import { type ApiResult, readFailureOf } from './errors.ts';
import { fieldsWith } from './feed-visibility.ts';
import { isIdOf } from './ids.ts';
import { interpretTold } from './interpret.ts';
import { type People, readPeople, type Written } from './people.ts';
import {
  type Authored,
  type CaseRow,
  type CommentRow,
  caseRow,
  commentFields,
  commentRow,
  type EmailRow,
  emailFields,
  emailRow,
  type PostRow,
  postFields,
  postRow,
} from './records.ts';
import { readReply } from './replies.ts';
import { quoted, select } from './soql.ts';
import type { Told } from './told.ts';
import { commentTold, emailTold, postTold } from './told-by-records.ts';

/**
 * Reads back what a hint lacks: one call, one more where the hint does not know the case or the message is in another one by
 * now, and one where somebody wrote by mail whom it is not about. Ends as `skipped` for what is not a
 * customer's message.
 */
export async function hydrate(reading: Reading, hint: MessageHint): Promise<HydrateOutcome> {
  const { ticket, message, occurredAt } = hint;
  const notFound: HydrateOutcome = {
    kind: 'skipped',
    reason: 'not-found',
    place: { ticket, message, occurredAt },
  };
  const told = await readTold(hint, reading);
  if (told.kind === 'not-found') return notFound;
  if (told.kind !== 'ok') return readFailureOf(told);
  if (told.value === null) return notFound;
  const meant = interpretTold(told.value, reading.settings);
  return meant.kind === 'message' || meant.kind === 'staff-comment' || meant.kind === 'skipped'
    ? meant
    : notFound;
}

function readTold(hint: MessageHint, reading: Reading): Promise<ApiResult<Told | null>> {
  switch (hint.about) {
    case 'first-message':
      return readFirst(hint.ticket, reading);
    case 'message-id':
      return readById(hint, reading);
    case 'latest-message':
      // Every event and every query here names the record.
      return Promise.resolve({ kind: 'ok', value: null });
  }
}

/** How a message record of one kind is read. */
type RecordKind<Row> = Readonly<{
  from: string;
  fields: readonly string[];
  row: z.ZodMiniType<Row>;
  written: (row: Row, ofCase: CaseRow) => Written;
  tell: (row: Row, ofCase: CaseRow, isFirst: boolean, people: People) => Told;
}>;

const byUser = (row: Authored): Written => ({ emails: [], records: [row] });

const emails: RecordKind<EmailRow> = {
  from: 'EmailMessage',
  fields: emailFields,
  row: emailRow,
  written: (email, ofCase) => ({ emails: [{ email, ofCase }], records: [] }),
  tell: emailTold,
};
const comments: RecordKind<CommentRow> = {
  from: 'CaseComment',
  fields: commentFields,
  row: commentRow,
  written: byUser,
  tell: (row, ofCase, _, people) => commentTold(row, ofCase, people),
};
const posts = (hasVisibility: boolean): RecordKind<PostRow> => ({
  from: 'FeedItem',
  fields: fieldsWith(postFields, hasVisibility),
  row: postRow,
  written: byUser,
  tell: (row, ofCase, _, people) => postTold(row, ofCase, people),
});

async function readById(hint: Place, reading: Reading): Promise<ApiResult<Told | null>> {
  const { message } = hint;
  // What is read once more is named as it was: a description by its case.
  if (message.startsWith('first:')) return readFirst(hint.ticket, reading);
  if (isIdOf('emailMessage', message)) return readRecord(hint, emails, reading);
  if (isIdOf('caseComment', message)) return readRecord(hint, comments, reading);
  if (isIdOf('feedItem', message)) {
    return reading.api.feed.ask((hasVisibility) => readRecord(hint, posts(hasVisibility), reading), asIs);
  }
  if (isIdOf('feedComment', message)) return readReply(hint.ticket, message, reading);
  return { kind: 'ok', value: null };
}

const asIs = <Value>(result: ApiResult<Value>) => result;

async function readRecord<Row extends Readonly<{ Id: string; ParentId: string | null }>>(
  hint: Place,
  kind: RecordKind<Row>,
  reading: Reading,
): Promise<ApiResult<Told | null>> {
  const soql = select(kind.fields, kind.from, [`Id = ${quoted(hint.message)}`]);
  const ticket = await ticketOf(hint, soql, kind, reading);
  if (ticket.kind !== 'ok') return ticket;
  if (ticket.value === null) return { kind: 'ok', value: null };
  const parts = [casePart(ticket.value, reading), firstEmailPart(ticket.value), queryPart('record', soql)];
  const answers = await reading.api.composite(parts, false);
  if (answers.kind !== 'ok') return answers;
  const now = reading.now();
  const found = partRow(answers.value, 'record', kind.row, now);
  if (found.kind !== 'ok') return found;
  const ofCase = partRow(answers.value, 'case', caseRow, now);
  if (ofCase.kind !== 'ok') return ofCase;
  const first = partRow(answers.value, 'first', firstEmailRow, now);
  if (first.kind !== 'ok') return first;
  if (found.value === null) return { kind: 'ok', value: null };
  const { ParentId: parent } = found.value;
  // Moved to another case since, or into the one that its own was merged into.
  const isElsewhere = parent !== null && parent !== ticket.value && isIdOf('case', parent);
  if (isElsewhere) return readRecord({ ...hint, ticket: parent }, kind, reading);
  if (ofCase.value === null) return { kind: 'ok', value: null };
  const isFirst = first.value?.Id === found.value.Id && opensCase(first.value, ofCase.value);
  const people = await readPeople(kind.written(found.value, ofCase.value), reading);
  if (people.kind !== 'ok') return people;
  return { kind: 'ok', value: kind.tell(found.value, ofCase.value, isFirst, people.value) };
}

/** A change event of an e-mail may not say which case it is in. */
async function ticketOf<Row extends Readonly<{ ParentId: string | null }>>(
  { ticket }: Place,
  soql: string,
  { row }: RecordKind<Row>,
  { api }: Reading,
): Promise<ApiResult<string | null>> {
  if (isIdOf('case', ticket)) return { kind: 'ok', value: ticket };
  const found = await api.query(soql, row);
  if (found.kind !== 'ok') return found;
  const parent = found.value[0]?.ParentId ?? null;
  return { kind: 'ok', value: parent !== null && isIdOf('case', parent) ? parent : null };
}
