import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { FindOutcome, ReplyWrite, WriteOptions, WriteOutcome } from '../contract.ts';
import { escapeHtml } from '../kit/inert.ts';
import type { Api, ApiResult } from './api.ts';
import { type FileContent, readFiles } from './files.ts';
import { findOurWrite, type Marked, markOf } from './mark.ts';
import { failureOf, readTicket, ticketPath } from './read.ts';
import { messagesAnswer } from './wire-api.ts';
import { shutOutcome, stillUnknown } from './write.ts';

/**
 * Sends a public answer: as the agent where the secret has a token of theirs, else as Dragoman with the agent's name under
 * it. It goes the way of every correspondence in RT, mails and status included. Merged tickets are not followed: an answer
 * belongs to the conversation it was written in.
 */
export async function sendReply(
  api: Api,
  settings: AccountSettings,
  write: ReplyWrite,
  { priorAttempt }: WriteOptions,
): Promise<WriteOutcome> {
  const ticket = await readTicket(api, write.ticket);
  if (ticket.kind !== 'ok') return failureOf(ticket);
  if (priorAttempt === 'unknown') {
    const earlier = await findSent(api, settings, write);
    if (earlier.kind !== 'ok') return stillUnknown(failureOf(earlier));
    if (earlier.value !== null) return { kind: 'already-applied', vendorRef: earlier.value.ref };
  }
  const shut = shutOutcome({ write, settings }, ticket.value, 'reply');
  if (shut !== null) return shut;
  const files = await readFiles(api, settings, write.attachments);
  if (files.kind === 'unavailable-file') return fileUnavailable;
  if (files.kind !== 'ok') return failureOf(files);
  return correspond(api, settings, write, files.value);
}

/** Whether the answer stands in the ticket. */
export async function findReply(
  api: Api,
  settings: AccountSettings,
  write: ReplyWrite,
): Promise<FindOutcome> {
  const found = await findSent(api, settings, write);
  if (found.kind !== 'ok') return failureOf(found);
  return found.value === null ? { kind: 'absent' } : { kind: 'found', vendorRef: found.value.ref };
}

const fileUnavailable: WriteOutcome = {
  kind: 'refused',
  status: 404,
  code: 'file-unavailable',
  expected: true,
};

/** It may have gone as the agent or as us. */
function findSent(api: Api, settings: AccountSettings, write: ReplyWrite): Promise<ApiResult<Marked | null>> {
  return findOurWrite(api, settings, {
    ...write,
    type: 'Correspond',
    sentAs: [
      { login: write.author, html: contentOf(write, 'agent') },
      { login: settings.runtimeUserId, html: contentOf(write, 'dragoman') },
    ],
  });
}

async function correspond(
  api: Api,
  settings: AccountSettings,
  write: ReplyWrite,
  files: readonly FileContent[],
): Promise<WriteOutcome> {
  const send = (as: string | null) => {
    const body = {
      Content: contentOf(write, as === null ? 'dragoman' : 'agent'),
      ContentType: 'text/html',
      TxnCustomFields: markOf(write, settings),
      ...(files.length === 0 ? {} : { Attachments: files.map(attachmentOf) }),
    };
    return api.call(
      { method: 'POST', path: `${ticketPath(write.ticket)}/correspond`, body, as },
      messagesAnswer,
    );
  };
  const agent = await api.agentWithToken(write.author);
  const first = await send(agent);
  const refusal = agent === null ? null : refusedWith(first);
  if (refusal === 403) return agentMayNot;
  // The agent's token was revoked: nothing was written, and the customer waits for the answer.
  const sent = refusal === 401 ? await send(null) : first;
  if (sent.kind !== 'ok') return failureOf(sent);
  const vendorRef = /\/transaction\/(\d+)$/.exec(sent.location ?? '')?.[1] ?? write.ticket;
  return { kind: 'applied', vendorRef, wrote: ['reply'], missing: [] };
}

/** A right that the agent lacks is for them to hear of, not for whoever looks after Dragoman. */
const agentMayNot: WriteOutcome = {
  kind: 'refused',
  status: 403,
  code: 'agent-may-not-reply',
  expected: true,
};

function refusedWith(answer: ApiResult<unknown>): 401 | 403 | null {
  return answer.kind === 'failed' && answer.failure.kind === 'unauthorised' ? answer.failure.status : null;
}

/** A name that is not ASCII must be an encoded word (RFC 2047): RT takes the bytes of another for Latin-1. */
function attachmentOf({ name, contentType, base64 }: FileContent) {
  const isPlain = /^[\x20-\x7e]*$/.test(name);
  return {
    FileName: isPlain ? name : `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?=`,
    FileType: contentType,
    FileContent: base64,
  };
}

/** Under a text that goes as Dragoman stands whose it is. */
function contentOf({ html, attachments, authorName }: ReplyWrite, as: 'agent' | 'dragoman'): string {
  const text = withNamesOfImages(html, attachments);
  if (as === 'agent' || authorName === undefined) return text;
  return `${text}<p>${escapeHtml(authorName)}</p>`;
}

/** REST cannot place an image into a text: it comes along as a file, and its name stands where it stood. */
function withNamesOfImages(html: string, attachments: readonly ReplyAttachment[]): string {
  const images = attachments.filter(({ inline }) => inline);
  return html.replaceAll(/<img\b[^>]*>/gi, (tag) => {
    const image = images.find(({ address }) => tag.includes(address) || tag.includes(escapeHtml(address)));
    return image === undefined ? tag : `[${escapeHtml(image.name)}]`;
  });
}
