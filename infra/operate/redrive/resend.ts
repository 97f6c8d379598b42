import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { eventSource } from '../../../events/define.ts';
import { CommandError } from '../../commands/shell.ts';
import { eventBusName } from '../../names.ts';
import type { StageClients } from '../clients.ts';
import { urlOf } from './dead-letters.ts';
import type { Destination } from './destination.ts';
import type { ParkedMessage } from './parked.ts';

/** Sends parked messages to where they came from. Rejects with CommandError or what the SDK throws; nothing is deleted. */
export type Resend = (parked: ParkedMessage) => Promise<void>;

type ToQueue = Extract<Destination, { kind: 'queue' }>;
type ToBus = Extract<Destination, { kind: 'bus' }>;

/** Sends with the messages' own trace, each queue's address looked up once. */
export function createResend({ sqs, events }: Pick<StageClients, 'sqs' | 'events'>, stage: string): Resend {
  const urls = new Map<string, Promise<string>>();
  const urlFor = (name: string): Promise<string> => {
    const url = urls.get(name) ?? urlOf(sqs, name, stage);
    urls.set(name, url);
    return url;
  };

  async function toQueue({ physicalName, body, groupId }: ToQueue, { id, traceHeader }: ParkedMessage) {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: await urlFor(physicalName),
        MessageBody: body,
        ...(groupId === null ? {} : { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId(id) }),
        ...(traceHeader === null
          ? {}
          : {
              MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
            }),
      }),
    );
  }

  async function toBus({ detailType, detail }: ToBus, { traceHeader }: ParkedMessage): Promise<void> {
    const { Entries: [result] = [] } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: eventBusName(stage),
            Source: eventSource,
            DetailType: detailType,
            Detail: detail,
            ...(traceHeader === null ? {} : { TraceHeader: traceHeader }),
          },
        ],
      }),
    );
    if (result?.EventId === undefined)
      throw new CommandError(
        `The bus did not take the message (${result?.ErrorCode ?? 'no result'}): it stays; try again in a minute.`,
      );
  }

  return async (parked) => {
    const { destination } = parked;
    switch (destination.kind) {
      case 'queue':
        return toQueue(destination, parked);
      case 'bus':
        return toBus(destination, parked);
      case 'nowhere':
        throw new CommandError(`The message ${parked.id} cannot be sent again: it is ${destination.why}.`);
    }
  };
}

/**
 * A FIFO queue drops in silence what it has taken within five minutes. Told apart by content, what is sent again soon would
 * be dropped, and what relapses soon by the dead-letter queue. The id of a parked message is new each time it is parked,
 * and the same if this command dies before it has deleted it.
 */
const deduplicationId = (parkedId: string): string => `redrive-${parkedId}`;
