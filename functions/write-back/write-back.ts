import * as z from 'zod/mini';
import { type ContentWithdrawn, contentWithdrawn } from '../../events/content-withdrawn.v1.ts';
import { type MessageEnriched, messageEnriched } from '../../events/message-enriched.v1.ts';
import { type NotePrepared, notePrepared } from '../../events/note-prepared.v1.ts';
import { type ReplyTranslated, replyTranslated } from '../../events/reply-translated.v1.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';
import { metricNames } from '../_shared/metric-names.ts';
import { type QueueRecord, readBody } from '../_shared/queue-record.ts';
import { endedRecordOf } from '../_shared/runtime.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { unclaim } from './claim.ts';
import { completeOwn } from './complete.ts';
import { completionKeyOf } from './keys.ts';
import { bringInMessage } from './message.ts';
import { postNote } from './post-note.ts';
import { redactWithdrawn, withdrawnBefore } from './redact.ts';
import { sendReply } from './send-reply.ts';
import { bringInChat, mayShare } from './shared-note.ts';
import type { Unfinished } from './step.ts';
import { park, stepDeps, type WriteBackDeps } from './work.ts';

type Writable = MessageEnriched | ReplyTranslated | NotePrepared;
type Event = Writable | ContentWithdrawn;

/** The events that come into a connector's queue, told apart by `type`. */
const typed = z.object({ type: z.string() });
function parseEvent(detail: unknown): Event {
  switch (z.parse(typed, detail).type) {
    case replyTranslated.detailType:
      return replyTranslated.parse(detail);
    case notePrepared.detailType:
      return notePrepared.parse(detail);
    case contentWithdrawn.detailType:
      return contentWithdrawn.parse(detail);
    default:
      return messageEnriched.parse(detail);
  }
}

/** Brings one event into its ticket, once, and says on the bus and in the log how that ended. `behind`: what may share its note. */
export async function writeBack(
  record: QueueRecord,
  deps: WriteBackDeps,
  behind: readonly QueueRecord[] = [],
): Promise<RecordOutcome> {
  const body = readBody(record.body, parseEvent);
  if (body.kind === 'unreadable') {
    deps.runtime.logProblem({ code: 'unreadable-body', level: 'error', error: body.error });
    return park('unreadable', body.cause);
  }
  const { event } = body;
  const helpdesk = deps.helpdesks(event.connector, event.account);
  if (helpdesk === null) return park('unknown-account', event);
  const completion = await deps.ledger.begin(completionKeyOf(event));
  if (completion.kind === 'done') {
    deps.runtime.logEnded(endedRecordOf(event, { outcome: 'skipped', reason: 'duplicate' }));
    return { kind: 'done' };
  }
  const waitedMs = deps.now().getTime() - record.sentAt.getTime();
  if (event.type === 'content.withdrawn.v1') return takeOut(event, waitedMs, helpdesk, deps);
  const withdrawn = await withdrawnBefore(event, deps.traces);
  if (withdrawn === 'conversation' || (withdrawn !== null && event.type !== 'reply.translated.v1')) {
    return leaveOut(event, deps);
  }
  switch (event.type) {
    case 'message.enriched.v1':
      return mayShare(event, helpdesk.settings)
        ? bringInChat({ record, event }, behind, waitedMs, helpdesk, deps)
        : bringInMessage(event, waitedMs, helpdesk, deps);
    case 'reply.translated.v1':
      return bringInReply(event, { waitedMs, isWithdrawn: withdrawn !== null }, helpdesk, deps);
    case 'note.prepared.v1':
      return bringInNote(event, waitedMs, helpdesk, deps);
  }
}

/** What was withdrawn before it could be written. Whatever an earlier try has left, its withdrawal takes out again. */
async function leaveOut(event: Writable, deps: WriteBackDeps): Promise<RecordOutcome> {
  if (event.type === 'message.enriched.v1') {
    await deps.memory.update(event.conversationKey, (memory) => unclaim(event, memory));
  }
  await deps.ledger.complete(completionKeyOf(event), 'withdrawn');
  deps.runtime.logEnded(endedRecordOf(event, { outcome: 'skipped', reason: 'withdrawn' }));
  return { kind: 'done' };
}

/** A withdrawal: what we wrote of it goes out of the helpdesk. */
async function takeOut(
  event: ContentWithdrawn,
  waitedMs: number,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const end = await redactWithdrawn(event, stepDeps(helpdesk, waitedMs, deps));
  if (end.kind !== 'finished') return later(end, event, waitedMs, null, deps);
  await deps.ledger.complete(completionKeyOf(event), event.eventId);
  const refused = end.steps.find((step) => step.kind === 'refused');
  const ended =
    refused === undefined
      ? ({ outcome: 'delivered', reason: null } as const)
      : ({ outcome: 'skipped', reason: refused.reason } as const);
  deps.runtime.logEnded(endedRecordOf(event, ended));
  return { kind: 'done' };
}

async function bringInReply(
  event: ReplyTranslated,
  { waitedMs, isWithdrawn }: Readonly<{ waitedMs: number; isWithdrawn: boolean }>,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const sinceAskedMs = Math.max(waitedMs, deps.now().getTime() - Date.parse(event.occurredAt));
  const leftMs = deps.maxReplyWaitSeconds * 1000 - sinceAskedMs;
  const tooLate = isWithdrawn ? 'note-redacted' : leftMs <= 0 ? 'not-sent-in-time' : null;
  const end = await sendReply(event, { tooLate }, helpdesk, stepDeps(helpdesk, waitedMs, deps));
  switch (end.kind) {
    case 'sent':
      deps.runtime.count(metricNames.repliesSent, 1, event.connector, { language: event.language });
      await completeOwn(event, [end.step], null, deps);
      return { kind: 'done' };
    case 'failed':
      deps.runtime.count(metricNames.repliesFailed, 1, event.connector, { reason: end.why });
      await completeOwn(event, end.steps, end.why, deps);
      return { kind: 'done' };
    case 'retry-later':
    case 'park':
      return later(end, event, waitedMs, leftMs, deps);
  }
}

async function bringInNote(
  event: NotePrepared,
  waitedMs: number,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const end = await postNote(event, event, helpdesk, stepDeps(helpdesk, waitedMs, deps));
  if (end.kind !== 'finished') return later(end, event, waitedMs, null, deps);
  if (event.purpose === 'reply-failed') {
    const reason = event.reason === null ? {} : { reason: event.reason };
    deps.runtime.count(metricNames.repliesFailed, 1, event.connector, reason);
  }
  await completeOwn(event, end.steps, event.reason, deps);
  return { kind: 'done' };
}

/**
 * `leftMs`: after so long the work is to be finished in another way, so neither a backoff nor our own pace (`withinMs`)
 * holds it up any longer; what the helpdesk asked for does.
 */
function later(
  end: Unfinished,
  event: Event,
  waitedMs: number,
  leftMs: number | null,
  { maxWriteAgeSeconds }: WriteBackDeps,
): RecordOutcome {
  if (end.kind === 'park') return park(end.reason, event);
  if (waitedMs > maxWriteAgeSeconds * 1000) return park('retries-exhausted', event);
  const { connector } = event;
  if (leftMs === null || leftMs <= 0) return { ...end, connector };
  const { delayMs, withinMs = null } = end;
  return withinMs === null
    ? { kind: 'retry-later', connector, delayMs, withinMs: leftMs }
    : {
        kind: 'retry-later',
        connector,
        delayMs: Math.min(delayMs ?? 0, leftMs),
        withinMs: Math.min(withinMs, leftMs),
      };
}
