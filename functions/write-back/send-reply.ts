import type { ReplyWrite } from '../../connectors/contract.ts';
import type { FailureCode } from '../../connectors/kit/notice-words/shape.ts';
import { replyFailedBlocks } from '../../connectors/kit/notices.ts';
import type { ReplyTranslated } from '../../events/reply-translated.v1.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';
import type { LedgerEntry } from '../_shared/ledger.ts';
import { replyWriteKeyOf } from './keys.ts';
import { allowedParts } from './plan.ts';
import { type NoteDeps, postNote } from './post-note.ts';
import {
  type FinishedStep,
  finish,
  finishedStepOf,
  replyStep,
  runStep,
  type StepDeps,
  type Unfinished,
} from './step.ts';

/** How an answer ends: it stands in the ticket, or the agent has been told why not. */
export type ReplyEnd =
  | Readonly<{ kind: 'sent'; step: FinishedStep & { kind: 'written' } }>
  | Readonly<{ kind: 'failed'; why: FailureCode; steps: readonly FinishedStep[] }>
  | Unfinished;

export type ReplyFacts = Readonly<{
  /** Why it may only be looked for, not sent: it has waited longer than the agent was promised, or its note was redacted. */
  tooLate: 'not-sent-in-time' | 'note-redacted' | null;
}>;

export function replyWriteOf(event: ReplyTranslated): ReplyWrite {
  const { ticket, message, actor, actorName, html, text, attachments, conversation } = event;
  return {
    ...{ ticket, html, text, attachments, conversation },
    ...(actorName === undefined ? {} : { authorName: actorName }),
    sourceMessage: message,
    writeKey: replyWriteKeyOf(event),
    author: actor,
  };
}

/**
 * Sends an answer to the customer, once, or tells the agent loudly that it did not go. Once it is given up it is never
 * sent, however often the event comes: the agent may have answered in another way by then.
 */
export async function sendReply(
  event: ReplyTranslated,
  { tooLate }: ReplyFacts,
  helpdesk: Helpdesk,
  deps: NoteDeps,
): Promise<ReplyEnd> {
  const { settings, connector } = helpdesk;
  const write = replyWriteOf(event);
  const isAllowed = allowedParts(settings, connector.capabilities).reply;
  const end = !isAllowed
    ? await giveUp(write, 'replies-off', deps)
    : tooLate !== null
      ? await lookOnly(write, tooLate, deps)
      : await runStep(replyStep(write), deps);
  switch (end.kind) {
    case 'written':
      return { kind: 'sent', step: end };
    case 'refused':
      return tellAgent(event, failureCodeOf(end.reason), helpdesk, deps);
    case 'moved':
      return tellAgent(event, 'ticket-closed', helpdesk, deps);
    case 'retry-later':
      return end;
    case 'park':
      return write.conversation === null ? end : chatShut(event, write, helpdesk, deps);
  }
}

/** A chat has credentials of its own: where they are refused the ticket can still be written to, and the agent told. */
async function chatShut(
  event: ReplyTranslated,
  write: ReplyWrite,
  helpdesk: Helpdesk,
  deps: NoteDeps,
): Promise<ReplyEnd> {
  await giveUp(write, 'refused', deps);
  return tellAgent(event, 'refused-by-helpdesk', helpdesk, deps);
}

const giveUp = (write: ReplyWrite, reason: string, deps: StepDeps): Promise<FinishedStep> =>
  finish(write, { kind: 'refused', reason }, deps);

/** Too late to send: if an earlier try may have had an effect it is looked for, so that nobody is told "not sent" of what was. */
async function lookOnly(
  write: ReplyWrite,
  reason: NonNullable<ReplyFacts['tooLate']>,
  deps: StepDeps,
): Promise<FinishedStep | Unfinished> {
  const entry: LedgerEntry = await deps.ledger.begin(write.writeKey);
  const finished = finishedStepOf(entry);
  if (finished !== null) return finished;
  if (entry.kind === 'first') return giveUp(write, reason, deps);
  const found = await deps.client.findReply(write);
  if (found.kind === 'found') {
    const { vendorRef } = found;
    return finish(
      write,
      { kind: 'written', how: 'already-applied', vendorRef, wrote: ['reply'], gaps: [] },
      deps,
    );
  }
  if (found.kind === 'throttled') return { kind: 'retry-later', delayMs: found.retryAfterMs };
  if (found.kind === 'unavailable') return { kind: 'retry-later', delayMs: null };
  if (found.kind === 'unauthorised') return { kind: 'park', reason: 'unauthorised' };
  return giveUp(write, reason, deps);
}

async function tellAgent(
  event: ReplyTranslated,
  why: FailureCode,
  helpdesk: Helpdesk,
  deps: NoteDeps,
): Promise<ReplyEnd> {
  const note = {
    blocks: [...replyFailedBlocks({ why }, event.agentLanguage)],
    reopen: true,
    addTags: [`${helpdesk.settings.tagPrefix}reply_failed`],
  };
  const end = await postNote(event, note, helpdesk, deps);
  return end.kind === 'finished' ? { kind: 'failed', why, steps: end.steps } : end;
}

/** What the helpdesk's reason means to the agent. */
function failureCodeOf(reason: string): FailureCode {
  switch (reason) {
    case 'replies-off':
    case 'ticket-closed':
    case 'not-sent-in-time':
    case 'note-redacted':
    case 'file-unavailable':
    case 'chat-locked':
    case 'chat-not-configured':
    case 'chat-unknown':
    case 'chat-unsupported':
    case 'no-address':
    case 'no-sender':
    case 'too-many-recipients':
      return reason;
    default:
      return 'refused-by-helpdesk';
  }
}
