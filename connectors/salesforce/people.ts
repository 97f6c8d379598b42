import * as z from 'zod/mini';
import { textOrNull } from '../kit/wire.ts';
import { type Part, type PartAnswers, partRows } from './api.ts';
import { queryPart, type Reading } from './case-reading.ts';
import type { ApiResult } from './errors.ts';
import { lowerAddress } from './mail-addresses.ts';
import type { Authored, CaseRow, EmailRow } from './records.ts';
import { ownAddressesOf, salesforceSettingsOf } from './settings.ts';
import { quotedList, select } from './soql.ts';
import { authorTypeOf } from './vocabulary.ts';
import { recordId, recordIdOrNull } from './wire.ts';

/** A customer's login to a site or portal. */
export type Login = Readonly<{ contact: string | null; locale: string | null }>;

/** Who wrote, as far as the records themselves do not say. */
export type People = Readonly<{
  /** Users of the staff by their addresses, in lower case. */
  staff: ReadonlyMap<string, string>;
  /** Addresses that answers go out from, in lower case: those of the senders' that are org-wide, and what the settings name. */
  ours: ReadonlySet<string>;
  /** Of users who are customers. */
  logins: ReadonlyMap<string, Login>;
}>;

const sameAddress = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && lowerAddress(one) === lowerAddress(other);

type From = Pick<EmailRow, 'FromAddress'>;
type About = Pick<CaseRow, 'Contact' | 'SuppliedEmail'>;

/**
 * Whether an e-mail comes, whoever else they are, from whom the case is about, who may be somebody of the staff, too: from their
 * contact's address, or from the one that opened a case without a contact. The package asks the same.
 */
export const isOfRequester = ({ FromAddress: from }: From, ofCase: About): boolean =>
  ofCase.Contact === null ? sameAddress(from, ofCase.SuppliedEmail) : sameAddress(from, ofCase.Contact.Email);

/**
 * Whether it comes from the address that opened the case. Of a case with a contact that is the contact's other address, or that of
 * a colleague who forwarded what the contact wrote: only who has the address can tell.
 */
export const isOfOpener = ({ FromAddress: from }: From, { SuppliedEmail }: About): boolean =>
  sameAddress(from, SuppliedEmail);

/** What was written, of which people are to be known. */
export type Written = Readonly<{
  /** With the case that they are in. */
  emails: readonly Readonly<{ email: EmailRow; ofCase: CaseRow }>[];
  /** Whatever users made. */
  records: readonly Authored[];
}>;

const addressRow = z.object({ Address: textOrNull });
const staffRow = z.object({ Id: recordId, Email: textOrNull });
const loginRow = z.object({ Id: recordId, ContactId: recordIdOrNull, LanguageLocaleKey: textOrNull });

/** Addresses and users that have to be looked up. */
function unknownIn({ emails, records }: Written): Readonly<{ addresses: string[]; customers: string[] }> {
  const addresses = emails.flatMap(({ email, ofCase }) =>
    email.Incoming && email.FromAddress !== null && !isOfRequester(email, ofCase)
      ? [lowerAddress(email.FromAddress)]
      : [],
  );
  const customers = records.flatMap(({ CreatedById: id, CreatedBy: by }) =>
    id !== null && authorTypeOf(by?.UserType ?? null) === 'customer' ? [id] : [],
  );
  return { addresses, customers };
}

/**
 * Looks up who wrote: neither somebody of the staff who answers a case by mail is a customer nor who writes from an address that
 * the org sends from, and a customer with a login is the contact that they are. The package asks the same. Nothing is asked where all is known: only orgs with logins for customers have
 * `User.ContactId`.
 */
export function peopleParts(written: Written): readonly Part[] {
  const { addresses, customers } = unknownIn(written);
  return [
    ...(addresses.length === 0
      ? []
      : [queryPart('orgWide', orgWideQuery(addresses)), queryPart('staff', staffQuery(addresses))]),
    ...(customers.length === 0 ? [] : [queryPart('logins', loginQuery(customers))]),
  ];
}

/** What was asked for, out of the answers. */
export function peopleIn(
  written: Written,
  answers: PartAnswers,
  { settings, now: clock }: Pick<Reading, 'settings' | 'now'>,
): ApiResult<People> {
  const now = clock();
  const { addresses, customers } = unknownIn(written);
  const staff = addresses.length === 0 ? none : partRows(answers, 'staff', staffRow, now);
  if (staff.kind !== 'ok') return staff;
  // Not every user may read these; then the settings have to name our addresses.
  const orgWide = addresses.length === 0 ? none : partRows(answers, 'orgWide', addressRow, now);
  const logins = customers.length === 0 ? none : partRows(answers, 'logins', loginRow, now);
  if (logins.kind !== 'ok') return logins;
  return {
    kind: 'ok',
    value: {
      staff: new Map(staff.value.map(({ Id, Email }) => [lowerAddress(Email ?? ''), Id] as const)),
      ours: new Set([
        ...ownAddressesOf(salesforceSettingsOf(settings)),
        ...(orgWide.kind === 'ok' ? orgWide.value.map(({ Address }) => lowerAddress(Address ?? '')) : []),
      ]),
      logins: new Map(
        logins.value.map(
          ({ Id, ContactId: contact, LanguageLocaleKey: locale }) => [Id, { contact, locale }] as const,
        ),
      ),
    },
  };
}

/** The same by a call of its own, if there is anything to ask. */
export async function readPeople(written: Written, reading: Reading): Promise<ApiResult<People>> {
  const parts = peopleParts(written);
  if (parts.length === 0)
    return { kind: 'ok', value: { staff: new Map(), ours: new Set(), logins: new Map() } };
  const answers = await reading.api.composite(parts, false);
  return answers.kind === 'ok' ? peopleIn(written, answers.value, reading) : answers;
}

/** Which of these addresses, in lower case, are of the staff. Nothing is asked about none. */
export async function readStaff(
  addresses: readonly string[],
  { api }: Pick<Reading, 'api'>,
): Promise<ApiResult<ReadonlySet<string>>> {
  const staff = addresses.length === 0 ? none : await api.query(staffQuery(addresses), staffRow);
  return staff.kind === 'ok'
    ? { kind: 'ok', value: new Set(staff.value.map(({ Email }) => lowerAddress(Email ?? ''))) }
    : staff;
}

const none = { kind: 'ok', value: [] } as const;

const orgWideQuery = (addresses: readonly string[]) =>
  select(
    ['Address'],
    'OrgWideEmailAddress',
    [`Address IN ${quotedList([...new Set(addresses)])}`],
    'LIMIT 200',
  );

function staffQuery(addresses: readonly string[]): string {
  const conditions = [
    `Email IN ${quotedList([...new Set(addresses)])}`,
    "UserType = 'Standard'",
    'IsActive = true',
  ];
  return select(['Id', 'Email'], 'User', conditions, 'LIMIT 200');
}

const loginQuery = (ids: readonly string[]) =>
  select(['Id', 'ContactId', 'LanguageLocaleKey'], 'User', [`Id IN ${quotedList([...new Set(ids)])}`]);
