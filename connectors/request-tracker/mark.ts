import type { AccountSettings } from '../account.ts';
import type { Api, ApiResult } from './api.ts';
import { findTransactions, ok, quoted, readTexts, readWritten } from './read.ts';
import { requestTrackerSettingsOf } from './settings.ts';
import { valueOfField } from './ticket-fields.ts';
import type { Transaction } from './wire-api.ts';

/** A write as it is looked for. */
export type OurWrite = Readonly<{
  ticket: string;
  /** The message that caused it. */
  sourceMessage: string;
  writeKey: string;
  type: 'Comment' | 'Correspond';
  /** Logins of those in whose name it may stand, with the HTML that was sent in that name. */
  sentAs: readonly Readonly<{ login: string; html: string }>[];
}>;

/** An earlier try that went through, and the messages that its mark names (none, where it has no mark). */
export type Marked = Readonly<{ ref: string; messages: readonly string[] }>;

/** What an unknown result left behind is minutes old. */
const newest = 20;

/** The custom fields of the transaction by which a write is known again. */
export function markOf(
  write: Readonly<{ writeKey: string; sourceMessage: string; alsoAbout?: readonly string[] }>,
  settings: AccountSettings,
): Readonly<Record<string, string>> {
  const { fields } = requestTrackerSettingsOf(settings);
  const sources = [write.sourceMessage, ...(write.alsoAbout ?? [])];
  return { [fields.writeKey]: write.writeKey, [fields.source]: sources.join(' ') };
}

/** The messages that a marked transaction is about. */
export function sourcesOf(transaction: Transaction, settings: AccountSettings): readonly string[] {
  const { source } = requestTrackerSettingsOf(settings).fields;
  return (valueOfField(transaction, source)[0] ?? '').split(' ').filter((message) => message !== '');
}

/** What an earlier try of this write left, or null: it never happened. */
export async function findOurWrite(
  api: Api,
  settings: AccountSettings,
  write: OurWrite,
): Promise<ApiResult<Marked | null>> {
  const { writeKey } = requestTrackerSettingsOf(settings).fields;
  const marked = await findTransactions(api, `CF.{${writeKey}} = ${quoted(write.writeKey)}`, 1);
  if (marked.kind !== 'ok') return marked;
  const [found] = marked.value.items;
  if (found === undefined) return findUnmarked(api, settings, write);
  return ok({ ref: found.id, messages: sourcesOf(found, settings) });
}

/**
 * RT sets the mark only after the message stands, and not at all for an agent who may not modify custom fields, while it
 * says that it did. So the same words from the same hand, later than what they answer, count as ours.
 */
async function findUnmarked(
  api: Api,
  settings: AccountSettings,
  write: OurWrite,
): Promise<ApiResult<Marked | null>> {
  const { ticket, type, sentAs } = write;
  const written = await readWritten(api, ticket, { types: [type], page: 1, limit: newest });
  if (written.kind !== 'ok') return written;
  const { writeKey } = requestTrackerSettingsOf(settings).fields;
  const after = Number(/\d+$/.exec(write.sourceMessage)?.[0] ?? '0');
  const htmlOf = (login: string) =>
    sentAs.find((sent) => sent.login.toLowerCase() === login.toLowerCase())?.html;
  const candidates = written.value.items.filter(
    (transaction) =>
      Number(transaction.id) > after &&
      htmlOf(transaction.Creator.id) !== undefined &&
      valueOfField(transaction, writeKey).length === 0,
  );
  const texts = await readTexts(
    api,
    candidates.map(({ id }) => id),
  );
  if (texts.kind !== 'ok') return texts;
  const found = candidates.find(({ id, Creator: { id: login } }) =>
    texts.value.some(
      (part) => part.TransactionId === id && bare(part.Content ?? '') === bare(htmlOf(login) ?? ''),
    ),
  );
  return ok(found === undefined ? null : { ref: found.id, messages: [] });
}

const bare = (html: string) => html.replaceAll(/\s+/g, '');
