import * as z from 'zod/mini';
import {
  type Client,
  type EnrichmentWrite,
  NotConfiguredError,
  type ReplyWrite,
  type WriteOptions,
  type WriteOutcome,
  type WrittenPart,
} from '../../connectors/contract.ts';
import { type Gap, gap, gaps } from '../../events/message-enriched.v1.ts';
import { writtenParts } from '../../events/writeback-completed.v1.ts';
import type { Ledger, LedgerEntry } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { Runtime } from '../_shared/runtime.ts';
import type { AccountPace } from './account-pace.ts';
import { type Disposition, dispositionOf, replyDispositionOf } from './disposition.ts';
import type { Rank } from './pace.ts';

/** A finished step, as the ledger keeps it: whoever meets it again can end the message without the helpdesk. */
const finishedStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('written'),
    how: z.enum(['applied', 'already-applied']),
    vendorRef: z.string(),
    wrote: z.array(z.enum(writtenParts)),
    /** Parts that were to be written and are not. */
    gaps: z.array(gap),
    /** The customers' messages that share the write; absent = it is about one. */
    messages: z.optional(z.array(z.string())),
  }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);
export type FinishedStep = z.infer<typeof finishedStep>;

/** Nothing has come of it yet. */
export type Unfinished =
  /** `withinMs`: a backoff waits no longer. */
  | Readonly<{ kind: 'retry-later'; delayMs: number | null; withinMs?: number }>
  | Readonly<{ kind: 'park'; reason: 'refused' | 'unauthorised' | 'not-configured' }>;

export type StepEnd = FinishedStep | Readonly<{ kind: 'moved'; ticket: string }> | Unfinished;

export type StepDeps = Readonly<{
  client: Client;
  ledger: Ledger;
  runtime: Runtime;
  pace: AccountPace;
  /** Whose helpdesk, for metrics and logs. */
  place: Readonly<{ connector: string; account: string }>;
  now: () => Date;
}>;

/** One thing to be done in the helpdesk, once. */
export type Step = Readonly<{
  writeKey: string;
  ticket: string;
  /** Updates of the ticket that it takes. */
  updates: number;
  rank: Rank;
  send: (client: Client, options: WriteOptions) => Promise<WriteOutcome>;
  disposition: (outcome: WriteOutcome) => Disposition;
}>;

/** An update of the ticket: note, fields, tags, priority, status. */
export const updateStep = (write: EnrichmentWrite): Step => ({
  writeKey: write.writeKey,
  ticket: write.ticket,
  // Tags may take a call of their own.
  updates: write.addTags.length > 0 ? 2 : 1,
  // A status goes with what somebody has to see: a reply that did not go out.
  rank: write.status === null ? 'note' : 'reply',
  send: (client, options) => client.apply(write, options),
  disposition: (outcome) => dispositionOf(outcome, write),
});

/** A public answer in an agent's name. */
export const replyStep = (write: ReplyWrite): Step => ({
  writeKey: write.writeKey,
  ticket: write.ticket,
  // What is said in a chat is no update of the ticket.
  updates: write.conversation === null ? 1 : 0,
  rank: 'reply',
  send: (client, options) => client.reply(write, options),
  disposition: replyDispositionOf,
});

/** Does one step, once. Whatever the helpdesk answers is in the result; other failures are thrown. */
export async function runStep(step: Step, deps: StepDeps): Promise<StepEnd> {
  const entry = await deps.ledger.begin(step.writeKey);
  if (entry.kind === 'done') return z.parse(finishedStep, entry.data);
  return settle(step, entry, [], deps);
}

/** What the ledger knows of a step that is over; null = it is not, or it was something else. */
export function finishedStepOf(entry: LedgerEntry): FinishedStep | null {
  return entry.kind === 'done' ? z.parse(finishedStep, entry.data) : null;
}

const isGap = (part: WrittenPart): part is WrittenPart & Gap => gaps.some((gapName) => gapName === part);

/** Writes, and again with less where the helpdesk's answer asks for that. Each round holds fewer parts, so it ends. */
async function settle(
  step: Step,
  entry: Exclude<LedgerEntry, { kind: 'done' }>,
  dropped: readonly WrittenPart[],
  deps: StepDeps,
): Promise<StepEnd> {
  const disposition = await attempt(step, entry, deps);
  switch (disposition.kind) {
    case 'reduce':
      return settle(
        updateStep(disposition.write),
        { kind: 'first' },
        [...dropped, ...disposition.dropped],
        deps,
      );
    case 'written': {
      const { how, vendorRef, wrote, missing, messages } = disposition;
      const gaps = [...new Set([...dropped, ...missing])].filter(isGap);
      const shared = messages === undefined ? {} : { messages: [...messages] };
      return finish(step, { kind: 'written', how, vendorRef, wrote: [...wrote], gaps, ...shared }, deps);
    }
    case 'refused':
      return finish(step, { kind: 'refused', reason: disposition.reason }, deps);
    case 'held-back':
      await release(step, entry, deps);
      return { kind: 'retry-later', delayMs: disposition.delayMs, withinMs: longestPacedBackoffMs };
    case 'retry-later':
      if (disposition.effect === 'none') await release(step, entry, deps);
      return { kind: 'retry-later', delayMs: disposition.delayMs };
    case 'moved':
    case 'park':
      await release(step, entry, deps);
      return disposition;
  }
}

/**
 * Takes the intent back, so that the next try need not look for its mark. Not after a try of unknown result: that this
 * one had no effect says nothing of that one.
 */
async function release(step: Step, entry: LedgerEntry, { ledger }: StepDeps): Promise<void> {
  if (entry.kind === 'first') await ledger.release(step.writeKey);
}

/**
 * The pace says itself when to come back; a backoff beyond it would only lose time. Some is left, so that nobody comes
 * so often that the queue takes a record for one that crashes its function (100 receives).
 */
const longestPacedBackoffMs = 120_000;

type Attempted =
  | Disposition
  | Readonly<{ kind: 'held-back'; delayMs: number }>
  | Readonly<{ kind: 'park'; reason: 'not-configured' }>;

async function attempt(
  step: Step,
  entry: LedgerEntry,
  { client, runtime, pace, place, now }: StepDeps,
): Promise<Attempted> {
  const leave = await pace.ask(step.ticket, step);
  if (leave.kind === 'wait') {
    runtime.count(metricNames.heldBack, 1, place.connector, { reason: step.rank });
    return { kind: 'held-back', delayMs: leave.delayMs };
  }
  const priorAttempt = entry.kind === 'first' ? 'none' : 'unknown';
  const startedMs = now().getTime();
  try {
    const outcome = await step.send(client, { priorAttempt });
    runtime.duration(metricNames.stepLatency, now().getTime() - startedMs, place.connector, 'write');
    report(outcome, runtime, place);
    await leave.settle(outcome);
    return step.disposition(outcome);
  } catch (error) {
    if (!(error instanceof NotConfiguredError)) throw error;
    runtime.count(metricNames.notConfigured, 1, place.connector);
    runtime.logProblem({ code: 'api-secret-missing', level: 'error', error, ids: place });
    return { kind: 'park', reason: 'not-configured' };
  }
}

/** What an operator has to know of, whatever becomes of the message. */
function report(outcome: WriteOutcome, runtime: Runtime, place: StepDeps['place']): void {
  if (outcome.kind === 'throttled') runtime.count(metricNames.throttled, 1, place.connector);
  if (outcome.kind === 'unauthorised') {
    runtime.count(metricNames.unauthorised, 1, place.connector);
    runtime.logProblem({ code: 'helpdesk-unauthorised', level: 'error', ids: place });
  }
}

/** Keeps in the ledger how a step ended, for whoever meets it again. */
export async function finish(
  { writeKey }: Pick<Step, 'writeKey'>,
  end: FinishedStep,
  { ledger }: Pick<StepDeps, 'ledger'>,
): Promise<FinishedStep> {
  await ledger.complete(writeKey, end.kind === 'written' ? end.vendorRef : end.reason, end);
  return end;
}
