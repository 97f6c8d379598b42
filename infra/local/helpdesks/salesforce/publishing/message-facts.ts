import type { Values } from '../metadata/model.ts';
import { type Org, textIn } from '../records/context.ts';
import { plainOf } from '../records/rich-text.ts';
import { machineMadeOf } from './machine-headers.ts';
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
    : { authorId: userId, authorType: 'customer' };
}

const isSame = (one: string | null, other: string | null) =>
  one !== null && one.trim().toLowerCase() === other?.trim().toLowerCase();

/** Email-to-Case makes the case and then its mail. */
const openingMs = 60_000;

const madeAt = (record: Values) => Date.parse(String(record.CreatedDate));

/** The first mail that came into a case opened it, if it came within a minute of the case. */
function isFirstMail({ store }: Org, mail: Values): boolean {
  const caseRecord = store.known(String(mail.ParentId)).values;
  if (madeAt(mail) - madeAt(caseRecord) > openingMs) return false;
  const isBefore = (one: Values) =>
    madeAt(one) < madeAt(mail) || (madeAt(one) === madeAt(mail) && String(one.Id) < String(mail.Id));
  return !store
    .of('EmailMessage')
    .some(
      (one) =>
        one.ParentId === mail.ParentId && one.Incoming === true && one.IsDeleted !== true && isBefore(one),
    );
}

/**
 * Whoever writes from the contact's address, or from the one that opened a case without a contact, is whom the case is about. A
 * colleague who writes by mail is staff, and so is nobody in particular who writes from an address that the org sends from;
 * anybody else is a customer, and the contact if they opened the case.
 */
function mailAuthor({ store }: Org, mail: Values): Author & Pick<MessageFacts, 'authorAddress'> {
  const authorAddress = textIn(mail, 'FromAddress');
  const caseRecord = store.known(String(mail.ParentId)).values;
  const contactId = textIn(caseRecord, 'ContactId');
  const contact = contactId === null ? null : store.get(contactId);
  const opener = textIn(caseRecord, 'SuppliedEmail');
  const requester = contact === null ? opener : textIn(contact.values, 'Email');
  if (isSame(authorAddress, requester)) return { authorId: contactId, authorType: 'customer', authorAddress };
  const colleague = store
    .of('User')
    .find(({ UserType, Email }) => UserType === 'Standard' && isSame(authorAddress, String(Email)));
  const isOrgWide = store
    .of('OrgWideEmailAddress')
    .some(({ Address }) => isSame(authorAddress, String(Address)));
  if (colleague !== undefined)
    return { authorId: textIn(colleague, 'Id'), authorType: 'staff', authorAddress };
  if (isOrgWide) return { authorId: null, authorType: 'staff', authorAddress };
  const authorId = isSame(authorAddress, opener) ? contactId : null;
  return { authorId, authorType: 'customer', authorAddress };
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
    body: textIn(mail, 'TextBody'),
    isWhole: textIn(mail, 'TextBody') !== null || textIn(mail, 'HtmlBody') === null,
    channel: 'email',
    machineMade: machineMadeOf(textIn(mail, 'Headers')),
  };
}

function postFacts(
  org: Org,
  post: Values,
  body: string | null,
  { isPublic, channelOfStaff }: Readonly<{ isPublic: boolean; channelOfStaff: 'web' | 'feed' }>,
): MessageFacts {
  const author = authorOf(org, textIn(post, 'CreatedById'));
  return {
    kind: 'message',
    recordId: String(post.Id),
    occurredAt: String(post.CreatedDate),
    ...author,
    isPublic,
    subject: textIn(org.store.known(String(post.ParentId)).values, 'Subject'),
    body,
    channel: author.authorType === 'customer' && channelOfStaff === 'web' ? 'portal' : channelOfStaff,
  };
}

/**
 * A case's own description, where no record beside it holds the text. Where a form or a mailbox may have made the case it is
 * a hint without text: whether there is an e-mail as well is known later.
 */
function descriptionFacts(org: Org, caseRecord: Values): MessageFacts {
  const creator = authorOf(org, textIn(caseRecord, 'CreatedById'));
  const isFromForm = textIn(caseRecord, 'SuppliedEmail') !== null;
  const author: Author = isFromForm
    ? { authorId: textIn(caseRecord, 'ContactId'), authorType: 'customer' }
    : creator;
  return {
    kind: 'message',
    recordId: String(caseRecord.Id),
    occurredAt: String(caseRecord.CreatedDate),
    ...author,
    authorAddress: textIn(caseRecord, 'SuppliedEmail'),
    isPublic: true,
    isFirst: true,
    subject: textIn(caseRecord, 'Subject'),
    body: isFromForm ? null : textIn(caseRecord, 'Description'),
    isWhole: !isFromForm,
    channel: !isFromForm && creator.authorType === 'customer' ? 'portal' : 'web',
  };
}

/** A reply is as internal as its post; customers read their own in any case. */
function replyFacts(org: Org, reply: Values): MessageFacts | null {
  const body = textIn(reply, 'CommentBody');
  const isOfCase = org.store.get(String(reply.ParentId))?.object === 'Case';
  if (!isOfCase || body === null || body.trim() === '') return null;
  const post = org.store.get(String(reply.FeedItemId));
  const text = reply.IsRichText === true ? plainOf(body) : body;
  const isPublic = post?.values.Visibility === 'AllUsers';
  const facts = postFacts(org, reply, text, { isPublic, channelOfStaff: 'feed' });
  return facts.authorType === 'customer' ? { ...facts, isPublic: true } : facts;
}

const cameByMail = ({ Origin }: Values) => /mail/i.test(String(Origin ?? ''));

const postTypes = new Set(['TextPost', 'ContentPost', 'LinkPost']);
const draft = '5';

/** What the package says of a record that holds a message; null = it says nothing of it (a post that mirrors a mail, a draft). */
export function factsOfRecord(org: Org, object: string, record: Values): MessageFacts | null {
  switch (object) {
    case 'EmailMessage':
      // What agents send is not told.
      return record.ParentId === null || record.Incoming !== true || record.Status === draft
        ? null
        : mailFacts(org, record);
    case 'CaseComment': {
      const isPublic = record.IsPublished === true;
      const facts = postFacts(org, record, textIn(record, 'CommentBody'), {
        isPublic,
        channelOfStaff: 'web',
      });
      return { ...facts, attachmentCount: 0 };
    }
    case 'FeedItem': {
      const isOfCase = org.store.get(String(record.ParentId))?.object === 'Case';
      const body = textIn(record, 'Body');
      if (!isOfCase || !postTypes.has(String(record.Type)) || (body ?? '').trim() === '') return null;
      const text = body !== null && record.IsRichText === true ? plainOf(body) : body;
      const facts = postFacts(org, record, text, {
        isPublic: record.Visibility === 'AllUsers',
        channelOfStaff: 'feed',
      });
      return facts.authorType === 'customer' ? { ...facts, isPublic: true } : facts;
    }
    case 'FeedComment':
      return replyFacts(org, record);
    case 'Case':
      return cameByMail(record) || record.Description === null ? null : descriptionFacts(org, record);
    default:
      return null;
  }
}

/** The case that a message's record belongs to. */
export function caseOf({ store }: Org, object: string, record: Values): Values | null {
  if (object === 'Case') return record;
  return store.get(String(record.ParentId))?.values ?? null;
}
