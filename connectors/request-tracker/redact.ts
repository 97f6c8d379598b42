import type { AccountSettings } from '../account.ts';
import type { CopiesOf, WriteOutcome } from '../contract.ts';
import type { Api } from './api.ts';
import { sourcesOf } from './mark.ts';
import { failureOf, findTransactions, quoted, readTicket, readTransaction, ticketPath } from './read.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import { valueOfField } from './ticket-fields.ts';
import { messagesAnswer } from './wire-api.ts';

/**
 * RT lets nobody change or delete what was written, over REST not even an administrator (405). What can go is the translated
 * subject in its field; of notes and answers it is said that they stay, for a person to shred them.
 */
export async function redactCopies(
  api: Api,
  settings: AccountSettings,
  { ticket, sources, what }: CopiesOf,
): Promise<WriteOutcome> {
  const { fields } = requestTrackerSettingsOf(settings);
  const isAbout = sources.map((source) => `CF.{${fields.source}} LIKE ${quoted(source)}`).join(' OR ');
  const ours = await findTransactions(api, `TicketId = ${ticket} AND (${isAbout})`);
  if (ours.kind !== 'ok') return failureOf(ours);
  const copies = ours.value.items.filter((transaction) =>
    sourcesOf(transaction, settings).some((source) => sources.includes(source)),
  );
  const emptied = what === 'text' ? await emptySubject(api, settings, ticket, sources) : null;
  if (emptied !== null) return emptied;
  return copies.length === 0
    ? { kind: 'already-applied', vendorRef: ticket }
    : { kind: 'refused', status: 405, code: 'redaction-unsupported', expected: true };
}

/** Null = done, or nothing to do. The subject is the first message's. */
async function emptySubject(
  api: Api,
  settings: AccountSettings,
  ticket: string,
  sources: readonly string[],
): Promise<WriteOutcome | null> {
  const { subject } = requestTrackerSettingsOf(settings).fields;
  if (subject === null) return null;
  const read = await readTicket(api, ticket);
  if (read.kind === 'not-found') return null;
  if (read.kind !== 'ok') return failureOf(read);
  if (read.value.id !== ticket || valueOfField(read.value, subject).length === 0) return null;
  for (const source of sources) {
    const cause = await readTransaction(api, source);
    if (cause.kind !== 'ok') return failureOf(cause);
    if (cause.value?.Type !== 'Create' || cause.value.ObjectId !== ticket) continue;
    const body = { CustomFields: { [subject]: '' } };
    const put = await api.call({ method: 'PUT', path: ticketPath(ticket), body }, messagesAnswer);
    return put.kind === 'ok' ? null : failureOf(put);
  }
  return null;
}
