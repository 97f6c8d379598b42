import type { AccountSettings } from '../../connectors/account.ts';
import type { AgentNote, Client, ReadFailure } from '../../connectors/contract.ts';
import { type Failure, previewBlocks } from '../../connectors/kit/notices.ts';
import { followingEnvelope } from '../../events/envelope.ts';
import type { LanguageTag } from '../../events/language.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import type { ReplyRequested } from '../../events/reply-requested.v1.ts';
import { type ReplyTranslated, replyTranslated } from '../../events/reply-translated.v1.ts';
import { parseNote } from '../_shared/commands/parse.ts';
import type { MemoryStore } from '../_shared/conversation/memory.ts';
import { lacksFormality } from '../_shared/services/engine-options.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { type Answer, type AnswerPorts, answerOf, objectionTo } from './answer.ts';
import { customerLanguage, knownLanguage } from './customer-language.ts';
import { htmlOfText, textOf } from './html-blocks.ts';
import { commandRefusedNote, noteOf, replyFailedNote } from './notes.ts';
import { assembled } from './outgoing.ts';
import type { Previews } from './previews.ts';

export type ReplyPorts = AnswerPorts &
  Readonly<{
    client: Client;
    /** Channels of tickets whose customer reads the chat alone. */
    chatChannels: readonly string[];
    memory: MemoryStore;
    previews: Previews;
    traces: Pick<Traces, 'add'>;
    /** An agent's text back in their own language; null = not to be had. */
    translateBack: (html: string, from: LanguageTag, to: LanguageTag) => Promise<string | null>;
    /** "Translated by machine", in the customer's language; null = this brand has no footer. */
    footerIn: (language: LanguageTag) => Promise<string | null>;
    usage: () => ReplyTranslated['usage'];
  }>;

/** What a request for an answer comes to. */
export type ReplyOutcome = Readonly<
  | { kind: 'publish'; event: ReplyTranslated | NotePrepared }
  | { kind: 'skipped'; reason: 'not-found' | 'empty' }
  | { kind: 'try-later'; failure: Failure }
  | { kind: 'unread'; failure: ReadFailure }
>;

/** The agent's note in the customer's language, or the note that says why not. */
export async function replyTo(
  request: ReplyRequested,
  settings: AccountSettings,
  ports: ReplyPorts,
): Promise<ReplyOutcome> {
  const read = await ports.client.readNote(request);
  if (read.kind === 'refused' && read.expected) return { kind: 'skipped', reason: 'not-found' };
  if (read.kind !== 'note') return { kind: 'unread', failure: read };
  const { note } = read;
  const parsed = parseNote(note.text, request.agentLanguage);
  // Edited, redacted or made public since: there is nothing left that we were asked for.
  if (parsed.kind !== 'command' || note.isPublic) return { kind: 'skipped', reason: 'empty' };
  const conversation = (await ports.memory.read(request.conversationKey)).chat?.conversation ?? null;
  const job = { request, note, settings, prefix: parsed.prefix, conversation };
  const objection = objectionTo(note, {
    isForCustomer: request.command.name !== 'preview',
    byEmail: settings.reply.commandsByEmail,
  });
  if (objection !== null) return refusal(job, objection);
  if (conversation === null && isChat(request, ports)) return refusal(job, { why: 'chat-unknown' });
  return request.command.name === 'send' ? sendPreview(job, ports) : translateNote(job, ports);
}

/** An answer on the ticket of a chat would stand there and reach nobody. */
function isChat({ ticketFacts: { channel } }: ReplyRequested, { chatChannels }: ReplyPorts): boolean {
  return channel !== null && chatChannels.includes(channel);
}

type Job = Readonly<{
  request: ReplyRequested;
  note: AgentNote;
  settings: AccountSettings;
  prefix: string;
  /** The chat that the customer is in; null = none. */
  conversation: string | null;
}>;

/** The note that an answer which does not go out, or a preview that is not to be had, ends with. */
export function refusalEvent(
  request: ReplyRequested,
  failure: Failure,
  settings: Pick<AccountSettings, 'tagPrefix'>,
): NotePrepared {
  return request.command.name === 'preview'
    ? commandRefusedNote(request, failure)
    : replyFailedNote(request, failure, settings);
}

const refusal = ({ request, settings }: Job, failure: Failure): ReplyOutcome => ({
  kind: 'publish',
  event: refusalEvent(request, failure, settings),
});

async function translateNote(job: Job, ports: ReplyPorts): Promise<ReplyOutcome> {
  const { request, note, settings, prefix } = job;
  const named = request.command.name === 'send' ? null : request.command.language;
  const found = named === null ? await customerLanguage(request, settings, ports) : knownLanguage(named);
  if (found.kind === 'unread') return found;
  if (found.kind === 'unknown') return refusal(job, { why: 'language-unknown' });
  const target = found.language;
  const facts = { settings, agentLanguage: request.agentLanguage, target, prefix };
  const outcome = await answerOf(note, facts, ports);
  switch (outcome.kind) {
    case 'failed':
      return refusal(job, outcome.failure);
    case 'try-later':
      return { kind: 'try-later', failure: { why: 'translation-unavailable' } };
    case 'answer':
      return request.command.name === 'preview'
        ? showPreview(job, outcome.answer, target, ports)
        : { kind: 'publish', event: await replyEvent(job, outcome.answer, target, ports) };
  }
}

/** With the signature as the settings want it, and the brand's footer. */
async function customerHtml(
  { note, settings }: Job,
  { blocks, signatureHtml }: Answer,
  target: LanguageTag,
  ports: ReplyPorts,
): Promise<string> {
  const known = note.author.signature === null ? null : htmlOfText(note.author.signature);
  const signatures = { 'as-written': signatureHtml, always: signatureHtml ?? known, never: null };
  return assembled(blocks, signatures[settings.reply.signature], await ports.footerIn(target));
}

async function replyEvent(
  job: Job,
  answer: Answer,
  target: LanguageTag,
  ports: ReplyPorts,
): Promise<ReplyTranslated> {
  const html = await customerHtml(job, answer, target, ports);
  return sentEvent(
    job,
    { html, text: textOf(html), language: target, attachments: answer.attachments },
    ports,
  );
}

function sentEvent(
  { request, note, conversation }: Job,
  said: Pick<ReplyTranslated, 'html' | 'text' | 'language' | 'attachments' | 'holds'>,
  { usage }: Pick<ReplyPorts, 'usage'>,
): ReplyTranslated {
  const actorName = note.author.alias ?? note.author.name;
  return {
    ...followingEnvelope(replyTranslated.detailType, request),
    type: replyTranslated.detailType,
    actor: note.author.id,
    ...said,
    ...(actorName === '' ? {} : { actorName }),
    conversation,
    usage: usage(),
  };
}

async function showPreview(
  job: Job,
  answer: Answer,
  target: LanguageTag,
  ports: ReplyPorts,
): Promise<ReplyOutcome> {
  const { request, settings } = job;
  const html = await customerHtml(job, answer, target, ports);
  const backHtml = await ports.translateBack(html, target, request.agentLanguage);
  await ports.previews.keep(request.conversationKey, {
    stamp: { at: request.occurredAt, message: request.message },
    html,
    text: textOf(html),
    language: target,
    attachments: answer.attachments,
  });
  const shown = {
    html,
    language: target,
    backHtml,
    lacksFormality: lacksFormality(settings, target),
  };
  const blocks = [...previewBlocks(shown, request.agentLanguage)];
  return {
    kind: 'publish',
    event: noteOf(request, { purpose: 'preview', blocks, holds: [request.message] }),
  };
}

/** The last preview, word for word, with its files and those of the note that sends it. */
async function sendPreview(job: Job, ports: ReplyPorts): Promise<ReplyOutcome> {
  const { request, note } = job;
  const by = { at: request.occurredAt, message: request.message };
  const shown = await ports.previews.take(request.conversationKey, by);
  if (shown === null) return refusal(job, { why: 'no-preview' });
  const { html, text, language } = shown;
  const holds = [request.message, shown.stamp.message];
  const { ticket, message: source, conversationKey, occurredAt } = request;
  await ports.traces.add(
    { conversationKey, occurredAt, message: shown.stamp.message },
    { copies: [{ ticket, source }] },
  );
  const attachments = [...shown.attachments, ...note.attachments];
  return { kind: 'publish', event: sentEvent(job, { html, text, language, attachments, holds }, ports) };
}
