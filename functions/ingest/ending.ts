import type { DecodeProblem } from '../../connectors/contract.ts';
import type { Envelope } from '../../events/envelope.ts';
import type { Skipped } from '../_shared/inbound/ending.ts';

/** Why a delivery is not taken. Up to `account-mismatch` it is the sender's doing, after that ours: then the vendor should try again. */
export type RefusalReason =
  | 'too-large'
  | 'wrong-media-type'
  | 'unknown-account'
  | 'bad-signature'
  | 'stale-timestamp'
  | 'not-json'
  | 'bad-shape'
  | 'account-mismatch'
  | 'not-configured'
  | 'publish-failed'
  | 'timeout'
  | 'unexpected';

export type Refusal = Readonly<{
  kind: 'refused';
  reason: RefusalReason;
  problems?: readonly DecodeProblem[];
  /** What was thrown, for the log. */
  error?: unknown;
}>;

/** How a delivery ends in `ingest`. An accepted one goes on: its way ends elsewhere. */
export type Ending = Readonly<{ kind: 'accepted'; envelope: Envelope }> | Skipped | Refusal;
