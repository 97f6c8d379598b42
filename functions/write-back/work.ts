import type { Envelope } from '../../events/envelope.ts';
import type { MemoryStore } from '../_shared/conversation/memory.ts';
import type { Helpdesk, Helpdesks } from '../_shared/helpdesks.ts';
import type { Ledger } from '../_shared/ledger.ts';
import type { ParkOutcome } from '../_shared/park.ts';
import type { Runtime } from '../_shared/runtime.ts';
import type { Traces } from '../_shared/withdrawal/traces.ts';
import { type AccountPace, unpaced } from './account-pace.ts';
import type { Completing } from './complete.ts';
import type { StepDeps } from './step.ts';

export type WriteBackDeps = Completing &
  Readonly<{
    helpdesks: Helpdesks;
    /** The pace at which a helpdesk's tickets may be updated. */
    paceOf: (helpdesk: Pick<Helpdesk, 'settings' | 'connector'>) => AccountPace;
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

/**
 * What a step needs, in this helpdesk. What has waited as long as it may is let go by our own pace: it must not be parked
 * without having been tried.
 */
export const stepDeps = (
  helpdesk: Helpdesk,
  waitedMs: number,
  deps: WriteBackDeps,
): StepDeps & Pick<WriteBackDeps, 'traces'> => ({
  ...deps,
  client: helpdesk.client,
  pace: waitedMs > deps.maxWriteAgeSeconds * 1000 ? unpaced : deps.paceOf(helpdesk),
  place: { connector: helpdesk.settings.connector, account: helpdesk.settings.account },
});
