import { headerOf, mainTextOf } from '../mime.ts';
import { type Ticket, type Transaction, timeOf } from '../model.ts';
import type { Store } from '../store.ts';

/** Names of the custom fields that the account's scrips speak of. */
const tagsField = 'Dragoman Tags';
const writeKeyField = 'Dragoman Write Key';
const toldFields: ReadonlySet<string> = new Set([
  'Dragoman Language',
  'Dragoman Sentiment',
  'Dragoman Intent',
]);
/** A longer text is left out, to be read back. */
const maxContentCharacters = 100_000;

type Facts = Readonly<{
  dragoman: 'request-tracker';
  rt_name: string;
  transaction: string;
  ticket: string;
  created: string;
  creator: string;
  creator_privileged: boolean;
  queue: string;
  subject: string | null;
  status: string;
  priority: string;
  tags: readonly string[];
  requestor: string | null;
  requestor_lang: string | null;
}>;

export type HookBody = Facts &
  (
    | Readonly<{
        event: 'message';
        type: 'Create' | 'Correspond' | 'Comment';
        creator_is_requestor: boolean;
        interface: string | null;
        auto_submitted: string | null;
        content_type: string | null;
        content: string | null;
        attachments: number;
        is_first: boolean;
        write_key: string | null;
      }>
    | Readonly<{ event: 'field'; field: string; value: string | null }>
    | Readonly<{ event: 'deleted' }>
  );

const textOrNull = (text: string | null | undefined) => (text === '' ? null : (text ?? null));

function valuesNamed(
  store: Store,
  values: ReadonlyMap<number, readonly string[]>,
  name: string,
): readonly string[] {
  return store.customFields.filter((field) => field.name === name).flatMap(({ id }) => values.get(id) ?? []);
}

function factsOf(store: Store, ticket: Ticket, transaction: Transaction): Facts {
  const [requestor] = ticket.requestors;
  return {
    dragoman: 'request-tracker',
    rt_name: store.rtName,
    transaction: String(transaction.id),
    ticket: String(ticket.id),
    created: timeOf(transaction.createdAt),
    creator: transaction.creator.name,
    creator_privileged: transaction.creator.privileged,
    queue: ticket.queue.name,
    subject: textOrNull(ticket.subject),
    status: ticket.status,
    priority: String(ticket.priority),
    tags: valuesNamed(store, ticket.values, tagsField),
    requestor: requestor?.name ?? null,
    requestor_lang: requestor?.lang ?? null,
  };
}

function contentOf(text: string): string | null {
  return [...text].length > maxContentCharacters ? null : text;
}

/** What the hook says of a transaction, as the ticket is now; null = nothing. */
export function hookBodyOf(store: Store, transaction: Transaction): HookBody | null {
  const ticket = transaction.objectType === 'RT::Ticket' ? store.ticketAt(transaction.objectId) : undefined;
  if (ticket === undefined) return null;
  const facts = factsOf(store, ticket, transaction);
  switch (transaction.type) {
    case 'Create':
    case 'Correspond':
    case 'Comment': {
      const main = mainTextOf(transaction);
      return {
        ...facts,
        event: 'message',
        type: transaction.type,
        creator_is_requestor: ticket.requestors.some(({ id }) => id === transaction.creator.id),
        interface: headerOf(transaction, 'X-RT-Interface'),
        auto_submitted: headerOf(transaction, 'Auto-Submitted'),
        content_type: main?.contentType ?? null,
        content: contentOf(main?.content?.toString('utf8') ?? ''),
        attachments: transaction.attachments.filter(({ fileName }) => fileName !== null).length,
        is_first: transaction.type === 'Create',
        write_key: valuesNamed(store, transaction.values, writeKeyField)[0] ?? null,
      };
    }
    case 'CustomField': {
      const field = store.customFields.find(({ id }) => String(id) === transaction.field)?.name ?? '';
      const value = textOrNull(transaction.newValue);
      return toldFields.has(field) ? { ...facts, event: 'field', field, value } : null;
    }
    case 'Status':
      return transaction.newValue === 'deleted' ? { ...facts, event: 'deleted' } : null;
    case 'EmailRecord':
    case 'Set':
    case 'AddWatcher':
    case 'AddLink':
      return null;
  }
}

/** The bytes that go out: members sorted by name, as the scrip writes them. */
export function canonicalJson(body: object): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(body).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}
