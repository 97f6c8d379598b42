import type { ReadFailure } from '../contract.ts';
import type { Api, ApiFailure, ApiResult } from './api.ts';
import {
  type Attachment,
  anyTickets,
  attachmentsAnswer,
  type Page,
  type Ticket,
  type Transaction,
  ticketAnswer,
  ticketsAnswer,
  transactionsAnswer,
} from './wire-api.ts';

/** RT gives no more entries on a page. */
export const pageSize = 100;

/** A text part larger than this is not read: no person wrote it. */
const maxTextBytes = 1_000_000;
/** So much text at once stays far below the largest answer that is taken, however it is escaped. */
const maxBytesAtOnce = 2_000_000;

const transactionFields = 'Type,Creator,Created,ObjectType,ObjectId,CustomFields';

export const ticketPath = (ticket: string) => `/ticket/${encodeURIComponent(ticket)}`;

/** A text in a query of RT's own language. */
export const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const isNumber = (id: string) => /^[1-9]\d{0,18}$/.test(id);

/** What an answer other than success means for reading. */
export function failureOf(failure: ApiFailure): ReadFailure {
  switch (failure.kind) {
    case 'failed':
      return failure.failure;
    case 'not-found':
      return { kind: 'refused', status: 404, code: 'ticket-not-found', expected: true };
    case 'stale':
      return { kind: 'throttled', retryAfterMs: null };
  }
}

/** Our token is good, but this record is not for us. */
export const isForbidden = (result: ApiResult<unknown>): boolean =>
  result.kind === 'failed' && result.failure.kind === 'unauthorised' && result.failure.status === 403;

/** A ticket; of one that was merged the one that it was merged into, by its id. */
export function readTicket(api: Api, ticket: string, as: string | null = null): Promise<ApiResult<Ticket>> {
  const query = new URLSearchParams({ 'fields[Queue]': 'Name' });
  return api.call({ method: 'GET', path: `${ticketPath(ticket)}?${query}`, as }, ticketAnswer);
}

/** Those of the tickets that are neither merged nor deleted, with their requestors' languages. At most a page of them. */
export async function readTickets(api: Api, ids: readonly string[]): Promise<ApiResult<Page<Ticket>>> {
  const query = new URLSearchParams({
    query: ids.map((id) => `id = ${id}`).join(' OR '),
    fields: 'Subject,Status,Priority,Queue,Requestor,CustomFields',
    'fields[Queue]': 'Name',
    'fields[Requestor]': 'Lang',
    per_page: String(pageSize),
  });
  return api.call({ method: 'GET', path: `/tickets?${query}` }, ticketsAnswer);
}

/**
 * What a ticket's 403 means: an agent has put it into a queue that we may not see, or, where we see no ticket at all, our
 * rights are gone. The second is for a person to mend, so whatever is not sure counts as that.
 */
export async function seesOtherTickets(api: Api): Promise<boolean> {
  const query = new URLSearchParams({ query: 'id > 0', orderby: 'id', order: 'DESC', per_page: '20' });
  const seen = await api.call({ method: 'GET', path: `/tickets?${query}` }, anyTickets);
  return seen.kind === 'ok' && seen.value.count > 0;
}

/** Transactions by a query in RT's own language, in the order of their ids. */
export async function findTransactions(
  api: Api,
  query: string,
  limit: number = pageSize,
): Promise<ApiResult<Page<Transaction>>> {
  const parameters = new URLSearchParams({
    query,
    fields: transactionFields,
    orderby: 'id',
    per_page: String(limit),
  });
  return api.call({ method: 'GET', path: `/transactions?${parameters}` }, transactionsAnswer);
}

/**
 * One transaction; null = there is none (any more), or not for us. By a search: to a request for just this one RT answers
 * 500 if it is not there.
 */
export async function readTransaction(api: Api, id: string): Promise<ApiResult<Transaction | null>> {
  if (!isNumber(id)) return ok(null);
  const found = await findTransactions(api, `id = ${id}`, 1);
  return found.kind === 'ok' ? ok(found.value.items[0] ?? null) : found;
}

/** A page of what was written in a ticket and in those that were merged into it, the newest first. `page` counts from 1. */
export async function readWritten(
  api: Api,
  ticket: string,
  { types, page, limit }: Readonly<{ types: readonly string[]; page: number; limit: number }>,
): Promise<ApiResult<Page<Transaction>>> {
  const query = new URLSearchParams({
    fields: transactionFields,
    orderby: 'id',
    order: 'DESC',
    per_page: String(limit),
    page: String(page),
  });
  const path = `${ticketPath(ticket)}/history?${query}`;
  return api.call({ method: 'POST', path, body: anyOf('Type', types) }, transactionsAnswer);
}

/** Parts by their ids, without content; those that are not there (any more) are left out. At most a page of them. */
export async function readAttachments(
  api: Api,
  ids: readonly string[],
): Promise<ApiResult<readonly Attachment[]>> {
  if (ids.length === 0) return ok([]);
  const query = new URLSearchParams({
    fields: 'TransactionId,ContentType,Filename,ContentLength',
    per_page: String(pageSize),
  });
  const call = { method: 'POST', path: `/attachments?${query}`, body: anyOf('id', ids) } as const;
  const answer = await api.call(call, attachmentsAnswer);
  return answer.kind === 'ok' ? ok(answer.value.items) : answer;
}

/** The parts of some transactions' messages, in their order, without content. */
export async function readParts(
  api: Api,
  transactions: readonly string[],
): Promise<ApiResult<readonly Attachment[]>> {
  const found: Attachment[] = [];
  for (let page = 1; transactions.length > 0; page += 1) {
    const query = new URLSearchParams({
      fields: 'TransactionId,ContentType,Filename,ContentLength,Headers',
      orderby: 'id',
      per_page: String(pageSize),
      page: String(page),
    });
    const body = anyOf('TransactionId', transactions);
    const answer = await api.call({ method: 'POST', path: `/attachments?${query}`, body }, attachmentsAnswer);
    if (answer.kind !== 'ok') return answer;
    found.push(...answer.value.items);
    if (answer.value.count < pageSize) break;
  }
  return ok(found);
}

/** The same with the content of their text parts, as far as a person may have written them. */
export async function readTexts(
  api: Api,
  transactions: readonly string[],
): Promise<ApiResult<readonly Attachment[]>> {
  const parts = await readParts(api, transactions);
  if (parts.kind !== 'ok') return parts;
  const texts = new Map<string, string | null>();
  for (const some of inPortions(parts.value.filter(isReadableText))) {
    const query = new URLSearchParams({ fields: 'TransactionId,Content', per_page: String(pageSize) });
    const call = { method: 'POST', path: `/attachments?${query}`, body: anyOf('id', some) } as const;
    const answer = await api.call(call, attachmentsAnswer);
    if (answer.kind !== 'ok') return answer;
    for (const { id, Content } of answer.value.items) texts.set(id, Content);
  }
  return ok(parts.value.map((part) => ({ ...part, Content: texts.get(part.id) ?? null })));
}

const bytesOf = ({ ContentLength: bytes }: Attachment) => Number(bytes ?? '0');

function isReadableText(part: Attachment): boolean {
  const { ContentType: type, Filename: name } = part;
  const isText = type === 'text/plain' || type === 'text/html';
  return isText && name === null && bytesOf(part) <= maxTextBytes;
}

/** Ids of parts that are asked for together. */
function* inPortions(parts: readonly Attachment[]): Generator<readonly string[]> {
  let ids: string[] = [];
  let bytes = 0;
  for (const part of parts) {
    if (ids.length === pageSize || bytes + bytesOf(part) > maxBytesAtOnce) {
      yield ids;
      ids = [];
      bytes = 0;
    }
    ids.push(part.id);
    bytes += bytesOf(part);
  }
  if (ids.length > 0) yield ids;
}

/** A condition of RT's searches by JSON: the field has one of the values. */
function anyOf(field: string, values: readonly string[]): readonly object[] {
  return values.map((value, index) => ({
    field,
    value,
    ...(index === 0 ? {} : { entry_aggregator: 'OR' }),
  }));
}

export function ok<Value>(value: Value): ApiResult<Value> {
  return { kind: 'ok', value, etag: null, location: null };
}
