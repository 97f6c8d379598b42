import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createResend } from '../../../../../infra/operate/redrive/resend.ts';
import { anEnrichedMessage } from '../../../../support/factories.ts';
import { aParkedMessage } from '../../../../support/parked.ts';

const clients = {
  sqs: new SQSClient({ region: 'eu-west-1' }),
  events: new EventBridgeClient({ region: 'eu-west-1' }),
};
const sqs = mockClient(clients.sqs);
const events = mockClient(clients.events);
beforeEach(() => {
  sqs.reset();
  events.reset();
  sqs
    .on(GetQueueUrlCommand)
    .callsFake(({ QueueName }) => ({ QueueUrl: `https://sqs.example.com/1/${QueueName}` }));
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
});

describe('sending a parked message again', () => {
  it('puts it into its queue unchanged, with its trace, and a deduplication id that is its own', async () => {
    // Prepare
    const parked = aParkedMessage();

    // Act
    await createResend(clients, 'test')(parked);

    // Assess
    expect(sqs.commandCalls(SendMessageCommand)[0]!.args[0].input).toEqual({
      QueueUrl: 'https://sqs.example.com/1/dragoman-test-write-back-zendesk.fifo',
      MessageBody: JSON.stringify(anEnrichedMessage()),
      MessageGroupId: 'zendesk:22129848:5158',
      MessageDeduplicationId: 'redrive-1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed',
      MessageSystemAttributes: {
        AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-67891233-abcdef012345678912345678' },
      },
    });
  });

  it('asks for the address of a queue once', async () => {
    // Prepare
    const resend = createResend(clients, 'test');

    // Act
    for (let times = 0; times < 3; times += 1) await resend(aParkedMessage());

    // Assess
    expect(sqs.commandCalls(GetQueueUrlCommand)).toHaveLength(1);
  });

  it('puts it onto the bus where no queue is named, and says so if the bus does not take it', async () => {
    // Prepare
    const body = { source: 'dragoman', 'detail-type': 'message.enriched.v1', detail: anEnrichedMessage() };
    const parked = aParkedMessage({ Body: JSON.stringify(body), Attributes: {} }, {}, 'undeliverable');
    events
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException' }] });

    // Act
    const sending = createResend(clients, 'test')(parked);

    // Assess
    await expect(sending).rejects.toThrow('The bus did not take the message (ThrottlingException): it stays');
    expect(events.commandCalls(PutEventsCommand)[0]!.args[0].input.Entries).toEqual([
      {
        EventBusName: 'dragoman-test',
        Source: 'dragoman',
        DetailType: 'message.enriched.v1',
        Detail: JSON.stringify(anEnrichedMessage()),
      },
    ]);
  });
});
