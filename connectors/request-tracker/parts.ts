import { textOfHtml } from '../kit/html-text.ts';
import { channelWord, machineKindOf } from './vocabulary.ts';
import type { Attachment } from './wire-api.ts';

/** A file of a message. */
export type FilePart = Readonly<{
  id: string;
  name: string;
  contentType: string;
  bytes: number | null;
  /** Its `Content-ID`, by which an image is shown in the text; null = it has none. */
  contentId: string | null;
}>;

/** What a transaction's parts hold. */
export type Said = Readonly<{
  text: string;
  /** Null = there is only the plain form. */
  html: string | null;
  /** Id of the part that `html` is. */
  htmlPart: string | null;
  files: readonly FilePart[];
  /** In the words of the settings; null = RT does not say. */
  channel: string | null;
  machineMade: 'auto-submitted' | null;
}>;

/** Puts the parts of one transaction together, which stand in the order in which RT keeps them: the outermost first. */
export function saidIn(parts: readonly Attachment[]): Said {
  const headers = parts[0]?.Headers ?? null;
  const ownPart = (type: string) =>
    parts.find(({ ContentType, Filename }) => ContentType === type && Filename === null);
  const plain = ownPart('text/plain');
  const rich = ownPart('text/html');
  const html = rich?.Content ?? null;
  return {
    text: plain?.Content ?? (html === null ? '' : textOfHtml(html)),
    html,
    htmlPart: html === null ? null : (rich?.id ?? null),
    files: parts.flatMap(fileOf),
    channel: channelWord(headerOf(headers, 'X-RT-Interface')),
    machineMade: isReport(parts) ? 'auto-submitted' : machineKindOf(headerOf(headers, 'Auto-Submitted')),
  };
}

/** An image that stands in the text is part of it. */
export function filesBesideText({ html, files }: Said): readonly FilePart[] {
  return files.filter(({ contentId }) => contentId === null || html?.includes(`cid:${contentId}`) !== true);
}

/** A delivery status notification. */
const isReport = (parts: readonly Attachment[]) => parts[0]?.ContentType === 'multipart/report';

function fileOf(part: Attachment): FilePart[] {
  const { id, Filename, ContentType, ContentLength, Headers } = part;
  const contentId = headerOf(Headers, 'Content-ID')?.replace(/^<|>$/g, '') ?? null;
  const isImage = ContentType?.startsWith('image/') === true;
  if (Filename === null && !(isImage && contentId !== null)) return [];
  return [
    {
      id,
      name: Filename ?? `image-${id}`,
      contentType: ContentType ?? 'application/octet-stream',
      bytes: ContentLength === null ? null : Number(ContentLength),
      contentId,
    },
  ];
}

/** The value of a header as RT keeps them: one text, a line each, further lines of one begin with white space. */
export function headerOf(headers: string | null, name: string): string | null {
  const lines = (headers ?? '').replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const start = `${name.toLowerCase()}:`;
  const line = lines.find((candidate) => candidate.toLowerCase().startsWith(start));
  return line === undefined ? null : line.slice(start.length).trim();
}
