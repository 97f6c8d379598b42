import type { AccountSettings } from '../account.ts';
import type {
  ClientDeps,
  FindOutcome,
  ReadFailure,
  ReplyWrite,
  WriteOptions,
  WriteOutcome,
} from '../contract.ts';
import { failureOf } from './agent-note.ts';
import type { Api } from './api.ts';
import { chatTexts } from './chat-text.ts';
import { type Chat, type ChatContent, openChat, type SunshineResult } from './sunshine.ts';
import { stillUnknown } from './write.ts';

export type ChatReplyDeps = Readonly<{ api: Api; settings: AccountSettings; deps: ClientDeps }>;
/** An answer to somebody who is in a chat. */
export type ChatReplyWrite = ReplyWrite & { readonly conversation: string };

/** One message of the answer. `content` is made when it is needed: a file is put there first. */
type Part = Readonly<{ key: string; content: () => Promise<SunshineResult<ChatContent>> }>;

const notConfigured: ReadFailure = {
  kind: 'refused',
  status: 0,
  code: 'chat-not-configured',
  expected: true,
};
const fileGone: ReadFailure = { kind: 'refused', status: 404, code: 'file-unavailable', expected: true };

/**
 * Sends an answer into a chat: the text, in several messages if it is long, then the files, each with a key of its own. The
 * API has no idempotency key, so after an unknown result the chat is searched for those keys and only what lacks is sent.
 */
export async function sendChatReply(
  write: ChatReplyWrite,
  { priorAttempt }: WriteOptions,
  reply: ChatReplyDeps,
): Promise<WriteOutcome> {
  const chat = await openChat(reply.settings, reply.deps, write.conversation);
  if (chat === null) return notConfigured;
  const sent: SunshineResult<ReadonlyMap<string, string>> =
    priorAttempt === 'unknown' ? await chat.sentKeys() : { kind: 'ok', value: new Map<string, string>() };
  if (sent.kind !== 'ok') return stillUnknown(sent);
  return sendMissing(partsOf(write, chat, reply.api), sent.value, write, chat);
}

async function sendMissing(
  parts: readonly Part[],
  sent: ReadonlyMap<string, string>,
  write: ChatReplyWrite,
  chat: Chat,
): Promise<WriteOutcome> {
  let vendorRef = sent.get(write.writeKey) ?? null;
  let isBegun = sent.size > 0 && parts.some(({ key }) => sent.has(key));
  const missing = parts.filter(({ key }) => !sent.has(key));
  for (const { key, content } of missing) {
    const ready = await content();
    if (ready.kind !== 'ok') return isBegun ? stillUnknown(ready) : ready;
    const mark = { dragoman_write_key: key, dragoman_source_message: write.sourceMessage };
    const displayName = write.authorName ?? null;
    const posted = await chat.post({ content: ready.value, displayName, mark });
    // What stands in the chat already must be looked for by the next try, though this message is known not to.
    if (posted.kind !== 'ok') return isBegun ? stillUnknown(posted) : posted;
    vendorRef ??= posted.value;
    isBegun = true;
  }
  const ref = vendorRef ?? write.conversation;
  return missing.length === 0
    ? { kind: 'already-applied', vendorRef: ref }
    : { kind: 'applied', vendorRef: ref, wrote: ['reply'], missing: [] };
}

/** The first part has the key of the whole, so that the answer is found by it. */
function partsOf(write: ChatReplyWrite, chat: Chat, api: Api): readonly Part[] {
  const texts = chatTexts(write.text).map(
    (text) => async (): Promise<SunshineResult<ChatContent>> => ({
      kind: 'ok',
      value: { type: 'text', text },
    }),
  );
  const files = write.attachments.map((file) => () => fileContent(file, chat, api));
  return [...texts, ...files].map((content, index) => ({
    key: index === 0 ? write.writeKey : `${write.writeKey}/${index + 1}`,
    content,
  }));
}

async function fileContent(
  file: ReplyWrite['attachments'][number],
  chat: Chat,
  api: Api,
): Promise<SunshineResult<ChatContent>> {
  const content = await api.download(file.address);
  if (content.kind === 'not-found') return fileGone;
  if (content.kind !== 'ok') return failureOf(content);
  const { name, contentType } = file;
  const kept = await chat.upload({ name, contentType, content: content.value });
  if (kept.kind !== 'ok') return kept;
  const type = contentType.startsWith('image/') ? 'image' : 'file';
  return { kind: 'ok', value: { type, mediaUrl: kept.value } };
}

/** Whether the answer, all of it, stands in the chat. */
export async function findChatReply(write: ChatReplyWrite, reply: ChatReplyDeps): Promise<FindOutcome> {
  const chat = await openChat(reply.settings, reply.deps, write.conversation);
  if (chat === null) return { kind: 'absent' };
  const sent = await chat.sentKeys();
  if (sent.kind !== 'ok') return sent;
  const isWhole = partsOf(write, chat, reply.api).every(({ key }) => sent.value.has(key));
  const vendorRef = sent.value.get(write.writeKey);
  return isWhole && vendorRef !== undefined ? { kind: 'found', vendorRef } : { kind: 'absent' };
}
