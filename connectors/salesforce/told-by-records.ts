import { textOfHtml } from '../kit/html-text.ts';
import { lowerAddress } from './mail-addresses.ts';
import { isOfOpener, isOfRequester, type People } from './people.ts';
import type { AnsweredPost, Authored, CaseRow, CommentRow, EmailRow, PostRow, ReplyRow } from './records.ts';
import type { AuthorTold, CaseTold, Told } from './told.ts';
import { authorTypeOf, isPostType, machineKindOf } from './vocabulary.ts';

export function caseTold(row: CaseRow, locale: string | null = null): CaseTold {
  return {
    subject: row.Subject,
    status: row.Status,
    priority: row.Priority,
    origin: row.Origin,
    contact: row.ContactId,
    suppliedEmail: row.SuppliedEmail,
    locale,
    owner: row.OwnerId,
    recordType: row.RecordTypeId,
  };
}

/** A site's or portal's user is known by the contact that they are, as in the cases that they have by mail. */
function userTold(row: Authored, people: People, actor: string | null = null): AuthorTold {
  const { CreatedById: id, CreatedBy: by } = row;
  const contact = people.logins.get(id ?? '')?.contact ?? null;
  return { type: authorTypeOf(by?.UserType ?? null), id: contact ?? id, address: null, actor };
}

/** The language of a customer's own login. */
const localeOf = ({ CreatedById: id }: Authored, { logins }: People) => logins.get(id ?? '')?.locale ?? null;

/** An e-mail of a case. What came in is a customer's, unless it is from somebody of the staff who is not whom the case is about. */
export function emailTold(row: EmailRow, ofCase: CaseRow, isFirst: boolean, people: People): Told {
  return {
    record: row.Id,
    ticket: ofCase.Id,
    occurredAt: row.CreatedDate,
    author: row.Incoming ? senderTold(row, ofCase, people) : userTold(row, people),
    isPublic: true,
    isFirst,
    text: row.TextBody ?? textOfHtml(row.HtmlBody ?? ''),
    html: row.HtmlBody,
    attachmentCount: row.HasAttachment ? null : 0,
    channel: 'email',
    machineMade: row.Incoming ? machineKindOf(row.Headers) : null,
    case: caseTold(ofCase),
  };
}

function senderTold(row: EmailRow, ofCase: CaseRow, { staff, ours }: People): AuthorTold {
  const from = { address: row.FromAddress, actor: null };
  if (isOfRequester(row, ofCase)) return { type: 'customer', id: ofCase.ContactId, ...from };
  const address = lowerAddress(row.FromAddress ?? '');
  const colleague = staff.get(address) ?? null;
  if (colleague !== null || ours.has(address)) return { type: 'staff', id: colleague, ...from };
  return { type: 'customer', id: isOfOpener(row, ofCase) ? ofCase.ContactId : null, ...from };
}

export function commentTold(row: CommentRow, ofCase: CaseRow, people: People): Told {
  const author = userTold(row, people);
  return {
    ...{ record: row.Id, ticket: ofCase.Id, occurredAt: row.CreatedDate, author },
    isPublic: row.IsPublished,
    isFirst: false,
    text: row.CommentBody ?? '',
    html: null,
    attachmentCount: 0,
    channel: author.type === 'customer' ? 'portal' : null,
    machineMade: null,
    case: caseTold(ofCase, localeOf(row, people)),
  };
}

/** A post's text without markup. */
export const postText = ({ Body: body, IsRichText: isRich }: Pick<PostRow, 'Body' | 'IsRichText'>): string =>
  isRich ? textOfHtml(body ?? '') : (body ?? '');

export function postTold(row: PostRow, ofCase: CaseRow, people: People): Told {
  const told = userTold(row, people, row.InsertedById);
  // What Salesforce itself puts into the feed has the name of the user who did it.
  const author = isPostType(row.Type ?? '') ? told : { ...told, type: 'automation' as const };
  return {
    ...{ record: row.Id, ticket: ofCase.Id, occurredAt: row.CreatedDate, author },
    isPublic: isReadByCustomer(row),
    isFirst: false,
    text: postText(row),
    html: row.IsRichText ? row.Body : null,
    attachmentCount: row.Type === 'ContentPost' ? null : 0,
    channel: 'feed',
    machineMade: null,
    case: caseTold(ofCase, localeOf(row, people)),
  };
}

/** A reply's text without markup. */
export const replyText = ({ CommentBody: Body, IsRichText }: ReplyRow): string =>
  postText({ Body, IsRichText });

/** Whether the customer reads a post, and so what stands below it. */
export const isReadByCustomer = ({ Visibility: to }: Pick<PostRow, 'Visibility'>): boolean =>
  to === 'AllUsers';

/** A reply below a post, in which a customer reads their own words whatever the post says. */
export function replyTold(row: ReplyRow, post: AnsweredPost, ofCase: CaseRow, people: People): Told {
  const author = userTold(row, people, row.InsertedById);
  return {
    ...{ record: row.Id, ticket: ofCase.Id, occurredAt: row.CreatedDate, author },
    isPublic: author.type === 'customer' || isReadByCustomer(post),
    isFirst: false,
    text: replyText(row),
    html: row.IsRichText ? row.CommentBody : null,
    attachmentCount: row.CommentType === 'ContentComment' ? null : 0,
    channel: 'feed',
    machineMade: null,
    case: caseTold(ofCase, localeOf(row, people)),
  };
}

/**
 * A case's own description. A web form's case is made by whatever user the org has chosen for that, so that the address
 * which only a form fills in says that its customer wrote it.
 */
export function descriptionTold(row: CaseRow, people: People): Told {
  const isOfForm = row.SuppliedEmail !== null;
  const author: AuthorTold = isOfForm
    ? { type: 'customer', id: row.ContactId, address: row.SuppliedEmail, actor: null }
    : userTold(row, people);
  return {
    ...{ record: row.Id, ticket: row.Id, occurredAt: row.CreatedDate, author },
    isPublic: true,
    isFirst: true,
    text: row.Description ?? '',
    html: null,
    attachmentCount: null,
    channel: isOfForm ? 'web' : author.type === 'customer' ? 'portal' : null,
    machineMade: null,
    case: caseTold(row, localeOf(row, people)),
  };
}
