import * as z from 'zod/mini';
import { textOrNull } from '../kit/wire.ts';
import { checkbox, instant, recordId, recordIdOrNull } from './wire.ts';

/** Records as SOQL gives them, as far as they are read. https://developer.salesforce.com/docs/platform/object-reference/overview */

/** Contact and language of whoever is a customer are looked up where they are needed: not every org has these fields. */
const user = z._default(z.nullable(z.object({ UserType: textOrNull })), null);
const authorFields = ['CreatedById', 'CreatedBy.UserType', 'CreatedDate'];
const authorShape = { CreatedById: recordIdOrNull, CreatedBy: user, CreatedDate: instant } as const;
/** Who made a record, and as what. */
export type Authored = Readonly<{ CreatedById: string | null; CreatedBy: z.infer<typeof user> }>;

export const caseRow = z.object({
  ...authorShape,
  Id: recordId,
  Subject: textOrNull,
  Description: textOrNull,
  Status: textOrNull,
  Priority: textOrNull,
  Origin: textOrNull,
  ContactId: recordIdOrNull,
  Contact: z._default(z.nullable(z.object({ Email: textOrNull })), null),
  SuppliedEmail: textOrNull,
  OwnerId: recordIdOrNull,
  RecordTypeId: recordIdOrNull,
});
export type CaseRow = z.infer<typeof caseRow>;

/** An org without record types has no such field; it is asked for only where the scope needs it. */
export function caseFieldsFor(needsRecordType: boolean): readonly string[] {
  const fields = [
    ...['Id', 'Subject', 'Description', 'Status', 'Priority', 'Origin', 'ContactId', 'Contact.Email'],
    ...['SuppliedEmail', 'OwnerId', ...authorFields],
  ];
  return needsRecordType ? [...fields, 'RecordTypeId'] : fields;
}

export const emailRow = z.object({
  ...authorShape,
  Id: recordId,
  ParentId: recordIdOrNull,
  Incoming: checkbox,
  TextBody: textOrNull,
  HtmlBody: textOrNull,
  Subject: textOrNull,
  FromAddress: textOrNull,
  Headers: textOrNull,
  HasAttachment: checkbox,
});
export type EmailRow = z.infer<typeof emailRow>;
export const emailFields: readonly string[] = [
  ...[
    'Id',
    'ParentId',
    'Incoming',
    'TextBody',
    'HtmlBody',
    'Subject',
    'FromAddress',
    'Headers',
    'HasAttachment',
  ],
  ...authorFields,
];

export const commentRow = z.object({
  ...authorShape,
  Id: recordId,
  ParentId: recordIdOrNull,
  CommentBody: textOrNull,
  IsPublished: checkbox,
});
export type CommentRow = z.infer<typeof commentRow>;
export const commentFields: readonly string[] = [
  'Id',
  'ParentId',
  'CommentBody',
  'IsPublished',
  ...authorFields,
];

export const postRow = z.object({
  ...authorShape,
  Id: recordId,
  ParentId: recordIdOrNull,
  Type: textOrNull,
  Body: textOrNull,
  IsRichText: checkbox,
  Visibility: textOrNull,
  /** Whose credentials made it; `CreatedById` may be somebody in whose name it was made. */
  InsertedById: recordIdOrNull,
});
export type PostRow = z.infer<typeof postRow>;
export const postFields: readonly string[] = [
  ...['Id', 'ParentId', 'Type', 'Body', 'IsRichText', 'Visibility', 'InsertedById'],
  ...authorFields,
];

/** What stands below a post. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feedcomment.htm */
export const replyRow = z.object({
  ...authorShape,
  Id: recordId,
  ParentId: recordIdOrNull,
  /** The post. */
  FeedItemId: recordIdOrNull,
  CommentBody: textOrNull,
  IsRichText: checkbox,
  CommentType: textOrNull,
  InsertedById: recordIdOrNull,
  /** Of a `ContentComment` the version of its file. */
  RelatedRecordId: recordIdOrNull,
});
export type ReplyRow = z.infer<typeof replyRow>;
export const replyFields: readonly string[] = [
  ...['Id', 'ParentId', 'FeedItemId', 'CommentBody', 'IsRichText', 'CommentType', 'InsertedById'],
  ...['RelatedRecordId', ...authorFields],
];

const below = {
  /** Null = none. */
  FeedComments: z._default(z.nullable(z.object({ records: z.array(replyRow) })), null),
} as const;

/** A post as far as the replies below it need it. */
export const answeredPost = z.object({ Id: recordId, Visibility: textOrNull, ...below });
export type AnsweredPost = z.infer<typeof answeredPost>;

/** A post with what stands below it. */
export const postWithReplies = z.extend(postRow, below);
export type PostWithReplies = z.infer<typeof postWithReplies>;

/** Whether the account's scope asks for the record type. */
export const needsRecordType = ({
  include,
  exclude,
}: Readonly<Record<'include' | 'exclude', Readonly<{ forms: readonly string[] }>>>): boolean =>
  include.forms.length > 0 || exclude.forms.length > 0;
