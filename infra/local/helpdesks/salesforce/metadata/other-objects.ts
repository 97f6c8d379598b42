import { createOnly, fields, type ObjectType, objectType, readOnly } from './model.ts';

const { text, email, longText, boolean, number, picklist, lookup, blob } = fields;

const byPermission = { permissionable: true } as const;

export const userTypes = [
  'Standard',
  'CspLitePortal',
  'PowerCustomerSuccess',
  'CustomerSuccess',
  'Guest',
  'AutomatedProcess',
] as const;
export type UserType = (typeof userTypes)[number];

const user = objectType(
  'User',
  '005',
  [
    text('Username', 80),
    text('LastName', 80),
    text('FirstName', 40),
    text('Name', 121),
    text('Alias', 8),
    email('Email', { maxCharacters: 128 }),
    picklist('UserType', userTypes),
    boolean('IsActive'),
    lookup('ContactId', ['Contact']),
    lookup('ProfileId', ['Profile']),
    picklist('LanguageLocaleKey', []),
    picklist('LocaleSidKey', []),
    picklist('TimeZoneSidKey', []),
    text('FederationIdentifier', 512),
  ].map(readOnly),
  { governedBy: 'setup' },
);

const contact = objectType('Contact', '003', [
  readOnly(text('Name', 121)),
  text('LastName', 80, { required: true }),
  text('FirstName', 40),
  email('Email', byPermission),
  text('Phone', 40, byPermission),
  lookup('AccountId', ['Account'], byPermission),
  lookup('OwnerId', ['User']),
]);

const account = objectType('Account', '001', [
  text('Name', 255, { required: true }),
  lookup('OwnerId', ['User']),
]);

/** Read by every internal user, changed in Setup only. */
function setupObject(name: string, keyPrefix: string, own: ObjectType['fields']): ObjectType {
  return objectType(name, keyPrefix, own.map(readOnly), { governedBy: 'setup' });
}

const organization = setupObject('Organization', '00D', [
  text('Name', 80),
  text('InstanceName', 5),
  boolean('IsSandbox'),
  text('OrganizationType', 40),
  text('LanguageLocaleKey', 40),
]);
const group = setupObject('Group', '00G', [text('Name', 40), text('DeveloperName', 80), text('Type', 40)]);
const profile = setupObject('Profile', '00e', [text('Name', 255), text('UserType', 40)]);
const recordType = setupObject('RecordType', '012', [
  text('Name', 80),
  text('DeveloperName', 80),
  text('SobjectType', 40),
  boolean('IsActive'),
]);
const orgWideEmailAddress = setupObject('OrgWideEmailAddress', '0D2', [
  email('Address'),
  text('DisplayName', 320),
  boolean('IsAllowAllProfiles'),
]);
const contentVersion = objectType(
  'ContentVersion',
  '068',
  [
    createOnly(lookup('ContentDocumentId', ['ContentDocument'])),
    text('Title', 255),
    createOnly(text('PathOnClient', 500, { required: true })),
    createOnly(blob('VersionData')),
    createOnly(
      lookup('FirstPublishLocationId', ['Case', 'FeedItem', 'EmailMessage', 'User'], { relationship: null }),
    ),
    text('Description', 1_000),
    readOnly(text('FileExtension', 40)),
    readOnly(text('FileType', 20)),
    readOnly(number('ContentSize')),
    readOnly(boolean('IsLatest')),
    readOnly(text('VersionNumber', 20)),
    lookup('OwnerId', ['User']),
  ],
  { governedBy: 'internal' },
);

const contentDocument = objectType(
  'ContentDocument',
  '069',
  [
    text('Title', 255),
    text('FileExtension', 40),
    text('FileType', 20),
    number('ContentSize'),
    lookup('LatestPublishedVersionId', ['ContentVersion']),
    lookup('OwnerId', ['User']),
  ].map(readOnly),
  { governedBy: 'internal' },
);

const linkable = ['Case', 'EmailMessage', 'FeedItem', 'User', 'Contact'];

const contentDocumentLink = objectType(
  'ContentDocumentLink',
  '06A',
  [
    createOnly(lookup('ContentDocumentId', ['ContentDocument'], { required: true })),
    createOnly(lookup('LinkedEntityId', linkable, { required: true })),
    picklist('ShareType', ['V', 'C', 'I'], { restricted: true }),
    picklist('Visibility', ['AllUsers', 'InternalUsers', 'SharedUsers'], { restricted: true }),
  ],
  {
    governedBy: 'internal',
    hardDeleted: true,
    withoutSystemFields: ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'],
  },
);

const attachment = objectType(
  'Attachment',
  '00P',
  [
    createOnly(lookup('ParentId', ['Case', 'EmailMessage'], { required: true })),
    text('Name', 255, { required: true }),
    text('ContentType', 120, { filterable: true }),
    blob('Body', { required: true }),
    readOnly(number('BodyLength')),
    longText('Description', 500),
  ],
  { governedBy: 'case' },
);

/** People, files and what Setup holds. */
export const otherObjects: readonly ObjectType[] = [
  user,
  contact,
  account,
  organization,
  group,
  profile,
  recordType,
  orgWideEmailAddress,
  contentVersion,
  contentDocument,
  contentDocumentLink,
  attachment,
];
