import { duplicateValue, fieldsMissing } from '../errors.ts';
import type { Values } from '../metadata/model.ts';
import { type RuleContext, textIn } from './context.ts';
import type { ObjectRules } from './rules.ts';

const bytesOf = (base64: string | null) => (base64 === null ? 0 : Buffer.from(base64, 'base64').length);

function extensionOf(path: string): string | null {
  const [, extension] = /\.([^./\\]+)$/.exec(path) ?? [];
  return extension ?? null;
}

function beforeVersionInsert({ system, caller }: RuleContext, values: Values): Values {
  const path = textIn(values, 'PathOnClient') ?? '';
  const data = textIn(values, 'VersionData');
  if (data === null) throw fieldsMissing(['VersionData']);
  const FileExtension = extensionOf(path);
  const described: Values = {
    Title: textIn(values, 'Title') ?? path.replace(/\.[^./\\]+$/, ''),
    FileExtension,
    FileType: FileExtension?.toUpperCase() ?? 'UNKNOWN',
    ContentSize: bytesOf(data),
    OwnerId: caller.userId,
  };
  const ContentDocumentId =
    textIn(values, 'ContentDocumentId') ?? system.insert('ContentDocument', described);
  return { ...values, ...described, ContentDocumentId, IsLatest: true, VersionNumber: '1' };
}

/** The file belongs to whoever made it, and to the record it is first published at. */
function afterVersionInsert({ system, caller }: RuleContext, version: Values): void {
  const ContentDocumentId = version.ContentDocumentId ?? null;
  system.update(String(ContentDocumentId), { LatestPublishedVersionId: version.Id ?? null });
  system.insert('ContentDocumentLink', { ContentDocumentId, LinkedEntityId: caller.userId, ShareType: 'I' });
  const place = textIn(version, 'FirstPublishLocationId');
  if (place !== null && place !== caller.userId)
    system.insert('ContentDocumentLink', { ContentDocumentId, LinkedEntityId: place, ShareType: 'I' });
}

function beforeLinkInsert({ org }: RuleContext, values: Values): Values {
  const same = org.store
    .of('ContentDocumentLink')
    .find(
      (link) =>
        link.ContentDocumentId === values.ContentDocumentId && link.LinkedEntityId === values.LinkedEntityId,
    );
  if (same !== undefined) throw duplicateValue('ContentDocumentLink', String(same.Id));
  return { ...values, ShareType: values.ShareType ?? 'V', Visibility: values.Visibility ?? 'InternalUsers' };
}

function markMail({ org, system }: RuleContext, id: string | null): void {
  if (id !== null && org.store.get(id)?.object === 'EmailMessage') system.update(id, { HasAttachment: true });
}

export const fileRules: Readonly<Record<string, ObjectRules>> = {
  ContentVersion: { beforeInsert: beforeVersionInsert, afterInsert: afterVersionInsert },
  ContentDocumentLink: {
    beforeInsert: beforeLinkInsert,
    afterInsert: (context, link) => markMail(context, textIn(link, 'LinkedEntityId')),
  },
  Attachment: {
    beforeInsert: (_, values) => ({ ...values, BodyLength: bytesOf(textIn(values, 'Body')) }),
    afterInsert: (context, attachment) => markMail(context, textIn(attachment, 'ParentId')),
  },
};
