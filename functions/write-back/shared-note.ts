import type { AccountSettings } from '../../connectors/account.ts';
import type { EnrichmentWrite } from '../../connectors/contract.ts';
import { renderSharedNote } from '../../connectors/kit/shared-note.ts';
import { type MessageEnriched, messageEnriched } from '../../events/message-enriched.v1.ts';
import type { ConversationMemory } from '../_shared/conversation/memory.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { type QueueRecord, readBody } from '../_shared/queue-record.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { withTrace } from '../_shared/trace.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { type Claim, claim, unclaim } from './claim.ts';
import { complete } from './complete.ts';
import { completionKeyOf, writeKeyOf } from './keys.ts';
import { bringInMessage } from './message.ts';
import { type Allowed, allowedParts, unwritableParts, wantsAnything } from './plan.ts';
import { markSharers } from './sharers.ts';
import { type FinishedStep, runStep, updateStep } from './step.ts';
import { park, stepDeps, type WriteBackDeps } from './work.ts';

/** A message with the record that brought it. */
type Member = Readonly<{ record: QueueRecord; event: MessageEnriched }>;

/** Whether a message is one of a chat that may share its note. What is read anew, or the digest of a beginning, stands alone. */
export function mayShare(event: MessageEnriched, settings: AccountSettings): boolean {
  return (
    event.conversation !== undefined &&
    settings.chatNoteWindowSeconds > 0 &&
    event.attempt === 1 &&
    event.replaces === undefined &&
    event.transcript === undefined
  );
}

/**
 * Brings a chat's message into its ticket once its window is over, and with it, in one update, those of the same chat that
 * have come meanwhile. Which messages an update is about is in its mark and in the ledger, so that a delivery with others
 * beside it, also after a death in between, puts none of them into a second note:
 * the update goes by the key of the first message; the others' keys are marked as done before any message is completed.
 */
export async function bringInChat(
  first: Member,
  behind: readonly QueueRecord[],
  waitedMs: number,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const { settings, connector } = helpdesk;
  const allowed = allowedParts(settings, connector.capabilities);
  const windowMs = settings.chatNoteWindowSeconds * 1000;
  const leftMs = Math.min(windowMs, windowMs - waitedMs);
  if (leftMs > 0 && wantsAnything(first.event, allowed)) return { kind: 'wait', delayMs: leftMs };
  const alone = () => bringInMessage(first.event, waitedMs, helpdesk, deps);
  const { maxNoteBytes } = connector.capabilities.limits;
  const sharers = await sharersOf(first, behind, settings, deps.ledger);
  const members = await traced(fitting([first, ...sharers], maxNoteBytes), deps.traces);
  const events = members.map(({ event }) => event);
  if (members.length < 2 || !events.some((event) => wantsAnything(event, allowed))) return alone();

  const { conversationKey } = first.event;
  const claims = await deps.memory.update(conversationKey, (memory) => claimAll(events, memory, allowed));
  const giveBack = () => deps.memory.update(conversationKey, (memory) => unclaimAll(events, memory));
  const write = sharedWrite(events, claims, allowed, maxNoteBytes);
  const end = await runStep(updateStep(write), stepDeps(helpdesk, waitedMs, deps));
  switch (end.kind) {
    case 'written': {
      if (end.gaps.includes('fields')) await giveBack();
      await markSharers(first.event, [end], deps.ledger);
      return finishAll(members, claims, end, helpdesk, deps);
    }
    case 'refused':
    case 'moved':
      // What becomes of each is decided for each: the ticket was closed, or merged into another one.
      await giveBack();
      return alone();
    case 'retry-later':
      if (waitedMs <= deps.maxWriteAgeSeconds * 1000) return { ...end, connector: connector.name };
      await giveBack();
      return park('retries-exhausted', first.event);
    case 'park':
      await giveBack();
      return park(end.reason, first.event);
  }
}

/** The messages right behind the first that can share its note: of the same chat, for the same readers, not done yet. */
async function sharersOf(
  { event: first }: Member,
  behind: readonly QueueRecord[],
  settings: AccountSettings,
  ledger: Ledger,
): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const record of behind) {
    const body = readBody(record.body, messageEnriched.parse);
    if (body.kind !== 'event') break;
    const { event } = body;
    const isOfChat = event.conversationKey === first.conversationKey && mayShare(event, settings);
    if (!isOfChat || event.agentLanguage !== first.agentLanguage) break;
    if ((await ledger.begin(completionKeyOf(event))).kind === 'done') break;
    members.push({ record, event });
  }
  return members;
}

/** As many from the front as one note can hold. */
function fitting(members: readonly Member[], maxNoteBytes: number): readonly Member[] {
  const notes = renderSharedNote(
    members.map(({ event }) => event),
    maxNoteBytes,
  );
  return members.length <= 1 || notes !== 'too-long' ? members : fitting(members.slice(0, -1), maxNoteBytes);
}

/**
 * Says before it is written that the note will hold the others' words, so that it is found when one of them is withdrawn;
 * gives the members up to the first that has been.
 */
async function traced(members: readonly Member[], traces: Pick<Traces, 'add'>): Promise<readonly Member[]> {
  const [first, ...others] = members;
  for (const [index, { event }] of others.entries()) {
    const source = first?.event.message ?? event.message;
    if (await traces.add(event, { copies: [{ ticket: event.ticket, source }] }))
      return members.slice(0, index + 1);
  }
  return members;
}

const postsOf = ({ plan }: MessageEnriched, allowed: Allowed) => ({
  note: allowed.note && plan.note !== null,
  fields: allowed.fields,
});

function claimAll(events: readonly MessageEnriched[], before: ConversationMemory, allowed: Allowed) {
  const claims: Claim[] = [];
  let memory = before;
  for (const event of events) {
    const claimed = claim(event, memory, postsOf(event, allowed));
    memory = claimed.memory ?? memory;
    claims.push(claimed.result);
  }
  return { memory, result: claims };
}

function unclaimAll(events: readonly MessageEnriched[], before: ConversationMemory) {
  const memory = events.reduce((now, event) => unclaim(event, now).memory ?? now, before);
  return { memory: memory === before ? null : memory, result: null };
}

/** One update for all: their notes in one, of each field the value that the newest message gives it. Pure. */
export function sharedWrite(
  events: readonly MessageEnriched[],
  claims: readonly Claim[],
  allowed: Allowed,
  maxNoteBytes: number,
): EnrichmentWrite {
  const [first] = events;
  if (first === undefined) throw new RangeError('A shared note needs a message');
  const newest = <Value>(values: readonly (Value | null)[]) =>
    values.findLast((value) => value !== null) ?? null;
  const field = <Name extends keyof Claim['fields']>(name: Name) =>
    newest(claims.map(({ fields }) => fields[name]));
  const note = allowed.note ? renderSharedNote(events, maxNoteBytes) : null;
  return {
    ticket: first.ticket,
    sourceMessage: first.message,
    alsoAbout: events.slice(1).map(({ message }) => message),
    writeKey: writeKeyOf(first, 1),
    noteHtml: note === 'too-long' ? null : note,
    noteIsCurrent: claims.at(-1)?.overtaken !== true,
    fields: {
      language: field('language'),
      sentiment: field('sentiment'),
      intent: field('intent'),
      subject: field('subject'),
    },
    addTags: allowed.tags ? [...new Set(events.flatMap(({ plan }) => plan.addTags))] : [],
    priority: allowed.priority ? newest(events.map(({ plan }) => plan.priority)) : null,
    status: null,
  };
}

/** Completes those that the update is about, each under its own trace. An earlier one may have been about fewer. */
async function finishAll(
  members: readonly Member[],
  claims: readonly Claim[],
  step: FinishedStep & { kind: 'written' },
  { settings, connector }: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const [first] = members;
  const isIn = (member: Member) => member === first || step.messages?.includes(member.event.message) === true;
  for (const [index, { record, event }] of members.entries()) {
    if (!isIn({ record, event }) && index > 0) continue;
    const unwritable = unwritableParts(event, settings, connector.capabilities);
    const facts = { superseded: claims[index]?.superseded === true, unwritable };
    await withTrace(record.traceHeader, () => complete(event, [step], facts, deps));
  }
  return {
    kind: 'done',
    alsoDone: members
      .slice(1)
      .filter(isIn)
      .map(({ record }) => record),
  };
}
