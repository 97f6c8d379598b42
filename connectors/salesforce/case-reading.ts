import * as z from 'zod/mini';
import type { AccountSettings } from '../account.ts';
import type { ClientDeps } from '../contract.ts';
import { type Api, type Part, type PartAnswers, partRows, queryPath } from './api.ts';
import type { ApiResult } from './errors.ts';
import { type CaseRow, caseFieldsFor, needsRecordType } from './records.ts';
import { quoted, select } from './soql.ts';
import { instant, recordId } from './wire.ts';

export type Reading = Readonly<{ api: Api; settings: AccountSettings; now: ClientDeps['now'] }>;

/** Email-to-Case makes the case and then its e-mail, in one go. */
const openingMs = 60_000;

/** Whether the first e-mail of a case opened it; then the description is its copy. The package asks the same. */
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

export const incomingOf = (ticket: string) => [`ParentId = ${quoted(ticket)}`, 'Incoming = true'];

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
