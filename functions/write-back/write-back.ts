import type { EnrichmentWrite } from '../../connectors/contract.ts';
import type { Envelope } from '../../events/envelope.ts';
import { type MessageEnriched, messageEnriched } from '../../events/message-enriched.v1.ts';
import type { Helpdesk, Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import type { MemoryStore } from '../_shared/memory.ts';
import type { ParkOutcome } from '../_shared/park.ts';
import { type QueueRecord, readBody } from '../_shared/queue-record.ts';
import { endedRecordOf, type Runtime } from '../_shared/runtime.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { type Claim, claim, nothingClaimed, unclaim } from './claim.ts';
import { type Completing, complete } from './complete.ts';
import { completionKeyOf } from './keys.ts';
import { type Allowed, allowedParts, unwritableParts, wantsAnything, writesOf } from './plan.ts';
import { type FinishedStep, runStep, type StepEnd } from './step.ts';

export type WriteBackDeps = Completing &
  Readonly<{
    helpdesks: Helpdesks;
    ledger: Ledger;
    memory: MemoryStore;
    runtime: Runtime;
    maxWriteAgeSeconds: number;
    now: () => Date;
  }>;

/** After waiting this long in the queue a note hardly stands right under its message. */
const longWaitMs = 600_000;

const park = (reason: string, cause: Envelope | null): ParkOutcome => ({
  kind: 'park',
  stage: 'write-back',
  reason,
  cause,
});

/** Brings one enriched message into its ticket, once, and says on the bus and in the log how that ended. */
export async function writeBack(record: QueueRecord, deps: WriteBackDeps): Promise<RecordOutcome> {
  const body = readBody(record.body, messageEnriched.parse);
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
  return bringIn(event, record, helpdesk, deps);
}

async function bringIn(
  event: MessageEnriched,
  record: QueueRecord,
  helpdesk: Helpdesk,
  deps: WriteBackDeps,
): Promise<RecordOutcome> {
  const { settings, connector } = helpdesk;
  const allowed = allowedParts(settings, connector.capabilities);
  const claimed = await claimParts(event, allowed, deps.memory);
  const waitedMs = deps.now().getTime() - record.sentAt.getTime();
  const writes = writesOf(event, claimed, {
    allowed,
    maxNoteBytes: connector.capabilities.limits.maxNoteBytes,
    waitedLong: waitedMs > longWaitMs,
  });
  const end = await runSteps(writes, helpdesk, deps);
  if (end.kind === 'retry-later' && waitedMs <= deps.maxWriteAgeSeconds * 1000) {
    return { ...end, connector: connector.name };
  }
  if (end.kind !== 'finished' || end.steps.some(lacksFields)) {
    await deps.memory.update(event.conversationKey, (memory) => unclaim(event, memory));
  }
  if (end.kind !== 'finished') {
    return park(end.kind === 'park' ? end.reason : 'retries-exhausted', event);
  }
  const unwritable = unwritableParts(event, settings, connector.capabilities);
  await complete(event, end.steps, { superseded: claimed.superseded, unwritable }, deps);
  return { kind: 'done' };
}

const lacksFields = (step: FinishedStep) => step.kind === 'refused' || step.gaps.includes('fields');

type StepsEnd =
  | Readonly<{ kind: 'finished'; steps: readonly FinishedStep[] }>
  | Exclude<StepEnd, FinishedStep>;

/** One after the other, since a second note has its place behind the first. What the helpdesk refused ends it. */
async function runSteps(
  writes: readonly EnrichmentWrite[],
  { client, settings }: Helpdesk,
  deps: WriteBackDeps,
): Promise<StepsEnd> {
  const place = { connector: settings.connector, account: settings.account };
  const steps: FinishedStep[] = [];
  for (const write of writes) {
    const end = await runStep(write, { ...deps, client, place });
    if (end.kind === 'retry-later' || end.kind === 'park') return end;
    steps.push(end);
    if (end.kind === 'refused') break;
  }
  return { kind: 'finished', steps };
}

/** A message that writes nothing leaves no trace in the memory either. */
async function claimParts(event: MessageEnriched, allowed: Allowed, memory: MemoryStore): Promise<Claim> {
  if (!wantsAnything(event, allowed)) return nothingClaimed;
  const posts = { note: allowed.note && event.plan.note !== null, fields: allowed.fields };
  return memory.update(event.conversationKey, (remembered) => claim(event, remembered, posts));
}
