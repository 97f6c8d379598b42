import { ApiError, fileTooLarge, notFound, recordInvalid } from '../errors.ts';
import type { Files, Upload } from '../files.ts';
import type { FileHost } from './file-host.ts';
import type { ApiAnswer, ApiContext, ApiRequest, Route } from './routing.ts';
import { wireAttachment } from './wire.ts';

const mediaType = /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/;

function wireUpload({ token, expiresAt, attachments }: Upload, { store, baseUrl }: ApiContext): unknown {
  const wire = attachments.map((attachment) => wireAttachment(attachment, store, baseUrl));
  return { token, expires_at: expiresAt.toISOString(), attachment: wire.at(-1), attachments: wire };
}

/** `POST /uploads?filename=`; with `&token=` the file joins those of an earlier upload. */
function uploadFile(request: ApiRequest, context: ApiContext): ApiAnswer {
  const fileName = request.query.get('filename') ?? '';
  // Body and status as seen in zendesk_api_client_rb, issue 41.
  if (fileName === '') throw recordInvalid('filename', 'cannot be blank');
  if (request.raw.length > context.settings.maxAttachmentBytes) throw fileTooLarge();
  const contentType = request.headers['content-type'] ?? '';
  if (!mediaType.test(contentType))
    request.report('an upload should say the type of its file in Content-Type');
  if (request.raw.length === 0) request.report('an upload is empty');
  const file = { fileName, contentType: contentType || 'application/binary', bytes: request.raw };
  const upload = context.store.files.upload(request.user.id, file, request.query.get('token'));
  if (upload === null) throw recordInvalid('token', 'Token: is invalid');
  return { status: 201, body: { upload: wireUpload(upload, context) } };
}

function deleteUpload(request: ApiRequest, { store }: ApiContext): ApiAnswer {
  const upload = store.files.uploadOf(request.user.id, request.params.token ?? '');
  if (upload === null) throw notFound();
  store.files.dropUpload(upload);
  return { status: 204, body: null };
}

function showAttachment(request: ApiRequest, { store, baseUrl }: ApiContext): ApiAnswer {
  const attachment = store.files.byId(request.params.id ?? '');
  if (attachment === null) throw notFound();
  return { status: 200, body: { attachment: wireAttachment(attachment, store, baseUrl) } };
}

// None of these has a scope of its own among Zendesk's: the global ones are needed.
const write = { resource: null, access: 'write' } as const;
const read = { resource: null, access: 'read' } as const;

export const attachmentRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/v2/uploads', scope: write, body: 'file', handle: uploadFile },
  { method: 'DELETE', pattern: '/api/v2/uploads/:token', scope: write, handle: deleteUpload },
  { method: 'GET', pattern: '/api/v2/attachments/:id', scope: read, handle: showAttachment },
];

const contentPath = /^\/attachments\/token\/([\w-]+)\/?$/;

/**
 * The answer to a `content_url`: a redirect to the host of the files. Null = the path is none. `authorize` is asked where
 * attachments are private; by default whoever knows the address gets the file.
 */
export function contentAnswer(
  path: string,
  files: Files,
  host: FileHost,
  authorize: () => void,
): ApiAnswer | null {
  const token = contentPath.exec(path)?.[1];
  if (token === undefined) return null;
  if (files.byToken(token) === null) throw new ApiError(404, 'Not found');
  authorize();
  return { status: 302, body: null, headers: { location: host.addressOf(token) } };
}
