import * as z from 'zod/mini';
import { parseJson } from '../../../connectors/kit/json.ts';
import { eventSource } from '../../../events/define.ts';
import type { DeadLetterQueue } from '../dead-letter-queues.ts';

/** Where a message goes when it is sent once more. */
export type Destination = Readonly<
  | { kind: 'queue'; physicalName: string; body: string; groupId: string | null }
  /** Only where nobody says which queue it was meant for: a rule of anybody's on the bus gets it once more, too. */
  | { kind: 'bus'; detailType: string; detail: string }
  | { kind: 'nowhere'; why: string }
>;

export type DestinationFacts = Readonly<{
  body: string;
  /** Of a FIFO queue. */
  groupId: string | null;
  /** What EventBridge could not hand it to. */
  targetArn: string | null;
  queue: DeadLetterQueue;
  /** All of the stage. */
  queues: readonly DeadLetterQueue[];
}>;

/** An event as EventBridge puts it, whole, into the dead-letter queue of a rule's target. */
const busEvent = z.object({ source: z.string(), 'detail-type': z.string(), detail: z.unknown() });
type BusEvent = z.infer<typeof busEvent>;
const ownDetail = z.object({ conversationKey: z.string() });

function busEventOf(body: string): BusEvent | null {
  const json = parseJson(body);
  return json.ok ? (z.safeParse(busEvent, json.value).data ?? null) : null;
}

const nowhere: Destination = {
  kind: 'nowhere',
  why: 'a run of a schedule or a mail of an alarm: the next one makes up for it, so that it can only be discarded',
};

/** Back to where it came from: nothing of it is changed, so that the ledger knows it again. Pure. */
export function destinationOf({ body, groupId, targetArn, queue, queues }: DestinationFacts): Destination {
  const { workQueue } = queue;
  if (workQueue !== null) return { kind: 'queue', physicalName: workQueue, body, groupId };
  const event = busEventOf(body);
  if (event === null) return nowhere;
  const target = queues.find(
    (one) => one.workQueue !== null && one.workQueue === targetArn?.slice(targetArn.lastIndexOf(':') + 1),
  );
  return target === undefined ? toBus(event) : toTarget(target, event, body);
}

/** As the rule would have handed it over: our events by their detail alone, a partner's whole (infra/constructs). */
function toTarget({ workQueue, isFifo }: DeadLetterQueue, event: BusEvent, body: string): Destination {
  if (workQueue === null) return nowhere;
  if (!isFifo) return { kind: 'queue', physicalName: workQueue, body, groupId: null };
  const detail = z.safeParse(ownDetail, event.detail);
  if (!detail.success) return { kind: 'nowhere', why: 'it names no conversation' };
  return {
    kind: 'queue',
    physicalName: workQueue,
    body: JSON.stringify(event.detail),
    groupId: detail.data.conversationKey,
  };
}

function toBus({ source, 'detail-type': detailType, detail }: BusEvent): Destination {
  return source === eventSource ? { kind: 'bus', detailType, detail: JSON.stringify(detail) } : nowhere;
}
