import type { EnrichmentWrite } from '../../connectors/contract.ts';
import { conversationKeyOf } from '../../events/ids.ts';
import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { MemoryStore } from '../_shared/conversation/memory.ts';
import type { Helpdesk } from '../_shared/helpdesks.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { carriedOver, maxMerges, plannedForTarget } from './carry-over.ts';
import { type Claim, claim, nothingClaimed, unclaim } from './claim.ts';
import { complete } from './complete.ts';
import { type Allowed, allowedParts, unwritableParts, wantsAnything, writesOf } from './plan.ts';
import { markSharers } from './sharers.ts';
import { type FinishedStep, runStep, type StepDeps, type StepEnd, updateStep } from './step.ts';
import { park, stepDeps, type WriteBackDeps } from './work.ts';

/** After waiting this long in the queue a note hardly stands right under its message. */
const longWaitMs = 600_000;

/** Brings one enriched message into its ticket: note, fields, tags and priority. */
export async function bringInMessage(
  event: MessageEnriched,
  waitedMs: number,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const { settings, connector } = helpdesk;
  const { ticket, conversationKey } = event;
  const job = { event, helpdesk, deps, waitedMs };
  const { end, claimed, heldBy } = await writeInto({ ticket, conversationKey, merges: 0 }, job);
  if (end.kind === 'retry-later' && waitedMs <= deps.maxWriteAgeSeconds * 1000) {
    return { ...end, connector: connector.name };
  }
  if (end.kind !== 'finished' || end.steps.some(lacksFields)) {
    await deps.memory.update(heldBy, (memory) => unclaim(event, memory));
  }
  if (end.kind !== 'finished') {
    return park(end.kind === 'park' ? end.reason : 'retries-exhausted', event);
  }
  const unwritable = unwritableParts(event, settings, connector.capabilities);
  await complete(event, end.steps, { superseded: claimed.superseded, unwritable }, deps);
  return { kind: 'done' };
}

type Job = Readonly<{
  event: MessageEnriched;
  helpdesk: Helpdesk;
  deps: WriteBackDeps;
  waitedMs: number;
}>;
/** The ticket to write to: the message's own, or the one that it was merged into. */
type Target = Readonly<{ ticket: string; conversationKey: string; merges: number }>;
type Written = Readonly<{
  end: Exclude<StepsEnd, { kind: 'moved' }>;
  claimed: Claim;
  /** Key of the conversation whose fields were claimed. */
  heldBy: string;
}>;

/** Claims, then writes. Where the ticket was merged into another one, what is known goes there, and so does the write. */
async function writeInto(target: Target, job: Job): Promise<Written> {
  const { event, helpdesk, deps, waitedMs } = job;
  const { settings, connector } = helpdesk;
  const { ticket, conversationKey: heldBy, merges } = target;
  const allowed = allowedParts(settings, connector.capabilities);
  const claimed = await claimParts(event, heldBy, allowed, deps.memory);
  const { maxNoteBytes } = connector.capabilities.limits;
  const late = waitedMs > longWaitMs || merges > 0;
  const writes = writesOf(event, claimed, { allowed, maxNoteBytes, late });
  const end = await runSteps(
    writes.map((write) => ({ ...write, ticket })),
    stepDeps(helpdesk, waitedMs, deps),
  );
  if (end.kind === 'finished') await markSharers(event, end.steps, deps.ledger);
  if (end.kind !== 'moved') return { end, claimed, heldBy };
  // Merged in a circle, or oftener than anybody does: as good as closed.
  if (merges >= maxMerges) return { end: closed, claimed, heldBy };
  const into = conversationKeyOf(event.connector, event.account, end.ticket);
  await deps.traces.add(event, { copies: [{ ticket: end.ticket, source: event.message }] });
  const planned = await carryOver(event, heldBy, into, deps.memory);
  return writeInto(
    { ticket: end.ticket, conversationKey: into, merges: merges + 1 },
    { ...job, event: planned },
  );
}

const closed: StepsEnd & { kind: 'finished' } = {
  kind: 'finished',
  steps: [{ kind: 'refused', reason: 'ticket-closed' }],
};

/** Copies what is known of a merged conversation to the one it went into; gives the event with what is right to write there. */
async function carryOver(
  event: MessageEnriched,
  from: string,
  into: string,
  memory: MemoryStore,
): Promise<MessageEnriched> {
  const source = await memory.read(from);
  return memory.update(into, (target) => ({
    memory: carriedOver(target, source),
    result: plannedForTarget(event, target),
  }));
}

const lacksFields = (step: FinishedStep) => step.kind === 'refused' || step.gaps.includes('fields');

type StepsEnd =
  | Readonly<{ kind: 'finished'; steps: readonly FinishedStep[] }>
  | Exclude<StepEnd, FinishedStep>;

/** One after the other, since a second note has its place behind the first. What the helpdesk refused ends it. */
async function runSteps(writes: readonly EnrichmentWrite[], deps: StepDeps): Promise<StepsEnd> {
  const steps: FinishedStep[] = [];
  for (const write of writes) {
    const end = await runStep(updateStep(write), deps);
    if (end.kind === 'retry-later' || end.kind === 'park' || end.kind === 'moved') return end;
    steps.push(end);
    if (end.kind === 'refused') break;
  }
  return { kind: 'finished', steps };
}

/** A message that writes nothing leaves no trace in the memory either. */
async function claimParts(
  event: MessageEnriched,
  conversationKey: string,
  allowed: Allowed,
  memory: MemoryStore,
): Promise<Claim> {
  if (!wantsAnything(event, allowed)) return nothingClaimed;
  const posts = { note: allowed.note && event.plan.note !== null, fields: allowed.fields };
  return memory.update(conversationKey, (remembered) => claim(event, remembered, posts));
}
