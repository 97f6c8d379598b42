import * as z from 'zod/mini';
import type { Api } from './api.ts';
import type { ApiResult } from './errors.ts';
import type { CaseRow, EmailRow } from './records.ts';
import { quotedList, select } from './soql.ts';
import { recordId, textOrNull } from './wire.ts';

/** Users of the staff by their addresses, in lower case. */
export type StaffByAddress = ReadonlyMap<string, string>;

const userRow = z.object({ Id: recordId, Email: textOrNull });

export const sameAddress = (one: string | null, other: string | null): boolean =>
  one !== null && one.trim().toLowerCase() === other?.trim().toLowerCase();

/** Whether an e-mail comes from whom the case is about, who may be somebody of the staff, too. */
export const isOfRequester = ({ FromAddress: from }: EmailRow, ofCase: CaseRow): boolean =>
  sameAddress(from, ofCase.Contact?.Email ?? null) || sameAddress(from, ofCase.SuppliedEmail);

/**
 * Who of the staff sent one of these e-mails: somebody who answers a case by mail is no customer. The package asks the same.
 * No call where all come from whom the case is about.
 */
export async function readSenders(
  emails: readonly EmailRow[],
  ofCase: CaseRow,
  api: Api,
): Promise<ApiResult<StaffByAddress>> {
  const addresses = emails.flatMap((email) =>
    email.Incoming && email.FromAddress !== null && !isOfRequester(email, ofCase)
      ? [email.FromAddress.trim().toLowerCase()]
      : [],
  );
  if (addresses.length === 0) return { kind: 'ok', value: new Map() };
  const conditions = [
    `Email IN ${quotedList([...new Set(addresses)])}`,
    "UserType = 'Standard'",
    'IsActive = true',
  ];
  const users = await api.query(select(['Id', 'Email'], 'User', conditions, 'LIMIT 200'), userRow);
  if (users.kind !== 'ok') return users;
  return {
    kind: 'ok',
    value: new Map(users.value.map(({ Id, Email }) => [Email?.toLowerCase() ?? '', Id] as const)),
  };
}
