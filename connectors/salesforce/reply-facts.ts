import * as z from 'zod/mini';
import type { ReplyWrite } from '../contract.ts';
import { textOrNull } from '../kit/wire.ts';
import { type Part, type PartAnswers, partRows } from './api.ts';
import { partRow, queryPart, type Reading } from './case-reading.ts';
import type { ApiResult } from './errors.ts';
import { ledgerRow, type Row, rowQuery } from './ledger.ts';
import { quoted, select } from './soql.ts';

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
});
const addressRow = z.object({ Address: textOrNull });
const userRow = z.object({ Username: textOrNull, Name: textOrNull });

/** An e-mail that came in, as far as an answer to it needs it. */
export type IncomingEmail = z.infer<typeof emailRow>;

/** What an answer needs to know. */
export type ReplyFacts = Readonly<{
  case: z.infer<typeof caseRow>;
  /** What came in, the newest first. */
  emails: readonly IncomingEmail[];
  /** The addresses that the org may send from. */
  orgWide: readonly string[];
  agent: Readonly<{ username: string | null; name: string | null }>;
  /** What an earlier try has left; null = there was none. */
  row: Row | null;
}>;

/** The newest may be our own address's, by a rule that forwards. */
const maxEmails = 5;

const partsOf = ({ ticket, author, writeKey }: ReplyWrite): readonly Part[] => [
  queryPart(
    'case',
    select(['Subject', 'Origin', 'Contact.Email', 'SuppliedEmail'], 'Case', [`Id = ${quoted(ticket)}`]),
  ),
  queryPart(
    'emails',
    select(
      ['Subject', 'FromAddress', 'ToAddress', 'CcAddress'],
      'EmailMessage',
      [`ParentId = ${quoted(ticket)}`, 'Incoming = true'],
      `ORDER BY CreatedDate DESC, Id DESC LIMIT ${maxEmails}`,
    ),
  ),
  queryPart('orgWide', 'SELECT Address FROM OrgWideEmailAddress LIMIT 200'),
  queryPart('agent', select(['Username', 'Name'], 'User', [`Id = ${quoted(author)}`])),
  queryPart('row', rowQuery(writeKey)),
];

/** One call. */
export async function readFacts(write: ReplyWrite, { api, now }: Reading): Promise<ApiResult<ReplyFacts>> {
  const answers = await api.composite(partsOf(write), false);
  return answers.kind === 'ok' ? factsIn(answers.value, now()) : answers;
}

function factsIn(answers: PartAnswers, now: Date): ApiResult<ReplyFacts> {
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
