import type { Place, SkipReason } from '../../../connectors/contract.ts';
import type { EndedRecord } from '../log-records.ts';
import { currentTraceId } from '../trace.ts';

/** Genuine, but nothing for us. */
export type Skipped = Readonly<{ kind: 'skipped'; reason: SkipReason; place: Place | null }>;

/** The `ended` line of what came in and goes no further: it became no event, so that it has no event's id. */
export function endedOnArrival(
  end: Pick<EndedRecord, 'outcome' | 'reason'>,
  from: Pick<EndedRecord, 'connector' | 'account'>,
  place: Place | null,
): EndedRecord {
  return {
    message: 'ended',
    ...end,
    eventId: null,
    correlationId: null,
    ...from,
    ticket: place?.ticket ?? null,
    messageId: place?.message ?? null,
    traceId: currentTraceId(),
  };
}
