import { type Envelope, followingEnvelope } from '../../events/envelope.ts';
import type { Gap, MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { NotePrepared } from '../../events/note-prepared.v1.ts';
import type { ReplyTranslated } from '../../events/reply-translated.v1.ts';
import { type WritebackCompleted, writebackCompleted } from '../../events/writeback-completed.v1.ts';
import { type Bus, publication } from '../_shared/bus.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { metricNames } from '../_shared/metric-names.ts';
import { endedRecordOf, type Runtime } from '../_shared/runtime.ts';
import { completionKeyOf } from './keys.ts';
import type { FinishedStep } from './step.ts';

export type Completing = Readonly<{ bus: Bus; ledger: Ledger; runtime: Runtime; now: () => Date }>;

type CompletionFacts = Readonly<{ superseded: boolean; unwritable: readonly Gap[] }>;

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/** A reply of an agent or a note of ours, which has no fields that could be superseded. */
type Own = ReplyTranslated | NotePrepared;

/** Says how a reply or a note of ours ended. `reason`: why a reply failed or a command was refused; null = all went well. */
export async function completeOwn(
  event: Own,
  steps: readonly FinishedStep[],
  reason: string | null,
  { bus, ledger, runtime }: Completing,
): Promise<void> {
  const completion = completionOf({ ...event, gaps: [] }, steps, { superseded: false, unwritable: [] });
  await bus.publish(publication(writebackCompleted, completion));
  await ledger.complete(completionKeyOf(event), completion.eventId);
  const outcome = completion.outcome === 'refused' ? 'skipped' : 'delivered';
  runtime.logEnded(endedRecordOf(event, { outcome, reason: completion.reason ?? reason }));
}

/** The event that says how a message ended, from what its steps came to. No steps = there was nothing to write. Pure. */
function completionOf(
  event: Envelope & Pick<MessageEnriched, 'gaps'>,
  steps: readonly FinishedStep[],
  { superseded, unwritable }: CompletionFacts,
): WritebackCompleted {
  const written = steps.filter((step) => step.kind === 'written');
  const refused = steps.find((step) => step.kind === 'refused');
  return {
    ...followingEnvelope(writebackCompleted.detailType, event),
    type: writebackCompleted.detailType,
    outcome: refused === undefined ? outcomeOf(written) : 'refused',
    reason: refused?.reason ?? null,
    wrote: unique(written.flatMap(({ wrote }) => wrote)),
    superseded,
    vendorRefs: unique(written.map(({ vendorRef }) => vendorRef)),
    gaps: unique([...event.gaps, ...unwritable, ...written.flatMap(({ gaps }) => gaps)]),
  };
}

function outcomeOf(written: readonly { how: 'applied' | 'already-applied' }[]) {
  if (written.length === 0) return 'nothing-to-write';
  return written.every(({ how }) => how === 'already-applied') ? 'already-applied' : 'applied';
}

/**
 * Bus, then ledger, then log: if it breaks off in between, the next delivery says it all again, with the same event id,
 * and the message still ends as delivered exactly once.
 */
export async function complete(
  event: MessageEnriched,
  steps: readonly FinishedStep[],
  facts: CompletionFacts,
  { bus, ledger, runtime, now }: Completing,
): Promise<void> {
  const completion = completionOf(event, steps, facts);
  await bus.publish(publication(writebackCompleted, completion));
  await ledger.complete(completionKeyOf(event), completion.eventId);
  const properties = {
    language: event.language.code,
    sentiment: event.sentiment?.label ?? 'none',
    intent: event.intent?.name ?? 'none',
  };
  for (const gap of completion.gaps.filter((name) => !event.gaps.includes(name))) {
    runtime.count(metricNames.gaps, 1, event.connector, { gap });
  }
  if (completion.wrote.includes('note')) {
    const ms = Math.max(0, now().getTime() - Date.parse(event.occurredAt));
    runtime.duration(metricNames.timeToNote, ms, event.connector, undefined, properties);
  }
  const { outcome, reason } = completion;
  const ended = { outcome: outcome === 'refused' ? 'skipped' : 'delivered', reason } as const;
  runtime.logEnded(endedRecordOf(event, ended), properties);
}
