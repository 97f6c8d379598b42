import * as z from 'zod';
import { comment, correspond } from '../messages.ts';
import type { Written, WrittenFile } from '../mime.ts';
import type { Ticket, Transaction } from '../model.ts';
import { fieldNamed, holds } from '../rights.ts';
import { Update } from '../update.ts';
import { broken, isBeyondLatin1, refused, unsupported, written } from './answers.ts';
import { isJson } from './request-body.ts';
import type { ApiContext, ApiRequest, Route } from './routing.ts';
import { takeFields, takeStatus } from './ticket-update.ts';

const file = z.looseObject({
  FileName: z.unknown().optional(),
  FileType: z.unknown().optional(),
  FileContent: z.unknown().optional(),
});
const body = z.looseObject({
  Content: z.unknown().optional(),
  ContentType: z.string().nullish(),
  Subject: z.string().nullish(),
  Status: z.string().nullish(),
  Attachments: z.array(file).nullish(),
  CustomFields: z.unknown().optional(),
  TxnCustomFields: z.record(z.string(), z.unknown()).nullish(),
});
type Body = z.infer<typeof body>;

const known: ReadonlySet<string> = new Set(Object.keys(body.shape));

function bodyOf({ raw, report }: ApiRequest): Body {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch {
    report('malformed JSON: RT answers 500, as if a retry would help');
    throw broken();
  }
  const parsed = body.safeParse(json);
  // RT's code dies on any other shape.
  if (!parsed.success) throw broken();
  for (const key of Object.keys(parsed.data)) if (!known.has(key)) report(`${key} is not known here`);
  return parsed.data;
}

const filled = (value: unknown): value is string => typeof value === 'string' && value !== '';

function filesFrom({ Attachments }: Body, report: ApiRequest['report']): readonly WrittenFile[] {
  return (Attachments ?? []).map((each) => {
    for (const name of ['FileName', 'FileType', 'FileContent'] as const) {
      if (!filled(each[name])) {
        throw refused(400, `${name} is a required field for each attachment in Attachments`);
      }
    }
    const { FileName, FileType, FileContent } = each;
    return {
      name: storedName(String(FileName), report),
      contentType: String(FileType),
      bytes: Buffer.from(String(FileContent), 'base64'),
    };
  });
}

const encodedWord = /=\?utf-8\?(b|q)\?([^?]*)\?=/gi;

/**
 * RT loses the accents of a file name, and dies on a character beyond Latin-1. One that is written as encoded words of
 * a mail header (RFC 2047) arrives whole.
 */
function storedName(name: string, report: ApiRequest['report']): string {
  if (isBeyondLatin1(name)) {
    report('a file name beyond Latin-1 breaks the whole message: encode it as a mail header does');
    throw broken();
  }
  if (/[\u0080-\u00ff]/.test(name)) report('a file name loses its accents: encode it as a mail header does');
  return name
    .replace(/[\u0080-\u00ff]/g, '\ufffd')
    .replace(encodedWord, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decodeURIComponent(text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, '%$1')),
    );
}

/** RT takes an empty message for one without content, and stores it. */
function writtenFrom(
  content: string,
  contentType: string,
  more: Readonly<{ subject: string; files: readonly WrittenFile[]; messageId: string }>,
): Written {
  const isHtml = /^text\/html/i.test(contentType);
  const text = content === '' || isHtml ? null : content;
  const html = content !== '' && isHtml ? content : null;
  return { ...more, text, html, headers: [['X-RT-Interface', 'REST']] };
}

function writtenOf(request: ApiRequest, { store }: ApiContext): Readonly<{ message: Written; more: Body }> {
  const type = request.headers['content-type'] ?? '';
  const messageId = store.nextMessageId();
  if (/^text\/(?:plain|html)/i.test(type)) {
    const message = writtenFrom(request.raw.toString('utf8'), type, { subject: '', files: [], messageId });
    return { message, more: {} };
  }
  if (!isJson(request)) throw unsupported();
  const more = bodyOf(request);
  const files = filesFrom(more, request.report);
  const content =
    typeof more.Content === 'object' ? JSON.stringify(more.Content) : String(more.Content ?? '');
  if (content === '') request.report('a message without content is written all the same');
  if (content !== '' && !filled(more.ContentType)) {
    throw refused(400, 'ContentType is a required field for application/json');
  }
  const subject = more.Subject ?? '';
  return { message: writtenFrom(content, more.ContentType ?? '', { subject, files, messageId }), more };
}

/** RT says "updated" of each field that the user sees, also where the user may not set it and nothing was stored. */
function takeTransactionFields(
  { update, ticket, request }: Readonly<{ update: Update; ticket: Ticket; request: ApiRequest }>,
  transaction: Transaction,
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  const said: string[] = [];
  let isAnyKnown = false;
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldNamed(update.store, request.user, ticket, 'transaction', name);
    if (field === undefined) {
      request.report(`no transaction custom field ${name} that this user sees`);
      said.push(`Unable to load transaction custom field: ${name}`);
      continue;
    }
    isAnyKnown = true;
    const values = [value].flat().flatMap((each) => (each === null || each === '' ? [] : String(each)));
    if (holds(request.user, ticket.queue, 'ModifyCustomField')) transaction.values.set(field.id, values);
    else request.report(`"Custom fields updated", but without ModifyCustomField ${name} is not stored`);
  }
  return isAnyKnown ? [...said, 'Custom fields updated'] : said;
}

const kinds = {
  comment: { right: 'CommentOnTicket', write: comment, done: 'commentsAdded' },
  correspond: { right: 'ReplyToTicket', write: correspond, done: 'correspondenceAdded' },
} as const;

function writeMessage(kind: keyof typeof kinds, request: ApiRequest, context: ApiContext) {
  if (request.headers['if-match'] !== undefined) {
    request.report('If-Match on a message: it has no ETag, so that this is always refused');
    throw refused(412, 'Precondition Failed');
  }
  const { right, write, done } = kinds[kind];
  const { message, more } = writtenOf(request, context);
  const update = new Update(context.store, request.user);
  const ticket = context.store.ticketAt(Number(request.params[0]));
  // Without a ticket there is no queue in which somebody could have the right.
  if (ticket === undefined) {
    throw refused(400, update.say(request.user.superUser ? 'notRecorded' : 'permissionDenied'));
  }
  if (!holds(request.user, ticket.queue, right)) throw refused(400, update.say('permissionDenied'));
  const transaction = write(update, ticket, message);
  const working = { update, ticket, request };
  const said = [
    update.say(done),
    ...takeFields(working, more.CustomFields),
    ...takeTransactionFields(working, transaction, more.TxnCustomFields ?? {}),
    ...(more.Status ? [takeStatus(working, more.Status)] : []),
  ];
  context.committed(ticket, update);
  const answer = written(`/REST/2.0/transaction/${transaction.id}`, said);
  if (answer.dropped === true)
    request.report('a field with characters beyond Latin-1 costs the answer: use PUT');
  return answer;
}

export const messageRoutes: readonly Route[] = (['comment', 'correspond'] as const).map((kind) => ({
  pattern: new RegExp(`^/ticket/(\\d+)/${kind}$`),
  handle: { POST: (request, context) => writeMessage(kind, request, context) },
}));
