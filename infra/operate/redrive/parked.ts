import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { parseJson } from '../../../connectors/kit/json.ts';
import { envelopeShape } from '../../../events/envelope.ts';
import type { DeadLetterQueue } from '../dead-letter-queues.ts';
import { type Destination, destinationOf } from './destination.ts';

/** A message that waits in a dead-letter queue. `null` = it does not say, or cannot be read. */
export type ParkedMessage = Readonly<{
  /** SQS's id of it in this queue; after being parked once more it has another one. */
  id: string;
  /** Name of the queue: `enrich`, `write-back-zendesk`, … */
  queue: string;
  /** Where on its way it was: `ingest`, `hydrate`, `enrich`, `reply`, `write-back`; `bus` = between two of them. */
  stage: string;
  /** A code such as `unauthorised`; `crashed` = SQS moved it; EventBridge's own code where that could not hand it over. */
  reason: string;
  eventType: string | null;
  connector: string | null;
  account: string | null;
  ticket: string | null;
  message: string | null;
  /** Whose words they are, where it says so. */
  customerKey: string | null;
  occurredAt: string | null;
  /** Since when it lies here. */
  parkedAt: Date;
  /** How often this queue has handed it out: looks of `dlq-watch`, of people and of this command count, too. */
  receiveCount: number;
  /** Holds customers' words. */
  body: string;
  traceHeader: string | null;
  destination: Destination;
}>;

/** As `park` sets them (functions/_shared/park.ts); a test holds both together. */
export const attributeNames = { reason: 'reason', stage: 'stage' } as const;
/** EventBridge's own, on what it could not hand over. */
const busAttributeNames = { errorCode: 'ERROR_CODE', target: 'TARGET_ARN' } as const;
/** All that has to be asked for when a message is received. */
export const askedAttributes = [...Object.values(attributeNames), ...Object.values(busAttributeNames)];

const whose = z.object({
  type: z.string(),
  connector: envelopeShape.connector,
  account: envelopeShape.account,
  ticket: envelopeShape.ticket,
  message: envelopeShape.message,
  customerKey: envelopeShape.customerKey,
  occurredAt: envelopeShape.occurredAt,
});
const busEvent = z.object({ detail: z.unknown() });

const unknownPlace = {
  type: null,
  connector: null,
  account: null,
  ticket: null,
  message: null,
  customerKey: null,
  occurredAt: null,
};

/** Whose message a body is about, be it our event alone or as EventBridge wraps it. */
function placeOf(json: unknown): z.infer<typeof whose> | typeof unknownPlace {
  const own = z.safeParse(whose, json);
  if (own.success) return own.data;
  const wrapped = z.safeParse(whose, z.safeParse(busEvent, json).data?.detail);
  return wrapped.success ? wrapped.data : unknownPlace;
}

/** What SQS handed out, in our words. Never throws: what cannot be read can at least be named by its id. Pure. */
export function parkedMessageOf(
  message: Message,
  queue: DeadLetterQueue,
  queues: readonly DeadLetterQueue[],
): ParkedMessage {
  const { MessageId = '', Body = '', Attributes = {}, MessageAttributes = {} } = message;
  const attribute = (name: string) => MessageAttributes[name]?.StringValue ?? null;
  const json = parseJson(Body);
  const { type, ...place } = placeOf(json.ok ? json.value : undefined);
  return {
    id: MessageId,
    queue: queue.name,
    stage: attribute(attributeNames.stage) ?? queue.stage,
    reason:
      attribute(attributeNames.reason) ??
      attribute(busAttributeNames.errorCode) ??
      (queue.workQueue === null ? 'undeliverable' : 'crashed'),
    eventType: type,
    ...place,
    parkedAt: new Date(Number(Attributes.SentTimestamp ?? 0)),
    receiveCount: Number(Attributes.ApproximateReceiveCount ?? 0),
    body: Body,
    traceHeader: Attributes.AWSTraceHeader ?? null,
    destination: destinationOf({
      body: Body,
      groupId: Attributes.MessageGroupId ?? null,
      targetArn: attribute(busAttributeNames.target),
      queue,
      queues,
    }),
  };
}
