import * as z from 'zod/mini';
import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import { textOrNull } from '../kit/wire.ts';
import { type Api, dataPath } from './api.ts';
import type { ApiResult } from './errors.ts';
import { quoted, quotedList, select } from './soql.ts';
import { recordId, recordIdOrNull } from './wire.ts';

/** A file or an image of a post. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_feedattachment.htm */
export const feedAttachment = z.object({ Type: textOrNull, RecordId: recordIdOrNull });

export const filesQuery = (post: string): string =>
  select(['Id', 'Type', 'RecordId'], 'FeedAttachment', [`FeedEntityId = ${quoted(post)}`]);

const version = z.object({
  Id: recordId,
  Title: textOrNull,
  PathOnClient: textOrNull,
  FileExtension: textOrNull,
  ContentSize: z._default(z.nullable(z.int().check(z.gte(0))), null),
  ContentDocumentId: recordIdOrNull,
});
type Version = z.infer<typeof version>;
const versionFields = [
  ...['Id', 'Title', 'PathOnClient', 'FileExtension', 'ContentSize', 'ContentDocumentId'],
];

/** Of a file its version is named, of an image its document. */
export async function attachmentsOf(
  attached: readonly z.infer<typeof feedAttachment>[],
  api: Api,
): Promise<ApiResult<readonly ReplyAttachment[]>> {
  const idsOf = (type: string) =>
    attached.flatMap(({ Type, RecordId }) => (Type === type && RecordId !== null ? [RecordId] : []));
  const files = await versionsWhere(idsOf('Content'), (ids) => [`Id IN ${ids}`], api);
  if (files.kind !== 'ok') return files;
  const ofDocuments = (ids: string) => [`ContentDocumentId IN ${ids}`, 'IsLatest = true'];
  const images = await versionsWhere(idsOf('InlineImage'), ofDocuments, api);
  if (images.kind !== 'ok') return images;
  return { kind: 'ok', value: [...files.value, ...images.value].map(attachmentOf) };
}

async function versionsWhere(
  ids: readonly string[],
  conditions: (ids: string) => readonly string[],
  api: Api,
): Promise<ApiResult<readonly Version[]>> {
  if (ids.length === 0) return { kind: 'ok', value: [] };
  return api.query(select(versionFields, 'ContentVersion', conditions(quotedList(ids))), version);
}

/** Salesforce names a file's kind by its extension alone; whoever sends it knows what that means. */
function attachmentOf(file: Version): ReplyAttachment {
  return {
    id: file.Id,
    name: nameOf(file),
    contentType: 'application/octet-stream',
    bytes: file.ContentSize,
    address: `${dataPath}/sobjects/ContentVersion/${file.Id}/VersionData`,
    inline: false,
  };
}

/** The title has no extension, where the file has one. */
function nameOf({ Id, Title: title, PathOnClient: path, FileExtension: extension }: Version): string {
  if (title === null) return path ?? Id;
  const hasIt = extension === null || title.toLowerCase().endsWith(`.${extension.toLowerCase()}`);
  return hasIt ? title : `${title}.${extension}`;
}

/** The documents of these versions, which is what a case is given a share of. */
export async function documentsOf(
  versions: readonly string[],
  api: Api,
): Promise<ApiResult<readonly string[]>> {
  const found = await versionsWhere(versions, (ids) => [`Id IN ${ids}`], api);
  if (found.kind !== 'ok') return found;
  const ids = found.value.flatMap(({ ContentDocumentId: id }) => (id === null ? [] : [id]));
  return ids.length === versions.length ? { kind: 'ok', value: ids } : { kind: 'not-found' };
}
