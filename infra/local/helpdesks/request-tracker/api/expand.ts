import { type Attachment, type Queue, type Ticket, type Transaction, timeOf, type User } from '../model.ts';
import { visibleFields } from '../rights.ts';
import { broken } from './answers.ts';
import type { ApiContext, ApiRequest } from './routing.ts';
import { contentText, fieldLinks, fieldValues, headersText, type Linked, selfLink, uidOf } from './wire.ts';

/** What `fields=A,B` and `fields[A]=C` add to the items of a list. A field that does not exist is ''. */

type Expanding = Readonly<{ request: ApiRequest; context: ApiContext }>;

const listOf = (text: string | null) => (text ?? '').split(',').filter((name) => name !== '');

/** Another record, with what `fields[…]` wants of it. `parameter`: `fields[Creator]`. */
export function expandLinked(linked: Linked, parameter: string, expanding: Expanding): object {
  const { request, context } = expanding;
  const wanted = listOf(request.query.get(parameter));
  return {
    ...uidOf(context.baseUrl, linked),
    ...Object.fromEntries(wanted.map((name) => [name, linkedField(linked, name)])),
  };
}

function linkedField(linked: Linked, name: string): string {
  if (linked.kind === 'user') return userField(linked.user, name);
  if (linked.kind === 'queue') return queueField(linked.queue, name);
  return '';
}

function userField(user: User, name: string): string {
  switch (name) {
    case 'id':
      return String(user.id);
    case 'Name':
      return user.name;
    case 'EmailAddress':
      return user.email ?? '';
    case 'RealName':
      return user.realName;
    case 'Lang':
      return user.lang ?? '';
    default:
      return '';
  }
}

function queueField(queue: Queue, name: string): string {
  switch (name) {
    case 'id':
      return String(queue.id);
    case 'Name':
      return queue.name;
    case 'Description':
      return queue.description;
    case 'CorrespondAddress':
      return queue.correspondAddress;
    case 'CommentAddress':
      return queue.commentAddress;
    default:
      return '';
  }
}

function transactionField(transaction: Transaction, name: string, expanding: Expanding): unknown {
  const { request, context } = expanding;
  const { baseUrl, store } = context;
  const ticket = transaction.objectType === 'RT::Ticket' ? store.ticketAt(transaction.objectId) : undefined;
  const fields = ticket === undefined ? [] : visibleFields(store, request.user, ticket, 'transaction');
  switch (name) {
    case 'id':
      return String(transaction.id);
    case 'Type':
      return transaction.type;
    case 'Creator':
      return expandLinked({ kind: 'user', user: transaction.creator }, 'fields[Creator]', expanding);
    case 'Created':
      return timeOf(transaction.createdAt);
    case 'Field':
      return transaction.field;
    case 'OldValue':
      return transaction.oldValue;
    case 'NewValue':
      return transaction.newValue;
    case 'Data':
      return transaction.data;
    case 'ObjectType':
      return transaction.objectType;
    case 'ObjectId':
      return String(transaction.objectId);
    case 'TimeTaken':
      return '0';
    case 'CustomFields':
      return fields.length === 0 ? '' : fieldValues(baseUrl, fields, transaction.values);
    case '_hyperlinks':
      return [selfLink(baseUrl, 'transaction', transaction.id), ...fieldLinks(baseUrl, fields)];
    default:
      return '';
  }
}

function attachmentField(attachment: Attachment, name: string, expanding: Expanding): unknown {
  switch (name) {
    case 'id':
      return String(attachment.id);
    case 'TransactionId':
      return String(attachment.transactionId);
    case 'Parent':
      if (attachment.parentId === 0) throw broken();
      return uidOf(expanding.context.baseUrl, { kind: 'attachment', attachment });
    case 'ContentType':
      return attachment.contentType;
    case 'ContentLength':
      return String(attachment.content?.length ?? 0);
    case 'Content':
      return contentText(attachment);
    case 'Headers':
      return headersText(attachment);
    case 'Filename':
      return attachment.fileName ?? '';
    case 'Subject':
      return attachment.subject;
    case 'MessageId':
      return attachment.messageId;
    case 'Created':
      return timeOf(attachment.createdAt);
    case 'Creator':
      return expandLinked({ kind: 'user', user: attachment.creator }, 'fields[Creator]', expanding);
    default:
      return '';
  }
}

/** A ticket's plain attributes, as RT shows them everywhere. */
export function ticketAttributes(ticket: Ticket): Readonly<Record<string, string>> {
  return {
    Type: 'ticket',
    Subject: ticket.subject,
    Status: ticket.status,
    Priority: String(ticket.priority),
    ...{ InitialPriority: '0', FinalPriority: '0', TimeEstimated: '0', TimeWorked: '0', TimeLeft: '0' },
    Created: timeOf(ticket.createdAt),
    LastUpdated: timeOf(ticket.lastUpdatedAt),
    Started: timeOf(ticket.startedAt),
    Resolved: timeOf(ticket.resolvedAt),
    ...{ Starts: timeOf(null), Due: timeOf(null) },
    ...(ticket.toldAt === null ? {} : { Told: timeOf(ticket.toldAt) }),
  };
}

function ticketField(ticket: Ticket, name: string, expanding: Expanding): unknown {
  const { request, context } = expanding;
  const linked = (one: Linked) => expandLinked(one, `fields[${name}]`, expanding);
  const users = (people: readonly User[]) => people.map((user) => linked({ kind: 'user', user }));
  switch (name) {
    case 'id':
      return String(ticket.id);
    case 'Queue':
      return linked({ kind: 'queue', queue: ticket.queue });
    case 'Owner':
      return linked({ kind: 'user', user: context.store.nobody });
    case 'Creator':
      return linked({ kind: 'user', user: ticket.creator });
    case 'LastUpdatedBy':
      return linked({ kind: 'user', user: ticket.lastUpdatedBy });
    case 'Requestor':
      return users(ticket.requestors);
    case 'Cc':
      return users(ticket.ccs);
    case 'AdminCc':
      return [];
    case 'CustomFields': {
      const fields = visibleFields(context.store, request.user, ticket, 'ticket');
      return fields.length === 0 ? '' : fieldValues(context.baseUrl, fields, ticket.values);
    }
    default:
      return ticketAttributes(ticket)[name] ?? '';
  }
}

function fieldOf(linked: Linked, name: string, expanding: Expanding): unknown {
  switch (linked.kind) {
    case 'transaction':
      return transactionField(linked.transaction, name, expanding);
    case 'attachment':
      return attachmentField(linked.attachment, name, expanding);
    case 'ticket':
      return ticketField(linked.ticket, name, expanding);
    case 'user':
      // Of a list's own items RT gives it as a number.
      return name === 'id' ? linked.user.id : linkedField(linked, name);
    case 'queue':
    case 'customfield':
      return linkedField(linked, name);
  }
}

/** One item of a list. */
export function expandItem(linked: Linked, expanding: Expanding): object {
  const names = listOf(expanding.request.query.get('fields'));
  return {
    ...uidOf(expanding.context.baseUrl, linked),
    ...Object.fromEntries(names.map((name) => [name, fieldOf(linked, name, expanding)])),
  };
}
