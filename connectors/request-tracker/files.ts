import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { Api, ApiFailure } from './api.ts';
import { readAttachments } from './read.ts';
import { attachmentAnswer } from './wire-api.ts';

export type FileContent = Readonly<{ name: string; contentType: string; base64: string }>;
export type FilesRead =
  | Readonly<{ kind: 'ok'; value: readonly FileContent[] }>
  /** One is not there any more, or too large to be handed on. */
  | Readonly<{ kind: 'unavailable-file' }>
  | ApiFailure;

/** RT's own limit as it is delivered (`$MaxAttachmentSize`); base64 of it still fits into the largest answer that is taken. */
const maxFileBytes = 10 * 1024 * 1024;

/** A file's address in our words: where REST gives it, and of an image that stands in the text itself, which one it is. */
export function fileAddress({ baseUrl }: AccountSettings, attachment: string, image?: number): string {
  const address = `${baseUrl.replace(/\/+$/, '')}/REST/2.0/attachment/${attachment}`;
  return image === undefined ? address : `${address}#${image}`;
}

const dataImage = /src="data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)"/gi;

/** Images that an editor has written into the HTML itself, in their order. */
export function imagesIn(html: string): readonly Readonly<{ contentType: string; base64: string }>[] {
  return [...html.matchAll(dataImage)].map(([, contentType = '', base64 = '']) => ({
    contentType: contentType.toLowerCase(),
    base64: base64.replaceAll(/\s/g, ''),
  }));
}

/** The HTML with each such image at an address instead. */
export function withImageAddresses(html: string, addressOf: (image: number) => string): string {
  let image = -1;
  return html.replaceAll(dataImage, () => {
    image += 1;
    return `src="${addressOf(image)}"`;
  });
}

/** The files of an agent's note with their content. RT refuses an empty file, so that one is left out. */
export async function readFiles(
  api: Api,
  settings: AccountSettings,
  attachments: readonly ReplyAttachment[],
): Promise<FilesRead> {
  const places = attachments.map((file) => ({ file, ...placeIn(settings, file.address) }));
  const ids = [...new Set(places.map(({ id }) => id))];
  // Of one that is not there RT says 500 when it is asked for alone.
  const listed = await readAttachments(api, ids);
  if (listed.kind !== 'ok') return listed;
  const known = new Map(listed.value.map((part) => [part.id, Number(part.ContentLength ?? '0')]));
  if (ids.some((id) => (known.get(id) ?? Number.POSITIVE_INFINITY) > maxFileBytes)) {
    return { kind: 'unavailable-file' };
  }
  const contents = new Map<string, string>();
  const answers = await Promise.all(
    ids.map((id) => api.call({ method: 'GET', path: `/attachment/${id}` }, attachmentAnswer)),
  );
  for (const [index, answer] of answers.entries()) {
    if (answer.kind !== 'ok') return answer;
    contents.set(ids[index] ?? '', (answer.value.Content ?? '').replaceAll(/\s/g, ''));
  }
  const files = places.map(({ file, id, image }) => {
    const base64 = contents.get(id) ?? '';
    const html = image === null ? '' : Buffer.from(base64, 'base64').toString('utf8');
    return {
      name: file.name,
      contentType: file.contentType,
      base64: image === null ? base64 : (imagesIn(html)[image]?.base64 ?? ''),
    };
  });
  return { kind: 'ok', value: files.filter(({ base64 }) => base64 !== '') };
}

/** The inverse of `fileAddress`; what is no address of ours names no file. */
function placeIn(settings: AccountSettings, address: string): Readonly<{ id: string; image: number | null }> {
  const [place = '', image] = address.split('#');
  const start = fileAddress(settings, '');
  const id = place.startsWith(start) ? place.slice(start.length) : '';
  return { id, image: image === undefined ? null : Number(image) };
}
