import type { MessageEnriched } from '../../events/message-enriched.v1.ts';
import type { Ledger } from '../_shared/ledger.ts';
import { writeKeyOf } from './keys.ts';
import type { FinishedStep } from './step.ts';

/** Marks the other messages of a shared update as done, so that none is written again when it comes without the first. */
export async function markSharers(
  first: MessageEnriched,
  steps: readonly FinishedStep[],
  ledger: Ledger,
): Promise<void> {
  for (const step of steps) {
    if (step.kind !== 'written') continue;
    const others = (step.messages ?? []).filter((message) => message !== first.message);
    await Promise.all(
      others.map((message) => ledger.complete(writeKeyOf({ ...first, message }, 1), step.vendorRef, step)),
    );
  }
}
