import { randomUUID } from 'node:crypto';
import type { Attachment, Transaction } from './model.ts';
import type { Store } from './store.ts';

type Header = readonly [name: string, value: string];

/** One part of a message: a text, a file, or what holds other parts. */
export type Part = Readonly<{
  contentType: string;
  headers?: readonly Header[];
  fileName?: string;
  content?: Buffer;
  parts?: readonly Part[];
}>;

export type WrittenFile = Readonly<{ name: string; contentType: string; bytes: Buffer }>;

/** What somebody wrote. At least one of the texts is there, or the message has no content. */
export type Written = Readonly<{
  text: string | null;
  html: string | null;
  files: readonly WrittenFile[];
  subject: string;
  /** Header fields of the whole message beside subject and Message-ID. */
  headers: readonly Header[];
  messageId: string;
}>;

const textPart = (contentType: string, text: string): Part => ({
  contentType,
  headers: [['X-RT-Original-Encoding', 'utf-8']],
  content: Buffer.from(text),
});

function bodyOf({ text, html }: Written): Part {
  if (text !== null && html !== null) {
    const parts = [textPart('text/plain', text), textPart('text/html', html)];
    return { contentType: 'multipart/alternative', parts };
  }
  if (html !== null) return textPart('text/html', html);
  if (text !== null) return textPart('text/plain', text);
  return { contentType: 'application/octet-stream', content: Buffer.alloc(0) };
}

/** The message as MIME has it: files stand beside the text. */
export function partsOf(written: Written): Part {
  const body = bodyOf(written);
  if (written.files.length === 0) return body;
  const files = written.files.map(({ name, contentType, bytes }): Part => {
    const headers: Header[] = [['Content-Disposition', `inline; filename="${name}"`]];
    return { contentType, fileName: name, headers, content: bytes };
  });
  return { contentType: 'multipart/mixed', parts: [body, ...files] };
}

function contentTypeHeader({ contentType, fileName, parts }: Part): string {
  const charset = contentType.startsWith('text/') ? '; charset="utf-8"' : '';
  const boundary = parts === undefined ? '' : `; boundary="----------=_${randomUUID()}"`;
  return `${contentType}${charset}${boundary}${fileName === undefined ? '' : `; name="${fileName}"`}`;
}

/** Stores a part and what it holds, depth first, as RT numbers them. */
function keepPart(
  store: Store,
  transaction: Transaction,
  part: Part,
  more: Readonly<{ parentId: number; subject: string; messageId: string; headers: readonly Header[] }>,
): void {
  const { subject, messageId, parentId } = more;
  const attachment: Attachment = {
    id: store.takeId('attachment'),
    transactionId: transaction.id,
    parentId,
    contentType: part.contentType,
    fileName: part.fileName ?? null,
    ...{ subject, messageId },
    headers: [
      ...more.headers,
      ...(part.headers ?? []),
      ['Content-Type', contentTypeHeader(part)],
      ['Content-Length', String(part.content?.length ?? 0)],
    ],
    content: part.content ?? null,
    createdAt: transaction.createdAt,
    creator: transaction.creator,
  };
  store.attachments.set(attachment.id, attachment);
  transaction.attachments.push(attachment);
  for (const child of part.parts ?? []) {
    keepPart(store, transaction, child, { parentId: attachment.id, subject: '', messageId: '', headers: [] });
  }
}

/** Makes the attachments of a transaction: in RT also the text of a message is one. */
export function keepMessage(store: Store, transaction: Transaction, written: Written): void {
  const { subject, messageId } = written;
  const headers: Header[] = [
    ...(subject === '' ? [] : [['Subject', subject] as const]),
    ['Message-ID', `<${messageId}>`],
    ...written.headers,
  ];
  keepPart(store, transaction, partsOf(written), { parentId: 0, subject, messageId, headers });
}

/** The text of a message that a hook tells: the plain one where there is one. Null = it has no text. */
export function mainTextOf(transaction: Transaction): Attachment | null {
  const texts = transaction.attachments.filter(({ fileName }) => fileName === null);
  const of = (contentType: string) => texts.find((part) => part.contentType === contentType);
  return of('text/plain') ?? of('text/html') ?? null;
}

/** A header field of the whole message; null = it has none of that name. */
export function headerOf(transaction: Transaction, name: string): string | null {
  const fields = transaction.attachments[0]?.headers ?? [];
  return fields.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}
