import * as z from 'zod/mini';
import type { CatchUpFrom, CatchUpOutcome, Interpretation } from '../contract.ts';
import { inScope } from '../kit/scope.ts';
import { type PartAnswers, partRows } from './api.ts';
import { opensCase, queryPart, type Reading } from './case-reading.ts';
import { cursorOf, positionAfter, type StreamName, streamNames, streamParts } from './catch-up-streams.ts';
import { type ApiResult, readFailureOf } from './errors.ts';
import { isIdOf } from './ids.ts';
import { factsOf, interpretTold, unknownCase } from './interpret.ts';
import { type People, peopleIn, peopleParts } from './people.ts';
import {
  type CaseRow,
  type CommentRow,
  caseFieldsFor,
  caseRow,
  commentRow,
  needsRecordType,
  type PostRow,
  postRow,
} from './records.ts';
import { salesforceSettingsOf } from './settings.ts';
import { quotedList, select } from './soql.ts';
import { caseTold, commentTold, descriptionTold, postTold } from './told-by-records.ts';
import { isOurs } from './whose-message.ts';
import { instant, recordId, recordIdOrNull } from './wire.ts';

const emailRow = z.object({ Id: recordId, ParentId: recordIdOrNull, CreatedDate: instant });
type EmailRow = z.infer<typeof emailRow>;
const deletedRow = z.object({ Id: recordId, LastModifiedById: recordIdOrNull, SystemModstamp: instant });
type DeletedRow = z.infer<typeof deletedRow>;

type Rows = Readonly<{
  emails: readonly EmailRow[];
  comments: readonly CommentRow[];
  posts: readonly PostRow[];
  cases: readonly CaseRow[];
  deleted: readonly DeletedRow[];
}>;

/**
 * The next page of what people wrote and which cases were deleted, by two calls at most: one for what is new, one for the
 * cases that it is in. E-mails are hints, since a page of their bodies would be too large. Corrections of fields are not
 * found: no query tells who changed what.
 */
export async function catchUp(from: CatchUpFrom, reading: Reading): Promise<CatchUpOutcome> {
  const { api, settings, now } = reading;
  const parts = streamParts(cursorOf(from), from.until, needsRecordType(settings.scope));
  const answers = await api.composite(parts, false);
  if (answers.kind !== 'ok') return readFailureOf(answers);
  const rows = rowsIn(answers.value, now());
  if (rows.kind !== 'ok') return readFailureOf(rows);
  const around = await readAround(rows.value, reading);
  if (around.kind !== 'ok') return readFailureOf(around);
  const ends = endsOf(rows.value, from.until);
  return {
    kind: 'page',
    found: foundIn(rows.value, around.value, reading),
    cursor: JSON.stringify(Object.fromEntries(streamNames.map((name) => [name, ends[name].position]))),
    isLast: streamNames.every((name) => ends[name].isAtEnd),
  };
}

function endsOf(rows: Rows, until: Date): Readonly<Record<StreamName, ReturnType<typeof positionAfter>>> {
  const created = (stream: readonly Readonly<{ Id: string; CreatedDate: string }>[]) =>
    positionAfter(
      stream.map(({ Id, CreatedDate: time }) => ({ Id, time })),
      until,
    );
  return {
    emails: created(rows.emails),
    comments: created(rows.comments),
    posts: created(rows.posts),
    cases: created(rows.cases),
    deleted: positionAfter(
      rows.deleted.map(({ Id, SystemModstamp: time }) => ({ Id, time })),
      until,
    ),
  };
}

function rowsIn(answers: PartAnswers, now: Date): ApiResult<Rows> {
  const emails = partRows(answers, 'emails', emailRow, now);
  if (emails.kind !== 'ok') return emails;
  const comments = partRows(answers, 'comments', commentRow, now);
  if (comments.kind !== 'ok') return comments;
  const posts = partRows(answers, 'posts', postRow, now);
  if (posts.kind !== 'ok') return posts;
  const cases = partRows(answers, 'cases', caseRow, now);
  if (cases.kind !== 'ok') return cases;
  const deleted = partRows(answers, 'deleted', deletedRow, now);
  if (deleted.kind !== 'ok') return deleted;
  return {
    kind: 'ok',
    value: {
      emails: emails.value,
      comments: comments.value,
      posts: posts.value,
      cases: cases.value,
      deleted: deleted.value,
    },
  };
}

/** The cases that the rows are in, of the new ones those that an e-mail opened, and who wrote. */
type Around = Readonly<{
  cases: ReadonlyMap<string, CaseRow>;
  openedByEmail: ReadonlySet<string>;
  people: People;
}>;

async function readAround(rows: Rows, { api, settings, now }: Reading): Promise<ApiResult<Around>> {
  const cases = new Map(rows.cases.map((row) => [row.Id, row] as const));
  const parents = [...rows.emails, ...rows.comments, ...rows.posts].flatMap(({ ParentId }) =>
    ParentId !== null && isIdOf('case', ParentId) && !cases.has(ParentId) ? [ParentId] : [],
  );
  const fields = caseFieldsFor(needsRecordType(settings.scope));
  const written = { emails: [], records: [...rows.comments, ...rows.posts, ...rows.cases] };
  const inList = (ids: Iterable<string>) => quotedList([...new Set(ids)]);
  const parts = [
    ...(parents.length === 0
      ? []
      : [queryPart('cases', select(fields, 'Case', [`Id IN ${inList(parents)}`]))]),
    ...(cases.size === 0 ? [] : [queryPart('emails', emailsOf(inList(cases.keys())))]),
    ...peopleParts(written),
  ];
  const answers: ApiResult<PartAnswers> =
    parts.length === 0 ? { kind: 'ok', value: new Map() } : await api.composite(parts, false);
  if (answers.kind !== 'ok') return answers;
  const people = peopleIn(written, answers.value, now());
  if (people.kind !== 'ok') return people;
  const others = parents.length === 0 ? none : partRows(answers.value, 'cases', caseRow, now());
  if (others.kind !== 'ok') return others;
  const emails = cases.size === 0 ? none : partRows(answers.value, 'emails', emailRow, now());
  if (emails.kind !== 'ok') return emails;
  const opened = emails.value.filter(({ ParentId, CreatedDate }) => {
    const row = cases.get(ParentId ?? '');
    return row !== undefined && opensCase({ CreatedDate }, row);
  });
  return {
    kind: 'ok',
    value: {
      cases: new Map([...cases, ...others.value.map((row) => [row.Id, row] as const)]),
      openedByEmail: new Set(opened.map(({ ParentId }) => ParentId ?? '')),
      people: people.value,
    },
  };
}

const none = { kind: 'ok', value: [] } as const;

const emailsOf = (cases: string) =>
  select(
    ['Id', 'ParentId', 'CreatedDate'],
    'EmailMessage',
    [`ParentId IN ${cases}`, 'Incoming = true'],
    'ORDER BY CreatedDate ASC, Id ASC LIMIT 2000',
  );

function foundIn(
  rows: Rows,
  { cases, openedByEmail, people }: Around,
  { settings }: Reading,
): Interpretation[] {
  const caseOf = ({ ParentId }: Readonly<{ ParentId: string | null }>) => cases.get(ParentId ?? '');
  const told = [
    ...rows.comments.flatMap((row) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [commentTold(row, ofCase, people)];
    }),
    ...rows.posts.flatMap((row) => {
      const ofCase = caseOf(row);
      return ofCase === undefined ? [] : [postTold(row, ofCase, people)];
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
  const ticketFacts = factsOf(caseTold(ofCase), salesforceSettingsOf(settings));
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
