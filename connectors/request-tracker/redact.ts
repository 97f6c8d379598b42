import type { AccountSettings } from '../account.ts';
import type { CopiesOf, WriteOutcome } from '../contract.ts';
import type { Api, ApiResult } from './api.ts';
import { sourcesOf } from './mark.ts';
import { failureOf, findTransactions, ok, quoted, readTicket, readTransaction, ticketPath } from './read.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import { valueOfField } from './ticket-fields.ts';
import { messagesAnswer } from './wire-api.ts';

/**
 * RT lets nobody change or delete what was written, over REST not even an administrator (405). What can go are our texts in
 * fields; of notes and answers it is said that they stay, for a person to shred them.
 */
export async function redactCopies(
  api: Api,
  settings: AccountSettings,
  { ticket, sources, what }: CopiesOf,
): Promise<WriteOutcome> {
  const { fields } = requestTrackerSettingsOf(settings);
  const isAbout = sources.map((source) => `CF.{${fields.source}} LIKE ${quoted(source)}`).join(' OR ');
  // Without the type, users and queues of that number would be searched, too.
  const query = `ObjectType = 'RT::Ticket' AND TicketId = ${ticket} AND (${isAbout})`;
  const ours = await findTransactions(api, query);
  if (ours.kind !== 'ok') return failureOf(ours);
  const copies = ours.value.items.filter((transaction) =>
    sourcesOf(transaction, settings).some((source) => sources.includes(source)),
  );
  const emptied = what === 'text' ? await emptyFields(api, settings, ticket, sources) : null;
  if (emptied !== null) return emptied;
  return copies.length === 0
    ? { kind: 'already-applied', vendorRef: ticket }
    : { kind: 'refused', status: 405, code: 'redaction-unsupported', expected: true };
}

/** Null = done, or nothing to do. */
async function emptyFields(
  api: Api,
  settings: AccountSettings,
  ticket: string,
  sources: readonly string[],
): Promise<WriteOutcome | null> {
  const { fields, translation } = requestTrackerSettingsOf(settings);
  const read = await readTicket(api, ticket);
  if (read.kind === 'not-found' || (read.kind === 'ok' && read.value.id !== ticket)) return null;
  if (read.kind !== 'ok') return failureOf(read);
  const holds = (name: string | null): name is string =>
    name !== null && valueOfField(read.value, name).length > 0;
  const names = [translation.to === 'field' ? translation.field : null].filter(holds);
  if (holds(fields.subject)) {
    const isFirst = await isAboutFirst(api, ticket, sources);
    if (isFirst.kind !== 'ok') return failureOf(isFirst);
    if (isFirst.value) names.push(fields.subject);
  }
  if (names.length === 0) return null;
  const body = { CustomFields: Object.fromEntries(names.map((name) => [name, ''])) };
  const put = await api.call({ method: 'PUT', path: ticketPath(ticket), body }, messagesAnswer);
  return put.kind === 'ok' ? null : failureOf(put);
}

/** The subject is the first message's. */
async function isAboutFirst(
  api: Api,
  ticket: string,
  sources: readonly string[],
): Promise<ApiResult<boolean>> {
  for (const source of sources) {
    const cause = await readTransaction(api, source);
    if (cause.kind !== 'ok') return cause;
    if (cause.value?.Type === 'Create' && cause.value.ObjectId === ticket) return ok(true);
  }
  return ok(false);
}
