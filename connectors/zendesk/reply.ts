import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import type { FindOutcome, ReplyWrite, WriteOptions, WriteOutcome } from '../contract.ts';
import { failureOf } from './agent-note.ts';
import type { Api, ApiResult } from './api.ts';
import { markerOf, readMarkedAudit, refOf } from './audits.ts';
import { ticketPath } from './paths.ts';
import { outcomeOf } from './refusals.ts';
import { updateAnswer, uploadAnswer } from './wire-api.ts';
import { stillUnknown } from './write.ts';

/** What was a file of the note is an upload of ours now. `address`: where it was; `newAddress`: where it is, for an image in the text. */
type Upload = Readonly<{ token: string; address: string; newAddress: string | null }>;

/**
 * Sends a public answer in the agent's name: the note's files are uploaded anew, then one update of the ticket. The update
 * has no idempotency key, so after an unknown result its marker is looked for first. Merged tickets are not followed: an
 * answer belongs to the conversation it was written in.
 */
export async function sendReply(api: Api, write: ReplyWrite, options: WriteOptions): Promise<WriteOutcome> {
  const marker = markerOf(write);
  if (options.priorAttempt === 'unknown') {
    const marked = await readMarkedAudit(api, write.ticket, marker);
    if (marked.kind !== 'ok') return stillUnknown(outcomeOf(marked));
    if (marked.value !== null) return { kind: 'already-applied', vendorRef: refOf(marked.value) };
  }
  const uploads = await Promise.all(write.attachments.map((file) => uploadAgain(api, file)));
  const done: Upload[] = [];
  for (const upload of uploads) {
    if (upload.kind !== 'ok') return outcomeOf(upload);
    done.push(upload.value);
  }
  const comment = {
    html_body: withNewAddresses(write.html, done),
    public: true,
    author_id: Number.isSafeInteger(Number(write.author)) ? Number(write.author) : write.author,
    ...(done.length === 0 ? {} : { uploads: done.map(({ token }) => token) }),
  };
  const body = { ticket: { comment, metadata: marker } };
  const answer = await api.call({ method: 'PUT', path: ticketPath(write.ticket), body }, updateAnswer);
  if (answer.kind !== 'ok') return outcomeOf(answer);
  return { kind: 'applied', vendorRef: refOf(answer.value.audit), wrote: ['reply'], missing: [] };
}

/** Whether the answer's marker is in the ticket. */
export async function findReply(api: Api, write: ReplyWrite): Promise<FindOutcome> {
  const marked = await readMarkedAudit(api, write.ticket, markerOf(write));
  if (marked.kind !== 'ok') return failureOf(marked);
  return marked.value === null ? { kind: 'absent' } : { kind: 'found', vendorRef: refOf(marked.value) };
}

/** A note's file as an upload. One that was uploaded and then not used is forgotten by Zendesk after some days. */
async function uploadAgain(api: Api, file: ReplyAttachment): Promise<ApiResult<Upload>> {
  const content = await api.download(file.address);
  if (content.kind !== 'ok') return content;
  const query = new URLSearchParams({ filename: file.name });
  const uploaded = await api.call(
    {
      method: 'POST',
      path: `/api/v2/uploads?${query}`,
      file: { content: content.value, contentType: file.contentType },
    },
    uploadAnswer,
  );
  if (uploaded.kind !== 'ok') return uploaded;
  const { token, attachment } = uploaded.value.upload;
  return { kind: 'ok', value: { token, address: file.address, newAddress: attachment?.content_url ?? null } };
}

/** An image in the text is shown from its new place: the old one belongs to an internal note. */
function withNewAddresses(html: string, uploads: readonly Upload[]): string {
  return uploads.reduce(
    (text, { address, newAddress }) =>
      newAddress === null
        ? text
        : text.replaceAll(escaped(address), escaped(newAddress)).replaceAll(address, escaped(newAddress)),
    html,
  );
}

const escaped = (address: string) => address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
