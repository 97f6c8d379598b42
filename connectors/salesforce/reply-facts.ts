import * as z from 'zod/mini';
import type { ReplyWrite } from '../contract.ts';
import { textOrNull } from '../kit/wire.ts';
import { type Part, type PartAnswers, partRows } from './api.ts';
import { partRow, queryPart, type Reading } from './case-reading.ts';
import type { ApiResult } from './errors.ts';
import { ledgerRow, type Row, rowQuery } from './ledger.ts';
import { addressesIn } from './mail-addresses.ts';
import { isOfRequester, readStaff } from './people.ts';
import { replyWayFor, salesforceSettingsOf } from './settings.ts';
import { quoted, select } from './soql.ts';
import { machineKindOf } from './vocabulary.ts';

const caseRow = z.object({
  Subject: textOrNull,
  Origin: textOrNull,
  Contact: z._default(z.nullable(z.object({ Email: textOrNull })), null),
  SuppliedEmail: textOrNull,
});
const emailRow = z.object({
  Subject: textOrNull,
  FromAddress: textOrNull,
  ToAddress: textOrNull,
  CcAddress: textOrNull,
  Headers: textOrNull,
});
const addressRow = z.object({ Address: textOrNull });
const userRow = z.object({ Username: textOrNull, Name: textOrNull });

/** An e-mail that came in, as far as an answer to it needs it. */
export type IncomingEmail = z.infer<typeof emailRow>;

/** By systems themselves, whatever their e-mails' headers say. https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1 */
const isSystem = (address: string) => /^(?:mailer-daemon|postmaster)@/.test(address);

/** Whether somebody wrote it who may read an answer. */
export const isByPerson = ({ FromAddress, Headers }: IncomingEmail): boolean =>
  machineKindOf(Headers) === null && !addressesIn(FromAddress).some(isSystem);

/** What an answer needs to know. */
export type ReplyFacts = Readonly<{
  case: z.infer<typeof caseRow>;
  /** What came in, the newest first. */
  emails: readonly IncomingEmail[];
  /** Those of the senders, and of who opened the case, that are of the staff, in lower case; as far as an answer depends on it. */
  staff: ReadonlySet<string>;
  /** The addresses that the org may send from. */
  orgWide: readonly string[];
  agent: Readonly<{ username: string | null; name: string | null }>;
  /** What an earlier try has left; null = there was none. */
  row: Row | null;
}>;

/** The newest may be bounces, out-of-office notes, or our own address's, by a rule that forwards. */
const maxEmails = 10;

const partsOf = ({ ticket, author, writeKey }: ReplyWrite): readonly Part[] => [
  queryPart(
    'case',
    select(['Subject', 'Origin', 'Contact.Email', 'SuppliedEmail'], 'Case', [`Id = ${quoted(ticket)}`]),
  ),
  queryPart(
    'emails',
    select(
      ['Subject', 'FromAddress', 'ToAddress', 'CcAddress', 'Headers'],
      'EmailMessage',
      [`ParentId = ${quoted(ticket)}`, 'Incoming = true'],
      `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxEmails}`,
    ),
  ),
  queryPart('orgWide', 'SELECT Address FROM OrgWideEmailAddress LIMIT 200'),
  queryPart('agent', select(['Username', 'Name'], 'User', [`Id = ${quoted(author)}`])),
  queryPart('row', rowQuery(writeKey)),
];

/** One call; one more for an answer by e-mail where somebody else than the requester wrote last, who may be of the staff. */
export async function readFacts(write: ReplyWrite, reading: Reading): Promise<ApiResult<ReplyFacts>> {
  const answers = await reading.api.composite(partsOf(write), false);
  if (answers.kind !== 'ok') return answers;
  const facts = factsIn(answers.value, reading.now());
  if (facts.kind !== 'ok') return facts;
  const isToMail =
    facts.value.row?.record == null &&
    replyWayFor(salesforceSettingsOf(reading.settings), facts.value.case.Origin) === 'email';
  const unknown = isToMail ? unknownSenders(facts.value) : [];
  const staff = await readStaff(unknown, reading);
  return staff.kind === 'ok' ? { kind: 'ok', value: { ...facts.value, staff: staff.value } } : staff;
}

/** Who wrote since the requester last did, and who opened the case, unless that is the requester for sure. */
function unknownSenders({ case: ofCase, emails }: Omit<ReplyFacts, 'staff'>): readonly string[] {
  const written = emails.filter(isByPerson);
  const last = written.findIndex((email) => isOfRequester(email, ofCase));
  if (last === 0) return [];
  const since = last === -1 ? written : written.slice(0, last);
  const opener = { FromAddress: ofCase.SuppliedEmail };
  const unknown = isOfRequester(opener, ofCase) ? since : [...since, opener];
  return [...new Set(unknown.flatMap(({ FromAddress }) => addressesIn(FromAddress)))];
}

function factsIn(answers: PartAnswers, now: Date): ApiResult<Omit<ReplyFacts, 'staff'>> {
  const row = partRow(answers, 'row', ledgerRow, now);
  if (row.kind !== 'ok') return row;
  const found = partRow(answers, 'case', caseRow, now);
  if (found.kind !== 'ok') return found;
  if (found.value === null) return { kind: 'not-found' };
  const emails = partRows(answers, 'emails', emailRow, now);
  if (emails.kind !== 'ok') return emails;
  const agent = partRow(answers, 'agent', userRow, now);
  if (agent.kind !== 'ok') return agent;
  // Not every user may read these; then the settings have to name the sender.
  const orgWide = partRows(answers, 'orgWide', addressRow, now);
  const addresses = orgWide.kind === 'ok' ? orgWide.value.map(({ Address }) => Address ?? '') : [];
  return {
    kind: 'ok',
    value: {
      case: found.value,
      emails: emails.value,
      orgWide: addresses.filter((address) => address !== ''),
      agent: { username: agent.value?.Username ?? null, name: agent.value?.Name ?? null },
      row: row.value,
    },
  };
}
