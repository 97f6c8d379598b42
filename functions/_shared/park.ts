import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Envelope, followingEnvelope } from '../../events/envelope.ts';
import { type MessageParked, messageParked } from '../../events/message-parked.v1.ts';
import { type Bus, publication } from './bus.ts';
import { endedOnArrival } from './inbound/ending.ts';
import type { EndedRecord } from './log-records.ts';
import type { QueueRecord } from './queue-record.ts';
import { endedRecordOf, type Runtime } from './runtime.ts';

/** Whose message it was. */
type Sender = Pick<Envelope, 'connector' | 'account'>;

/** A record that cannot be finished. `cause` is the envelope of the event in its body; null where not even that is readable. */
export type ParkOutcome = Readonly<{
  kind: 'park';
  stage: MessageParked['stage'];
  /** A short code in kebab-case. */
  reason: string;
  cause: Envelope | null;
  /** Known though there is no envelope; left out = not known. */
  from?: Sender;
}>;

/** Names of the message attributes that tell a parked message from one that SQS itself moved to the dead-letter queue. */
export const parkAttributes = { reason: 'reason', stage: 'stage', eventId: 'eventId' } as const;

/** Moves a record to the dead-letter queue and says so on the bus and in the log. */
export type Park = (record: QueueRecord, deadLetterUrl: string, outcome: ParkOutcome) => Promise<void>;

export type ParkDeps = Readonly<{ sqs: SQSClient; bus: Bus; runtime: Runtime }>;

/** The event that says a message was given up, for now. */
export function parkedEventOf(
  cause: Envelope,
  facts: Pick<MessageParked, 'stage' | 'reason' | 'receiveCount'>,
): MessageParked {
  return {
    ...followingEnvelope(messageParked.detailType, cause),
    type: messageParked.detailType,
    ...facts,
  };
}

const attribute = (value: string) => ({ DataType: 'String', StringValue: value });

/** The end of a message of which nothing is known, or only whose it was. */
export const unreadableEnd = (
  reason: string,
  from: Sender = { connector: 'unknown', account: 'unknown' },
): EndedRecord => endedOnArrival({ outcome: 'parked', reason }, from, null);

/**
 * First the message is safe in the dead-letter queue, then the bus is told, then the log. If that breaks off half-way the
 * record comes back and all is done again: with the same deduplication id, event id and reason. A standard queue knows no
 * deduplication, so that a second copy may lie there.
 */
export function createPark({ sqs, bus, runtime }: ParkDeps): Park {
  return async (record, deadLetterUrl, { stage, reason, cause, from }) => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetterUrl,
        MessageBody: record.body,
        ...(record.fifo === null
          ? {}
          : { MessageGroupId: record.fifo.groupId, MessageDeduplicationId: record.fifo.deduplicationId }),
        MessageAttributes: {
          [parkAttributes.reason]: attribute(reason),
          [parkAttributes.stage]: attribute(stage),
          ...(cause === null ? {} : { [parkAttributes.eventId]: attribute(cause.eventId) }),
        },
      }),
    );
    if (cause === null) {
      runtime.logEnded(unreadableEnd(reason, from));
      return;
    }
    const parked = parkedEventOf(cause, { stage, reason, receiveCount: record.receiveCount });
    await bus.publish(publication(messageParked, parked));
    runtime.logEnded(endedRecordOf(cause, { outcome: 'parked', reason }));
  };
}
