import type { CatchUpFrom, CatchUpOutcome, Interpretation } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { partRows } from './api.ts';
import type { Reading } from './case-reading.ts';
import { type Around, readAround } from './catch-up-around.ts';
import { type Replies, readReplies } from './catch-up-replies.ts';
import {
  type Cursor,
  cursorOf,
  type DeletedRow,
  type EmailRow,
  positionAfter,
  type Rows,
  rowsIn,
  type StreamName,
  streamNames,
  streamParts,
  withDeleted,
} from './catch-up-streams.ts';
import { type ApiResult, readFailureOf } from './errors.ts';
import { factsOf, interpretTold, unknownCase } from './interpret.ts';
import { type CaseRow, needsRecordType, postRow } from './records.ts';
import { caseTold, commentTold, descriptionTold, postTold, replyTold } from './told-by-records.ts';
import { isOurs } from './whose-message.ts';

/**
 * The next page of what people wrote and which cases were deleted, by two or three calls: one for what is new, one for
 * replies below posts, one for the cases that all of it is in. E-mails are hints, since a page of their bodies would be too large. Corrections of fields are not
 * found: no query tells who changed what.
 */
export async function catchUp(from: CatchUpFrom, reading: Reading): Promise<CatchUpOutcome> {
  const cursor = cursorOf(from);
  const rows = await readStreams(cursor, from.until, reading);
  if (rows.kind !== 'ok') return readFailureOf(rows);
  const replies = await readReplies(cursor.replies, from.until, reading);
  if (replies.kind !== 'ok') return readFailureOf(replies);
  const around = await readAround(rows.value, replies.value.replies, reading);
  if (around.kind !== 'ok') return readFailureOf(around);
  const ends = endsOf(rows.value, cursor, from.until);
  return {
    kind: 'page',
    found: foundIn(rows.value, replies.value, around.value, reading),
    cursor: JSON.stringify({
      ...Object.fromEntries(streamNames.map((name) => [name, ends[name].position])),
      replies: replies.value.position,
    }),
    isLast: replies.value.isAtEnd && streamNames.every((name) => ends[name].isAtEnd),
    refused: [...rows.value.refused].map(([part, failure]) => ({ part, failure })),
  };
}

/** The next rows of all streams, by one call; by one more where the org's posts have no `Visibility`, or its cases no merging. */
export async function readStreams(cursor: Cursor, until: Date, reading: Reading): Promise<ApiResult<Rows>> {
  const { api, settings, now } = reading;
  const recordTypes = needsRecordType(settings.scope);
  const answers = await api.feed.ask(
    (hasVisibility) =>
      api.composite(streamParts(cursor, until, { needsRecordType: recordTypes, hasVisibility }), false),
    (result) => (result.kind === 'ok' ? partRows(result.value, 'posts', postRow, now()) : result),
  );
  if (answers.kind !== 'ok') return answers;
  const whole = await withDeleted(answers.value, { from: cursor, until }, reading);
  return whole.kind === 'ok' ? rowsIn(whole.value, reading) : whole;
}

/** A stream that is refused is done for this run, and begins where it stood in the next one. */
function endsOf(
  rows: Rows,
  cursor: Cursor,
  until: Date,
): Readonly<Record<StreamName, ReturnType<typeof positionAfter>>> {
  const end = (name: StreamName, placed: Parameters<typeof positionAfter>[0]) =>
    rows.refused.has(name) ? { position: cursor[name], isAtEnd: true } : positionAfter(placed, until);
  const created = (name: Exclude<StreamName, 'deleted'>) =>
    end(
      name,
      rows[name].map(({ Id, CreatedDate: time }) => ({ Id, time })),
    );
  return {
    emails: created('emails'),
    comments: created('comments'),
    posts: created('posts'),
    cases: created('cases'),
    deleted: end(
      'deleted',
      rows.deleted.map(({ Id, SystemModstamp: time }) => ({ Id, time })),
    ),
  };
}

function foundIn(
  rows: Rows,
  { replies }: Replies,
  { cases, openedByEmail, people, ours }: Around,
  { settings }: Reading,
): Interpretation[] {
  const caseOf = ({ ParentId }: Readonly<{ ParentId: string | null }>) => cases.get(ParentId ?? '');
  const isNotOurs = ({ Id }: Readonly<{ Id: string }>) => !ours.has(Id);
  const told = [
    ...rows.comments.filter(isNotOurs).flatMap((row) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [commentTold(row, ofCase, people)];
    }),
    ...rows.posts.filter(isNotOurs).flatMap((row) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [postTold(row, ofCase, people)];
    }),
    ...replies.flatMap(({ row, post }) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [replyTold(row, post, ofCase, people)];
    }),
    ...rows.cases.filter(({ Id }) => !openedByEmail.has(Id)).map((row) => descriptionTold(row, people)),
  ];
  return [
    ...rows.emails.flatMap((row) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [emailHint(row, ofCase, settings)];
    }),
    ...told.map((each) => interpretTold(each, settings)),
    ...rows.deleted.map((row) => deletion(row, settings)),
  ];
}

type Settings = Reading['settings'];

function emailHint(row: EmailRow, ofCase: CaseRow, settings: Settings): Interpretation {
  const ticketFacts = factsOf(caseTold(ofCase), settings);
  const place = { ticket: ofCase.Id, message: row.Id, occurredAt: row.CreatedDate };
  return inScope(settings.scope, ticketFacts)
    ? { kind: 'hint', hint: { ...place, ticketFacts, about: 'message-id' } }
    : { kind: 'skipped', reason: 'out-of-scope', place };
}

function deletion(row: DeletedRow, settings: Settings): Interpretation {
  const { Id: ticket, LastModifiedById: actor, SystemModstamp: occurredAt } = row;
  const place = { ticket, message: `deleted:${ticket}:${occurredAt}`, occurredAt };
  if (isOurs({ id: actor, actor: null }, settings)) return { kind: 'skipped', reason: 'own-echo', place };
  const withdrawn = { what: 'conversation' } as const;
  return { kind: 'withdrawal', withdrawal: { ...place, ticketFacts: unknownCase, actor, withdrawn } };
}
