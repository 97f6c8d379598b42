import { createOnly, fields, type ObjectType, objectType, readOnly } from './model.ts';

const { text, email, longText, boolean, number, datetime, picklist, lookup } = fields;

/** Where permission sets decide over the field. */
const byPermission = { permissionable: true } as const;

/** The statuses of a case by which it is closed; the others leave it open. */
export type CasePicklists = Readonly<{
  statuses: readonly Readonly<{ name: string; closed: boolean }>[];
  priorities: readonly string[];
  origins: readonly string[];
  /** Whether these refuse other values; an admin decides. */
  restricted: boolean;
}>;

export const standardPicklists: CasePicklists = {
  statuses: [
    { name: 'New', closed: false },
    { name: 'Working', closed: false },
    { name: 'Escalated', closed: false },
    { name: 'Closed', closed: true },
  ],
  priorities: ['High', 'Medium', 'Low'],
  origins: ['Phone', 'Email', 'Web'],
  restricted: true,
};

function caseObject({ statuses, priorities, origins, restricted }: CasePicklists): ObjectType {
  const status = statuses.map(({ name }) => name);
  return objectType('Case', '500', [
    readOnly(text('CaseNumber', 30)),
    // Which fields permission sets know follows from the metadata of public projects: the status is none of them.
    picklist('Status', status, { restricted, defaultValue: status[0] ?? null }),
    picklist('Priority', priorities, { ...byPermission, restricted, defaultValue: 'Medium' }),
    picklist('Origin', origins, { ...byPermission, restricted }),
    picklist('Type', [], byPermission),
    picklist('Reason', [], byPermission),
    text('Subject', 255, byPermission),
    longText('Description', 32_000, byPermission),
    lookup('ContactId', ['Contact'], byPermission),
    lookup('AccountId', ['Account'], byPermission),
    lookup('ParentId', ['Case'], byPermission),
    lookup('OwnerId', ['User', 'Group']),
    lookup('RecordTypeId', ['RecordType']),
    text('SuppliedName', 80, byPermission),
    email('SuppliedEmail', byPermission),
    readOnly(email('ContactEmail', byPermission)),
    readOnly(boolean('IsClosed')),
    readOnly(datetime('ClosedDate', byPermission)),
    boolean('IsEscalated', byPermission),
    readOnly(lookup('MasterRecordId', ['Case'])),
  ]);
}

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casecomment.htm */
const caseComment = objectType(
  'CaseComment',
  '00a',
  [
    createOnly(lookup('ParentId', ['Case'], { required: true })),
    longText('CommentBody', 4_000, {
      maxCharacters: null,
      maxBytes: 4_000,
      filterable: true,
      sortable: true,
    }),
    boolean('IsPublished'),
    boolean('IsNotificationSelected', { filterable: false, sortable: false }),
  ],
  { governedBy: 'case' },
);

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_emailmessage.htm */
const emailMessage = objectType(
  'EmailMessage',
  '02s',
  [
    createOnly(lookup('ParentId', ['Case'])),
    lookup('RelatedToId', ['Case']),
    createOnly(boolean('Incoming')),
    // 0 New, 1 Read, 2 Replied, 3 Sent, 4 Forwarded, 5 Draft
    picklist('Status', ['0', '1', '2', '3', '4', '5'], { restricted: true, defaultValue: '0' }),
    text('Subject', 3_000),
    longText('TextBody', 131_072),
    longText('HtmlBody', 131_072),
    longText('Headers', 32_000),
    email('FromAddress', { maxCharacters: 1_000 }),
    text('FromName', 1_000),
    createOnly(lookup('FromId', ['Contact', 'User'])),
    text('ToAddress', 4_000),
    text('CcAddress', 4_000),
    text('BccAddress', 4_000),
    datetime('MessageDate'),
    text('MessageIdentifier', 255),
    text('ThreadIdentifier', 255),
    readOnly(boolean('HasAttachment')),
    boolean('IsExternallyVisible', { createable: false, defaultValue: true }),
    createOnly(picklist('AutomationType', ['AiAssisted', 'AiAutomated'], { restricted: true })),
  ],
  { governedBy: 'case' },
);

const feedItemFields = [
  createOnly(lookup('ParentId', ['Case', 'User'], { required: true })),
  createOnly(
    picklist('Type', ['TextPost', 'ContentPost', 'LinkPost', 'CaseCommentPost', 'EmailMessageEvent'], {
      restricted: true,
    }),
  ),
  longText('Body', 10_000, { sortable: true }),
  boolean('IsRichText'),
  text('Title', 255),
  picklist('Visibility', ['AllUsers', 'InternalUsers'], { restricted: true }),
  picklist('Status', ['Published', 'PendingReview', 'Isolated'], {
    restricted: true,
    filterable: false,
    defaultValue: 'Published',
  }),
  readOnly(lookup('InsertedById', ['User'])),
  createOnly(
    lookup('RelatedRecordId', ['ContentVersion', 'CaseComment', 'EmailMessage'], { filterable: false }),
  ),
  readOnly(number('CommentCount', { defaultValue: 0 })),
] as const;

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feeditem.htm */
const feedItem = objectType('FeedItem', '0D5', feedItemFields, {
  governedBy: 'case',
  hardDeleted: true,
  withoutSystemFields: ['LastModifiedById'],
});

/** The same posts by their case; read-only. Without the right to all data only this can be asked for a case's posts. */
const caseFeed = objectType('CaseFeed', '---', feedItemFields.map(readOnly), {
  governedBy: 'case',
  viewOf: 'FeedItem',
  withoutSystemFields: ['LastModifiedById'],
});

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feedcomment.htm */
const feedComment = objectType(
  'FeedComment',
  '0D7',
  [
    createOnly(lookup('FeedItemId', ['FeedItem'], { required: true })),
    readOnly(lookup('ParentId', ['Case', 'User'])),
    longText('CommentBody', 10_000),
    boolean('IsRichText'),
    createOnly(picklist('CommentType', ['TextComment', 'ContentComment'], { restricted: true })),
    readOnly(lookup('InsertedById', ['User'])),
    createOnly(lookup('RelatedRecordId', ['ContentVersion'])),
  ],
  {
    governedBy: 'case',
    hardDeleted: true,
    withoutSystemFields: ['LastModifiedById', 'LastModifiedDate'],
  },
);

const feedAttachment = objectType(
  'FeedAttachment',
  '08A',
  [
    createOnly(lookup('FeedEntityId', ['FeedItem', 'FeedComment'], { required: true })),
    createOnly(picklist('Type', ['Content', 'Link', 'InlineImage', 'FeedEntity'], { restricted: true })),
    createOnly(lookup('RecordId', ['ContentVersion', 'ContentDocument'], { relationship: null })),
    text('Title', 255),
  ],
  {
    governedBy: 'case',
    hardDeleted: true,
    withoutSystemFields: ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'],
  },
);

/** What an admin may have left off, and its fields with it; left out = it is on. */
export type OrgFeatures = Readonly<{ hasDigitalExperiences?: boolean; hasCaseMerge?: boolean }>;

/** The case and what hangs on it. */
export function caseObjects(
  picklists: CasePicklists,
  { hasDigitalExperiences = true, hasCaseMerge = true }: OrgFeatures,
): readonly ObjectType[] {
  const feed = [feedItem, caseFeed].map((object) =>
    hasDigitalExperiences ? object : without('Visibility', object),
  );
  const mergeable = caseObject(picklists);
  const ofCase = hasCaseMerge ? mergeable : without('MasterRecordId', mergeable);
  return [ofCase, caseComment, emailMessage, ...feed, feedComment, feedAttachment];
}

const without = (field: string, object: ObjectType): ObjectType => ({
  ...object,
  fields: object.fields.filter(({ name }) => name !== field),
});
