import type * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import { type Part, type PartAnswers, partRows } from './api.ts';
import { opensCase, queryPart, type Reading } from './case-reading.ts';
import { type EmailRow, emailRow, type Rows } from './catch-up-streams.ts';
import type { ApiResult } from './errors.ts';
import { id18, isIdOf } from './ids.ts';
import { recordedQuery, recordedRow } from './ledger.ts';
import { type People, peopleIn, peopleParts } from './people.ts';
import { type CaseRow, caseFieldsFor, caseRow, needsRecordType } from './records.ts';
import type { Reply } from './replies.ts';
import { quotedList, select } from './soql.ts';

/** What the rows of a page do not say themselves. */
export type Around = Readonly<{
  /** The cases that they are in. */
  cases: ReadonlyMap<string, CaseRow>;
  /** New ones that an e-mail opened. */
  openedByEmail: ReadonlySet<string>;
  /** Comments and posts that our ledger says are ours, where the author alone does not. */
  ours: ReadonlySet<string>;
  people: People;
}>;

/** One call, none where a page is empty. */
export async function readAround(
  rows: Rows,
  replies: readonly Reply[],
  reading: Reading,
): Promise<ApiResult<Around>> {
  const { api, settings } = reading;
  const asked = {
    parents: parentsOf(rows, replies),
    opened: rows.cases.map(({ Id }) => Id),
    byUs: byRuntimeUser(rows, settings),
    written: {
      emails: [],
      records: [...rows.comments, ...rows.posts, ...replies.map(({ row }) => row), ...rows.cases],
    },
  };
  const parts = partsFor(asked, settings);
  const answers: ApiResult<PartAnswers> =
    parts.length === 0 ? { kind: 'ok', value: new Map() } : await api.composite(parts, false);
  return answers.kind === 'ok' ? aroundIn(answers.value, rows, asked, reading) : answers;
}

type Asked = Readonly<{
  parents: readonly string[];
  opened: readonly string[];
  byUs: readonly string[];
  written: Parameters<typeof peopleParts>[0];
}>;

function parentsOf(rows: Rows, replies: readonly Reply[]): readonly string[] {
  const known = new Set(rows.cases.map(({ Id }) => Id));
  const written = [...rows.emails, ...rows.comments, ...rows.posts, ...replies.map(({ row }) => row)];
  const parents = written.map(({ ParentId }) => ParentId ?? '');
  return [...new Set(parents)].filter((id) => isIdOf('case', id) && !known.has(id));
}

/** A user who also answers cases is not known by authorship. */
function byRuntimeUser(
  { comments, posts }: Rows,
  { runtimeUserId, runtimeUserIsDedicated }: AccountSettings,
): readonly string[] {
  if (runtimeUserIsDedicated) return [];
  const us = id18(runtimeUserId);
  return [
    ...comments.filter(({ CreatedById }) => CreatedById === us),
    ...posts.filter(({ CreatedById, InsertedById }) => CreatedById === us || InsertedById === us),
  ].map(({ Id }) => Id);
}

function partsFor({ parents, opened, byUs, written }: Asked, { scope }: AccountSettings): readonly Part[] {
  const fields = caseFieldsFor(needsRecordType(scope));
  const queries: readonly (readonly [string, readonly string[], (ids: string) => string])[] = [
    ['cases', parents, (ids) => select(fields, 'Case', [`Id IN ${ids}`])],
    ['emails', opened, emailsOf],
    ['ours', byUs, recordedQuery],
  ];
  return [
    ...queries.flatMap(([ref, ids, soql]) =>
      ids.length === 0 ? [] : [queryPart(ref, soql(quotedList(ids)))],
    ),
    ...peopleParts(written),
  ];
}

const emailsOf = (cases: string) =>
  select(
    ['Id', 'ParentId', 'CreatedDate'],
    'EmailMessage',
    [`ParentId IN ${cases}`, 'Incoming = true'],
    'ORDER BY CreatedDate ASC, Id ASC LIMIT 2000',
  );

function aroundIn(answers: PartAnswers, rows: Rows, asked: Asked, reading: Reading): ApiResult<Around> {
  const read = <Row>(
    ref: string,
    ids: readonly string[],
    row: z.ZodMiniType<Row>,
  ): ApiResult<readonly Row[]> =>
    ids.length === 0 ? { kind: 'ok', value: [] } : partRows(answers, ref, row, reading.now());
  const people = peopleIn(asked.written, answers, reading);
  if (people.kind !== 'ok') return people;
  const others = read('cases', asked.parents, caseRow);
  if (others.kind !== 'ok') return others;
  const emails = read('emails', asked.opened, emailRow);
  if (emails.kind !== 'ok') return emails;
  const ours = read('ours', asked.byUs, recordedRow);
  if (ours.kind !== 'ok') return ours;
  const cases = new Map([...rows.cases, ...others.value].map((row) => [row.Id, row] as const));
  return {
    kind: 'ok',
    value: {
      cases,
      openedByEmail: new Set(emails.value.flatMap((email) => openedBy(email, cases))),
      ours: new Set(ours.value),
      people: people.value,
    },
  };
}

function openedBy(email: EmailRow, cases: ReadonlyMap<string, CaseRow>): readonly string[] {
  const ofCase = cases.get(email.ParentId ?? '');
  return ofCase !== undefined && opensCase(email, ofCase) ? [ofCase.Id] : [];
}
