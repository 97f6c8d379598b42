import type { Clock } from '../../clock.ts';
import { traceIdOf } from '../../journal.ts';
import { newTraceHeader } from '../../lambda/trace.ts';
import type { EventBuses } from './bus.ts';
import { eventTime } from './event.ts';

/** An event as a partner says it. */
export type PartnerEventInput = Readonly<{
  /** Name of the partner event source, and so of the bus. */
  source: string;
  detailType: string;
  detail: Readonly<Record<string, unknown>>;
}>;

export type PartnerDoorOptions = Readonly<{
  /** Names of the buses that belong to a partner event source. */
  partnerBuses: readonly string[];
  buses: EventBuses;
  clock: Clock;
  newId: () => string;
  region: string;
  accountId: string;
}>;

/**
 * PutPartnerEvents, which only partners may call: gives the id of the new trace that the event belongs to, by which it is
 * followed in the journal (AWS begins none). Throws RangeError where no bus has taken the source on.
 */
export function partnerDoor(options: PartnerDoorOptions): (event: PartnerEventInput) => string {
  const { partnerBuses, buses, clock, newId, region, accountId } = options;
  return ({ source, detailType, detail }) => {
    if (!partnerBuses.includes(source))
      throw new RangeError(
        `No bus of this stack belongs to the partner event source ${source}; expected one of ${partnerBuses.join(', ') || '(none)'}.`,
      );
    const traceHeader = newTraceHeader(clock.nowMs());
    const event = {
      ...{ version: '0' as const, id: newId(), 'detail-type': detailType, source, account: accountId },
      ...{ time: eventTime(clock.nowMs()), region, resources: [], detail },
    };
    buses.put(source, event, traceHeader);
    return traceIdOf(traceHeader) ?? '';
  };
}
