import type { Envelope } from '../../events/envelope.ts';
import type { Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import type { MemoryStore } from '../_shared/memory.ts';
import type { ParkOutcome } from '../_shared/park.ts';
import type { Runtime } from '../_shared/runtime.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import type { Completing } from './complete.ts';

export type WriteBackDeps = Completing &
  Readonly<{
    helpdesks: Helpdesks;
    ledger: Ledger;
    memory: MemoryStore;
    traces: Traces;
    runtime: Runtime;
    maxWriteAgeSeconds: number;
    maxReplyWaitSeconds: number;
    now: () => Date;
  }>;

/** A record that `write-back` cannot finish. */
export const park = (reason: string, cause: Envelope | null): ParkOutcome => ({
  kind: 'park',
  stage: 'write-back',
  reason,
  cause,
});
