import type { Values } from '../metadata/model.ts';
import { type Org, textIn } from '../records/context.ts';
import { plainOf } from '../records/rich-text.ts';
import type { MessageFacts } from './message-payload.ts';

type Author = Pick<MessageFacts, 'authorId' | 'authorType'>;

/** A portal user counts as their contact. */
function authorOf({ store }: Org, userId: string | null): Author {
  const user = userId === null ? null : store.get(userId);
  const contactId = user === null ? null : textIn(user.values, 'ContactId');
  if (contactId !== null) return { authorId: contactId, authorType: 'customer' };
  const type = user?.values.UserType;
  if (type === 'Standard') return { authorId: userId, authorType: 'staff' };
  return type === 'AutomatedProcess'
    ? { authorId: userId, authorType: 'automation' }
    : { authorId: null, authorType: 'customer' };
}

function contactOfAddress({ store }: Org, address: string | null): string | null {
  if (address === null) return null;
  const contact = store
    .of('Contact')
    .find(
      ({ Email, IsDeleted }) => IsDeleted !== true && String(Email).toLowerCase() === address.toLowerCase(),
    );
  return contact === undefined ? null : textIn(contact, 'Id');
}

/** https://datatracker.ietf.org/doc/html/rfc3834#section-5 and, of notices about a delivery, rfc3462. */
function machineMadeOf(headers: string | null): string | null {
  if (/^auto-submitted:\s*(?!no\b)\S/im.test(headers ?? '')) return 'auto-submitted';
  const isNotice = /^content-type:\s*multipart\/report\b|^return-path:\s*<>/im.test(headers ?? '');
  return isNotice ? 'delivery-notice' : null;
}

function isFirstMail({ store }: Org, mail: Values): boolean {
  const ofCase = store.of('EmailMessage').filter(({ ParentId }) => ParentId === mail.ParentId);
  const caseRecord = store.get(String(mail.ParentId))?.values;
  return ofCase[0]?.Id === mail.Id && caseRecord?.Origin === 'Email' && mail.Incoming === true;
}

function mailAuthor(org: Org, mail: Values): Author & Pick<MessageFacts, 'authorAddress'> {
  if (mail.Incoming !== true) return authorOf(org, textIn(mail, 'CreatedById'));
  const address = textIn(mail, 'FromAddress');
  return { authorId: contactOfAddress(org, address), authorType: 'customer', authorAddress: address };
}

function mailFacts(org: Org, mail: Values): MessageFacts {
  return {
    kind: 'message',
    recordId: String(mail.Id),
    occurredAt: String(mail.CreatedDate),
    ...mailAuthor(org, mail),
    isPublic: true,
    isFirst: isFirstMail(org, mail),
    subject: textIn(mail, 'Subject'),
    body: textIn(mail, 'TextBody') ?? textIn(mail, 'HtmlBody'),
    channel: 'email',
    machineMade: machineMadeOf(textIn(mail, 'Headers')),
  };
}

function postFacts(org: Org, post: Values, body: string | null, isPublic: boolean): MessageFacts {
  const author = authorOf(org, textIn(post, 'CreatedById'));
  return {
    kind: 'message',
    recordId: String(post.Id),
    occurredAt: String(post.CreatedDate),
    ...author,
    isPublic,
    subject: textIn(org.store.known(String(post.ParentId)).values, 'Subject'),
    body,
    channel: author.authorType === 'customer' ? 'portal' : 'feed',
  };
}

const messagingOrigins = new Set(['Chat', 'Messaging']);

/** A case's own description, where no record beside it holds the text. Who writes on the web is a customer, whoever the row says. */
function descriptionFacts(org: Org, caseRecord: Values): MessageFacts {
  const origin = textIn(caseRecord, 'Origin') ?? '';
  const creator = authorOf(org, textIn(caseRecord, 'CreatedById'));
  const isFromCustomer = origin === 'Web' || messagingOrigins.has(origin);
  const contactId = textIn(caseRecord, 'ContactId');
  const author: Author = isFromCustomer ? { authorId: contactId, authorType: 'customer' } : creator;
  const isPortal = creator.authorType === 'customer' && creator.authorId !== null;
  return {
    kind: 'message',
    recordId: String(caseRecord.Id),
    occurredAt: String(caseRecord.CreatedDate),
    ...author,
    authorAddress: isFromCustomer ? textIn(caseRecord, 'SuppliedEmail') : null,
    isPublic: true,
    isFirst: true,
    subject: textIn(caseRecord, 'Subject'),
    body: textIn(caseRecord, 'Description'),
    channel: messagingOrigins.has(origin) ? 'messaging' : isPortal ? 'portal' : 'web',
  };
}

const postTypes = new Set(['TextPost', 'ContentPost']);
const draft = '5';

/** What the package says of a record that holds a message; null = it says nothing of it (a post that mirrors a mail, a draft). */
export function factsOfRecord(org: Org, object: string, record: Values): MessageFacts | null {
  switch (object) {
    case 'EmailMessage':
      return record.ParentId === null || record.Status === draft ? null : mailFacts(org, record);
    case 'CaseComment': {
      const facts = postFacts(org, record, textIn(record, 'CommentBody'), record.IsPublished === true);
      return { ...facts, attachmentCount: 0 };
    }
    case 'FeedItem': {
      const isOfCase = org.store.get(String(record.ParentId))?.object === 'Case';
      if (!isOfCase || !postTypes.has(String(record.Type))) return null;
      const body = textIn(record, 'Body');
      const text = body !== null && record.IsRichText === true ? plainOf(body) : body;
      return postFacts(org, record, text, record.Visibility === 'AllUsers');
    }
    case 'Case':
      return record.Origin === 'Email' || record.Description === null ? null : descriptionFacts(org, record);
    default:
      return null;
  }
}

/** The case that a message's record belongs to. */
export function caseOf({ store }: Org, object: string, record: Values): Values | null {
  if (object === 'Case') return record;
  return store.get(String(record.ParentId))?.values ?? null;
}
