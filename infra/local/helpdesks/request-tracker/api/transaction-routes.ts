import { type Attachment, type Transaction, timeOf } from '../model.ts';
import { transactionMatcher } from '../query/fields.ts';
import type { Searchable } from '../query/json.ts';
import { conditionsOf, parseQuery, type Query, QueryError } from '../query/parse.ts';
import { holds, mayReadTransaction, visibleFields } from '../rights.ts';
import type { Store } from '../store.ts';
import { type ApiAnswer, forbidden, found, refused } from './answers.ts';
import { foundByJson } from './json-search.ts';
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

const searchableTransaction = (transaction: Transaction): Searchable => ({
  id: transaction.id,
  ObjectType: transaction.objectType,
  ObjectId: transaction.objectId,
  Type: transaction.type,
  Creator: transaction.creator.id,
  Field: transaction.field,
  OldValue: transaction.oldValue,
  NewValue: transaction.newValue,
  Data: transaction.data,
});

/** Null = the request does not search. */
function searched(transactions: readonly Transaction[], request: ApiRequest, context: ApiContext) {
  if (request.method === 'POST' || request.query.get('query')?.startsWith('[')) {
    return foundByJson(transactions, request, searchableTransaction);
  }
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

const searchableAttachment = (attachment: Attachment): Searchable => ({
  id: attachment.id,
  TransactionId: attachment.transactionId,
  Parent: attachment.parentId,
  ContentType: attachment.contentType,
  Filename: attachment.fileName ?? '',
  Subject: attachment.subject,
  MessageId: attachment.messageId,
  Creator: attachment.creator.id,
});

/** What may not be seen takes its room on a page all the same. */
function listAttachments(attachments: readonly Attachment[], request: ApiRequest, context: ApiContext) {
  const { store } = context;
  const maySee = (item: Linked) =>
    item.kind === 'attachment' &&
    mayReadTransaction(store, request.user, transactionAt(store, String(item.attachment.transactionId)));
  const items = sorted(attachments, request.query, { id: ({ id }) => id }).map(
    (attachment): Linked => ({ kind: 'attachment', attachment }),
  );
  return listAnswer({ items, maySee, isCounted: request.user.superUser }, request, context);
}

function showAttachments(request: ApiRequest, context: ApiContext) {
  const { attachments } = transactionAt(context.store, request.params[0]);
  const found = foundByJson(attachments, request, searchableAttachment) ?? attachments;
  return listAttachments(found, request, context);
}

function showAttachmentsOfTicket(request: ApiRequest, context: ApiContext) {
  const ticket = context.store.ticketAt(Number(request.params[0]));
  const maySee = ticket !== undefined && holds(request.user, ticket.queue, 'ShowTicket');
  const all = maySee ? context.store.historyOf(ticket).flatMap(({ attachments }) => attachments) : [];
  const found = foundByJson(all, request, searchableAttachment) ?? all;
  return listAttachments(found, request, context);
}

function searchAttachments(request: ApiRequest, context: ApiContext) {
  const all = [...context.store.attachments.values()].sort((one, other) => one.id - other.id);
  return listAttachments(foundByJson(all, request, searchableAttachment) ?? [], request, context);
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

const reads = (handle: (request: ApiRequest, context: ApiContext) => ApiAnswer) => ({
  GET: handle,
  POST: handle,
});

export const transactionRoutes: readonly Route[] = [
  { pattern: /^\/transactions\/?$/, handle: reads(searchTransactions) },
  { pattern: /^\/ticket\/(\d+)\/history\/?$/, handle: reads(showHistory) },
  { pattern: /^\/transaction\/(\d+)\/?$/, handle: { GET: showTransaction } },
  { pattern: /^\/transaction\/(\d+)\/attachments\/?$/, handle: reads(showAttachments) },
  { pattern: /^\/ticket\/(\d+)\/attachments\/?$/, handle: reads(showAttachmentsOfTicket) },
  { pattern: /^\/attachments\/?$/, handle: reads(searchAttachments) },
  { pattern: /^\/attachment\/(\d+)\/?$/, handle: { GET: showAttachment } },
];
