import * as z from 'zod/mini';
import {
  type Client,
  type EnrichmentWrite,
  NotConfiguredError,
  type WriteOutcome,
  type WrittenPart,
} from '../../connectors/contract.ts';
import { gap } from '../../events/message-enriched.v1.ts';
import type { Ledger, LedgerEntry } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { Runtime } from '../_shared/runtime.ts';
import { type Disposition, dispositionOf } from './disposition.ts';

/** A finished step, as the ledger keeps it: whoever meets it again can end the message without the helpdesk. */
const finishedStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('written'),
    how: z.enum(['applied', 'already-applied']),
    vendorRef: z.string(),
    wrote: z.array(z.enum(['note', 'fields', 'tags', 'priority'])),
    /** Parts that were to be written and are not. */
    gaps: z.array(gap),
  }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);
export type FinishedStep = z.infer<typeof finishedStep>;

export type StepEnd =
  | FinishedStep
  | Readonly<{ kind: 'moved'; ticket: string }>
  | Readonly<{ kind: 'retry-later'; delayMs: number | null }>
  | Readonly<{ kind: 'park'; reason: 'refused' | 'unauthorised' | 'not-configured' }>;

export type StepDeps = Readonly<{
  client: Client;
  ledger: Ledger;
  runtime: Runtime;
  /** Whose helpdesk, for metrics and logs. */
  place: Readonly<{ connector: string; account: string }>;
  now: () => Date;
}>;

/** Makes one update of the ticket, once. Whatever the helpdesk answers is in the result; other failures are thrown. */
export async function runStep(write: EnrichmentWrite, deps: StepDeps): Promise<StepEnd> {
  const entry = await deps.ledger.begin(write.writeKey);
  if (entry.kind === 'done') return z.parse(finishedStep, entry.data);
  return settle(write, entry, [], deps);
}

/** Writes, and again with less where the helpdesk's answer asks for that. Each round holds fewer parts, so it ends. */
async function settle(
  write: EnrichmentWrite,
  entry: Exclude<LedgerEntry, { kind: 'done' }>,
  dropped: readonly WrittenPart[],
  deps: StepDeps,
): Promise<StepEnd> {
  const disposition = await attempt(write, entry, deps);
  switch (disposition.kind) {
    case 'reduce':
      return settle(disposition.write, { kind: 'first' }, [...dropped, ...disposition.dropped], deps);
    case 'written': {
      const { how, vendorRef, wrote, missing } = disposition;
      const gaps = [...new Set([...dropped, ...missing])].filter((part) => part !== 'note');
      return finish(write, { kind: 'written', how, vendorRef, wrote: [...wrote], gaps }, deps);
    }
    case 'refused':
      return finish(write, { kind: 'refused', reason: disposition.reason }, deps);
    case 'retry-later':
      if (disposition.effect === 'none') await release(write, entry, deps);
      return { kind: 'retry-later', delayMs: disposition.delayMs };
    case 'moved':
    case 'park':
      await release(write, entry, deps);
      return disposition;
  }
}

/**
 * Takes the intent back, so that the next try need not look for its mark. Not after a try of unknown result: that this
 * one had no effect says nothing of that one.
 */
async function release(write: EnrichmentWrite, entry: LedgerEntry, { ledger }: StepDeps): Promise<void> {
  if (entry.kind === 'first') await ledger.release(write.writeKey);
}

type Attempted = Disposition | Readonly<{ kind: 'park'; reason: 'not-configured' }>;

async function attempt(
  write: EnrichmentWrite,
  entry: LedgerEntry,
  { client, runtime, place, now }: StepDeps,
): Promise<Attempted> {
  const priorAttempt = entry.kind === 'first' ? 'none' : 'unknown';
  const startedMs = now().getTime();
  try {
    const outcome = await client.apply(write, { priorAttempt });
    runtime.duration(metricNames.stepLatency, now().getTime() - startedMs, place.connector, 'write');
    report(outcome, runtime, place);
    return dispositionOf(outcome, write);
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

async function finish(write: EnrichmentWrite, step: FinishedStep, { ledger }: StepDeps): Promise<StepEnd> {
  await ledger.complete(write.writeKey, step.kind === 'written' ? step.vendorRef : step.reason, step);
  return step;
}
