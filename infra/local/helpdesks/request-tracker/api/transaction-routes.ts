import { type Attachment, type Transaction, timeOf } from '../model.ts';
import { transactionMatcher } from '../query/fields.ts';
import { conditionsOf, parseQuery, type Query, QueryError } from '../query/parse.ts';
import { holds, mayReadTransaction, visibleFields } from '../rights.ts';
import type { Store } from '../store.ts';
import { ApiError, forbidden, found, refused } from './answers.ts';
import { listAnswer, type Sorting, sorted } from './paging.ts';
import type { ApiContext, ApiRequest, Route } from './routing.ts';
import { fieldLinks, fieldValues, headersText, type Linked, selfLink, uidOf } from './wire.ts';

/** What RT answers where a record is not there: its own code breaks. */
const noSuchRecord = () => refused(500, 'Internal Server Error');

function transactionAt(store: Store, id: string | undefined): Transaction {
  const transaction = store.transactions.get(Number(id));
  if (transaction === undefined) throw noSuchRecord();
  return transaction;
}

const sorting: Sorting<Transaction> = {
  id: ({ id }) => id,
  Created: ({ createdAt }) => createdAt.getTime(),
};

function listTransactions(transactions: readonly Transaction[], request: ApiRequest, context: ApiContext) {
  const items = sorted(transactions, request.query, sorting).map(
    (transaction): Linked => ({ kind: 'transaction', transaction }),
  );
  const maySee = (item: Linked) =>
    item.kind === 'transaction' && mayReadTransaction(context.store, request.user, item.transaction);
  return listAnswer({ items, maySee, isCounted: request.user.superUser }, request, context);
}

/** `TicketId = 3` also finds what is no ticket and has the number 3. */
function warnOfStrangers(query: Query, report: ApiRequest['report']): void {
  const keys = conditionsOf(query).map(({ key }) => key.toLowerCase());
  if (keys.includes('ticketid') && !keys.includes('objecttype')) {
    report("TicketId without ObjectType = 'RT::Ticket' finds transactions of users and queues as well");
  }
}

function searched(transactions: readonly Transaction[], request: ApiRequest, context: ApiContext) {
  const text = request.query.get('query') ?? '';
  try {
    const query = parseQuery(text, () =>
      request.report('AND and OR side by side: the last of them counts for all'),
    );
    if (query === null) return null;
    warnOfStrangers(query, request.report);
    return transactions.filter(transactionMatcher(query, { store: context.store, user: request.user }));
  } catch (error) {
    if (error instanceof QueryError) throw refused(400, error.message);
    throw error;
  }
}

function searchTransactions(request: ApiRequest, context: ApiContext) {
  return listTransactions(searched(context.store.sorted(), request, context) ?? [], request, context);
}

/**
 * A ticket that does not exist has an empty history; so has one that may not be seen. Comments that may not be read take
 * no room on a page; other things do.
 */
function showHistory(request: ApiRequest, context: ApiContext) {
  const ticket = context.store.ticketAt(Number(request.params[0]));
  const readsComments = ticket !== undefined && holds(request.user, ticket.queue, 'ShowTicketComments');
  const all = ticket === undefined ? [] : context.store.historyOf(ticket);
  const history = readsComments ? all : all.filter(({ type }) => type !== 'Comment');
  return listTransactions(searched(history, request, context) ?? history, request, context);
}

function showTransaction(request: ApiRequest, context: ApiContext) {
  const { store, baseUrl } = context;
  const transaction = transactionAt(store, request.params[0]);
  if (!mayReadTransaction(store, request.user, transaction)) throw forbidden();
  const { id, type, field, oldValue, newValue, data, creator, createdAt, values, attachments } = transaction;
  const ticket =
    transaction.objectType === 'RT::Ticket' ? store.tickets.get(transaction.objectId) : undefined;
  const fields = ticket === undefined ? [] : visibleFields(store, request.user, ticket, 'transaction');
  const filled = { Data: data, Field: field, OldValue: oldValue, NewValue: newValue };
  return found({
    ...{ id, Type: type, TimeTaken: '0', Created: timeOf(createdAt) },
    ...Object.fromEntries(Object.entries(filled).filter(([, value]) => value !== '')),
    Creator: uidOf(baseUrl, { kind: 'user', user: creator }),
    ...(ticket === undefined ? {} : { Object: uidOf(baseUrl, { kind: 'ticket', ticket }) }),
    ...(fields.length === 0 ? {} : { CustomFields: fieldValues(baseUrl, fields, values) }),
    _hyperlinks: [
      selfLink(baseUrl, 'transaction', id),
      ...fieldLinks(baseUrl, fields),
      ...attachments.map((part) => ({ ref: 'attachment', _url: `${baseUrl}/attachment/${part.id}` })),
    ],
  });
}

/** Of a transaction that may not be seen the list is empty. */
function showAttachments(request: ApiRequest, context: ApiContext) {
  const transaction = transactionAt(context.store, request.params[0]);
  const maySee = () => mayReadTransaction(context.store, request.user, transaction);
  const items = transaction.attachments.map((attachment): Linked => ({ kind: 'attachment', attachment }));
  return listAnswer({ items, maySee, isCounted: request.user.superUser }, request, context);
}

/** RT breaks its base64 into lines. */
const base64Of = (content: Buffer) => content.toString('base64').replace(/.{1,76}/g, '$&\n');

function parentOf(attachment: Attachment, { store, baseUrl }: ApiContext) {
  const parent = store.attachments.get(attachment.parentId);
  return parent === undefined ? '0' : uidOf(baseUrl, { kind: 'attachment', attachment: parent });
}

function showAttachment(request: ApiRequest, context: ApiContext) {
  const { store, baseUrl } = context;
  const attachment = store.attachments.get(Number(request.params[0]));
  if (attachment === undefined) throw noSuchRecord();
  const transaction = transactionAt(store, String(attachment.transactionId));
  if (!mayReadTransaction(store, request.user, transaction)) throw forbidden();
  const { id, contentType, fileName, subject, messageId, content, createdAt, creator } = attachment;
  return found({
    ...{ id, ContentType: contentType, Subject: subject, MessageId: messageId, Created: timeOf(createdAt) },
    ...(fileName === null ? {} : { Filename: fileName }),
    Content: content === null || content.length === 0 ? null : base64Of(content),
    Headers: headersText(attachment),
    Parent: parentOf(attachment, context),
    TransactionId: uidOf(baseUrl, { kind: 'transaction', transaction }),
    Creator: uidOf(baseUrl, { kind: 'user', user: creator }),
    _hyperlinks: [selfLink(baseUrl, 'attachment', id)],
  });
}

/** RT also takes a list of limits as JSON; the stand-in does not. */
function searchByJson({ report }: ApiRequest): never {
  report('the stand-in does not know a search by JSON');
  throw new ApiError({ status: 501, headers: {}, body: '' });
}

export const transactionRoutes: readonly Route[] = [
  { pattern: /^\/transactions\/?$/, handle: { GET: searchTransactions, POST: searchByJson } },
  { pattern: /^\/ticket\/(\d+)\/history\/?$/, handle: { GET: showHistory } },
  { pattern: /^\/transaction\/(\d+)\/?$/, handle: { GET: showTransaction } },
  { pattern: /^\/transaction\/(\d+)\/attachments\/?$/, handle: { GET: showAttachments } },
  { pattern: /^\/attachment\/(\d+)\/?$/, handle: { GET: showAttachment } },
];
