import type { AccountSettings } from '../../connectors/account.ts';
import type { Bus } from '../_shared/bus.ts';
import { PublishError } from '../_shared/errors.ts';
import { endedOnArrival } from '../_shared/inbound/ending.ts';
import type { FirstEvent } from '../_shared/inbound/event-of.ts';
import { metricNames } from '../_shared/metric-names.ts';
import type { QueueRecord } from '../_shared/queue-record.ts';
import type { Runtime } from '../_shared/runtime.ts';
import type { RecordOutcome } from '../_shared/sqs-batch.ts';
import { type UnderstandDeps, type Understood, understand } from './understand.ts';

export type TakeDeps = UnderstandDeps & Readonly<{ bus: Bus; runtime: Runtime }>;

/** Whose it is, for log and metrics. */
const senderOf = ({ connector, account }: AccountSettings) => ({ connector, account });

/** Takes one message of the queue: puts what it means on the bus, or says how it ended. */
export async function take(record: QueueRecord, deps: TakeDeps): Promise<RecordOutcome> {
  const understood = understand(record.body, deps);
  switch (understood.kind) {
    case 'event':
      return await publish(understood.first, understood.settings, deps);
    case 'nothing': {
      const { reason, place } = understood.skipped;
      const from = senderOf(understood.settings);
      deps.runtime.logEnded(endedOnArrival({ outcome: 'skipped', reason }, from, place));
      return { kind: 'done' };
    }
    case 'incomprehensible':
      return park(understood, record, deps);
  }
}

/**
 * A bus that takes nothing could not be told of a parked message either: the event waits here, and goes to the dead
 * letters by the queue's own count in the end.
 */
async function publish(
  { publication }: FirstEvent,
  settings: AccountSettings,
  { bus, runtime }: TakeDeps,
): Promise<RecordOutcome> {
  const { connector } = settings;
  try {
    await bus.publish(publication);
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    runtime.logProblem({ code: 'publish-failed', level: 'error', error, ids: senderOf(settings) });
    return { kind: 'retry-later', delayMs: null, connector };
  }
  runtime.count(metricNames.received, 1, connector);
  return { kind: 'done' };
}

function park(
  { reason, settings, cause, error }: Extract<Understood, { kind: 'incomprehensible' }>,
  { queueMessageId }: QueueRecord,
  { runtime }: TakeDeps,
): RecordOutcome {
  const from = settings === null ? null : senderOf(settings);
  if (error !== null)
    runtime.logProblem({ code: reason, level: 'error', error, ids: { ...from, queueMessageId } });
  return { kind: 'park', stage: 'ingest', reason, cause, ...(from === null ? {} : { from }) };
}
