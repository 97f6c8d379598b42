import type { ReplyAttachment } from '../../events/reply-translated.v1.ts';
import type { AccountSettings } from '../account.ts';
import type { NoReplyReason, NoteAuthor, NoteOutcome, ReadFailure } from '../contract.ts';
import type { Api, ApiResult } from './api.ts';
import { fileAddress, imagesIn, withImageAddresses } from './files.ts';
import { type Said, saidIn } from './parts.ts';
import { failureOf, isForbidden, ok, readTexts, readTicket, readTransaction } from './read.ts';
import { readIsEnabled, readUser } from './users.ts';
import { isMessageType } from './whose-message.ts';
import type { User } from './wire-api.ts';

const gone: ReadFailure = { kind: 'refused', status: 404, code: 'note-not-found', expected: true };

/** Reads an agent's note with its markup and files, and asks RT what its author may do now. */
export async function readNote(
  api: Api,
  settings: AccountSettings,
  { ticket, message }: Readonly<{ ticket: string; message: string }>,
): Promise<NoteOutcome> {
  const transaction = await readTransaction(api, message);
  if (transaction.kind !== 'ok') return failureOf(transaction);
  if (transaction.value === null || !isMessageType(transaction.value.Type)) return gone;
  const { id, Type: type, Created: occurredAt, Creator: creator } = transaction.value;
  const [texts, author] = await Promise.all([readTexts(api, [id]), readAuthor(api, creator.id, ticket)]);
  if (texts.kind !== 'ok') return failureOf(texts);
  if (author.kind === 'not-found') return gone;
  if (author.kind !== 'ok') return failureOf(author);
  const said = saidIn(texts.value);
  return {
    kind: 'note',
    note: {
      ...{ ticket, message, occurredAt },
      author: author.value,
      text: said.text,
      ...withFiles(said, settings),
      isPublic: type !== 'Comment',
      channel: said.channel,
    },
  };
}

/** The markup with every image at an address of ours, and all files that come along. */
function withFiles(
  { html, htmlPart, files }: Said,
  settings: AccountSettings,
): Readonly<{ html: string | null; attachments: readonly ReplyAttachment[] }> {
  const attachments = files.map(({ id, name, contentType, bytes, contentId }) => ({
    ...{ id, name, contentType, bytes },
    address: fileAddress(settings, id),
    inline: contentId !== null && html?.includes(`cid:${contentId}`) === true,
  }));
  if (html === null || htmlPart === null) return { html, attachments };
  const pasted = imagesIn(html).map(({ contentType, base64 }, image) => ({
    id: `${htmlPart}#${image}`,
    name: `image-${image + 1}.${contentType.slice('image/'.length)}`,
    contentType,
    bytes: Buffer.byteLength(base64, 'base64'),
    address: fileAddress(settings, htmlPart, image),
    inline: true,
  }));
  const linked = files.reduce(
    (text, { id, contentId }) =>
      contentId === null ? text : text.replaceAll(`cid:${contentId}`, fileAddress(settings, id)),
    withImageAddresses(html, (image) => fileAddress(settings, htmlPart, image)),
  );
  return { html: linked, attachments: [...attachments, ...pasted] };
}

/** What RT lets us see of a member of staff; with a token of theirs, what it lets themselves see. */
async function readAuthor(api: Api, login: string, ticket: string): Promise<ApiResult<NoteAuthor>> {
  const agent = await api.agentWithToken(login);
  const [user, isEnabled, own, mayReply] = await Promise.all([
    readUser(api, login),
    readIsEnabled(api, login),
    agent === null ? ok(null) : readUser(api, login, agent),
    agent === null ? ok(null) : readMayReply(api, ticket, agent),
  ]);
  if (user.kind !== 'ok') return user;
  if (isEnabled.kind !== 'ok') return isEnabled;
  // Whether a token still works says nothing of its owner: what we see of them counts then.
  const { Signature: signature } = own.kind === 'ok' && own.value !== null ? own.value : user.value;
  const may = mayReply.kind === 'ok' ? mayReply.value : null;
  return ok({
    id: user.value.Name ?? login,
    name: user.value.RealName ?? user.value.Name ?? login,
    signature,
    mayNotReply: reasonAgainst(user.value, isEnabled.value, may),
  });
}

/** REST offers a ticket's `correspond` to whoever has the right to reply; who may not see the ticket may not reply either. */
async function readMayReply(api: Api, ticket: string, agent: string): Promise<ApiResult<boolean | null>> {
  const read = await readTicket(api, ticket, agent);
  if (read.kind === 'ok') return ok((read.value._hyperlinks ?? []).some(({ ref }) => ref === 'correspond'));
  return ok(isForbidden(read) ? false : null);
}

/** `mayReply` null: RT does not say. */
function reasonAgainst(user: User, isEnabled: boolean, mayReply: boolean | null): NoReplyReason | null {
  if (user.Privileged !== '1') return 'not-staff';
  if (!isEnabled) return 'departed';
  return mayReply === false ? 'private-only' : null;
}
