import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  QueueDoesNotExist,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../../infra/local/ports.ts';
import { sqsService } from '../../../../infra/local/services/sqs.ts';
import { type InProcessOptions, inProcess } from '../../../support/in-process-sdk.ts';
import { queueArn, queueNamed, startQueues } from '../../../support/local-queues.ts';

const urlOf = (name: string) => `http://127.0.0.1:4566/111122223333/${name}`;
const plain = urlOf('plain');
const fifo = urlOf('work.fifo');
const ownTrace = 'Root=1-5759e988-bd862e3fe1be46a994272793';

/** A queue each of both kinds, spoken to by the AWS SDK. */
function start(options: InProcessOptions = {}) {
  const redrive = { RedrivePolicy: { deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 3 } };
  const world = startQueues([queueNamed('plain', redrive), queueNamed('dead'), queueNamed('work.fifo')]);
  const service = sqsService({ queues: world.queues, queueUrl: urlOf });
  return { ...world, sqs: new SQSClient(inProcess(service, options)) };
}

async function receiveOne(sqs: SQSClient, QueueUrl = plain) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages[0];
}

describe('SQS for the AWS SDK', () => {
  it('sends, receives and deletes a message, checksums included', async () => {
    // Prepare
    const { sqs, clock, queue } = start();

    // Act
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl: plain, MessageBody: 'grüße' }));
    const message = await receiveOne(sqs);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: plain, ReceiptHandle: message?.ReceiptHandle }));

    // Assess
    expect(sent).toMatchObject({ MessageId: 'id-1', MD5OfMessageBody: 'fee40dc24d0ad6a90c608052aa4e9e66' });
    expect(message).toMatchObject({
      MessageId: 'id-1',
      Body: 'grüße',
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(clock.nowMs()) },
    });
    expect(queue('plain').contents()).toEqual([]);
  });

  it('answers the MD5 of attributes as AWS computes it', async () => {
    // Prepare
    const { sqs } = start();
    const MessageAttributes = {
      timestamp: { DataType: 'Number', StringValue: '1493147359900' },
    };

    // Act
    const { MD5OfMessageAttributes } = await sqs.send(
      new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x', MessageAttributes }),
    );

    // Assess
    expect(MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('carries message attributes, text and binary', async () => {
    // Prepare
    const { sqs } = start();
    const MessageAttributes = {
      reason: { DataType: 'String', StringValue: 'retries-exhausted' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
    };

    // Act
    await sqs.send(new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x', MessageAttributes }));
    const message = await receiveOne(sqs);

    // Assess
    expect(message?.MessageAttributes).toEqual(MessageAttributes);
  });

  it.each([
    ['none', [], undefined],
    ['one by name', ['reason'], ['reason']],
    ['all', ['All'], ['reason', 'trace.id', 'trace.span']],
    ['those with a beginning', ['trace.*'], ['trace.id', 'trace.span']],
  ])('answers only the message attributes that are asked for: %s', async (_title, names, expected) => {
    // Prepare
    const { sqs } = start();
    const value = { DataType: 'String', StringValue: 'x' };
    const MessageAttributes = { reason: value, 'trace.id': value, 'trace.span': value };
    await sqs.send(new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x', MessageAttributes }));

    // Act
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: plain, MessageAttributeNames: names }),
    );

    // Assess
    const [message] = Messages ?? [];
    expect(message?.MessageAttributes && Object.keys(message.MessageAttributes).toSorted()).toEqual(expected);
    expect(message?.Attributes).toBeUndefined();
  });

  it('gives a FIFO message its group, its id and its sequence number', async () => {
    // Prepare
    const { sqs } = start();

    // Act
    const sent = await sqs.send(
      new SendMessageCommand({
        QueueUrl: fifo,
        MessageBody: 'x',
        MessageGroupId: 'zendesk:1:2',
        MessageDeduplicationId: 'once',
      }),
    );
    const message = await receiveOne(sqs, fifo);

    // Assess
    expect(sent.SequenceNumber).toBe('00000000000000000001');
    expect(message?.Attributes).toMatchObject({
      MessageGroupId: 'zendesk:1:2',
      MessageDeduplicationId: 'once',
      SequenceNumber: '00000000000000000001',
    });
  });

  it.each([
    [
      'the one it names',
      { AWSTraceHeader: { DataType: 'String' as const, StringValue: ownTrace } },
      ownTrace,
    ],
    ['else that of the call', undefined, 'Root=1-00000000-000000000000000000000001'],
  ])('gives a message a trace: %s', async (_title, MessageSystemAttributes, expected) => {
    // Prepare
    const { sqs } = start({ traceHeader: 'Root=1-00000000-000000000000000000000001' });

    // Act
    await sqs.send(new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x', MessageSystemAttributes }));
    const message = await receiveOne(sqs);

    // Assess
    expect(message?.Attributes?.AWSTraceHeader).toBe(expected);
  });

  it('changes the visibility of one message', async () => {
    // Prepare
    const { sqs, clock } = start();
    await sqs.send(new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x' }));
    const message = await receiveOne(sqs);

    // Act
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: plain,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 5,
      }),
    );
    const before = await receiveOne(sqs);
    await clock.advance(5_000);
    const after = await receiveOne(sqs);

    // Assess
    expect(before).toBeUndefined();
    expect(after?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('waits for a message as long as it is asked to', async () => {
    // Prepare
    const { sqs, clock, queue } = start();
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl: plain, WaitTimeSeconds: 20 }));
    await clock.advance(10_000);

    // Act
    queue('plain').send({ body: 'x' });
    const { Messages } = await waiting;

    // Assess
    expect(Messages?.map(({ Body }) => Body)).toEqual(['x']);
  });

  it('answers the attributes of a queue', async () => {
    // Prepare
    const { sqs, queue } = start();
    queue('plain').send({ body: 'x' });
    queue('plain').send({ body: 'x', delaySeconds: 5 });

    // Act
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: plain, AttributeNames: ['All'] }),
    );

    // Assess
    expect(Attributes).toEqual({
      QueueArn: 'arn:aws:sqs:eu-west-1:111122223333:plain',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '0',
      ApproximateNumberOfMessagesDelayed: '1',
      VisibilityTimeout: '30',
      DelaySeconds: '0',
      ReceiveMessageWaitTimeSeconds: '0',
      MaximumMessageSize: '1048576',
      RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead","maxReceiveCount":3}',
    });
  });

  it('answers the URL of a queue', async () => {
    // Prepare
    const { sqs } = start();

    // Act
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'work.fifo' }));

    // Assess
    expect(QueueUrl).toBe('http://127.0.0.1:4566/111122223333/work.fifo');
  });
});

describe('an SQS batch', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_none, index) => ({ Id: `e${index}`, MessageBody: `body ${index}` }));

  it('fails entry by entry', async () => {
    // Prepare
    const { sqs, queue } = start();

    // Act
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: plain,
        Entries: [
          { Id: 'good', MessageBody: 'x' },
          { Id: 'bad', MessageBody: 'a\u0000b' },
        ],
      }),
    );

    // Assess
    expect(Successful?.map(({ Id, MessageId }) => [Id, MessageId])).toEqual([['good', 'id-1']]);
    expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true, Code: 'InvalidMessageContents' }]);
    expect(queue('plain').counts().visible).toBe(1);
  });

  it('deletes and delays several messages', async () => {
    // Prepare
    const { sqs, queue } = start();
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: plain, Entries: entries(4) }));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: plain, MaxNumberOfMessages: 10 }),
    );
    const [first, second, ...others] = Messages.map(({ MessageId, ReceiptHandle }) => ({
      Id: MessageId,
      ReceiptHandle,
    }));

    // Act
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: plain, Entries: [first!, second!] }));
    await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: plain,
        Entries: others.map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
      }),
    );

    // Assess
    expect(queue('plain').counts()).toEqual({ visible: 2, inFlight: 0, delayed: 0 });
  });

  it.each([
    ['no entry', [], 'EmptyBatchRequest'],
    ['eleven entries', entries(11), 'TooManyEntriesInBatchRequest'],
    ['an id twice', [...entries(1), ...entries(1)], 'BatchEntryIdsNotDistinct'],
    ['an id with a space', [{ Id: 'a b', MessageBody: 'x' }], 'InvalidBatchEntryId'],
    [
      'more than a mebibyte',
      entries(2).map((entry) => ({ ...entry, MessageBody: 'x'.repeat(524_289) })),
      'BatchRequestTooLong',
    ],
  ])('is refused as a whole with %s', async (_title, Entries, name) => {
    // Prepare
    const { sqs, queue } = start();

    // Act
    const send = sqs.send(new SendMessageBatchCommand({ QueueUrl: plain, Entries }));

    // Assess
    await expect(send).rejects.toMatchObject({ name });
    expect(queue('plain').counts().visible).toBe(0);
  });
});

describe('an SQS call that is refused', () => {
  it('is a modelled exception for a queue that is not there', async () => {
    // Prepare
    const { sqs } = start();

    // Act
    const send = sqs.send(new SendMessageCommand({ QueueUrl: urlOf('nowhere'), MessageBody: 'x' }));

    // Assess
    await expect(send).rejects.toBeInstanceOf(QueueDoesNotExist);
  });

  it('is a modelled exception for a receipt that is none', async () => {
    // Prepare
    const { sqs } = start();

    // Act
    const remove = sqs.send(new DeleteMessageCommand({ QueueUrl: plain, ReceiptHandle: 'nonsense' }));

    // Assess
    await expect(remove).rejects.toBeInstanceOf(ReceiptHandleIsInvalid);
  });

  it.each([
    ['no body', new SendMessageCommand({ QueueUrl: plain, MessageBody: undefined }), 'MissingParameter'],
    [
      'eleven messages at once',
      new ReceiveMessageCommand({ QueueUrl: plain, MaxNumberOfMessages: 11 }),
      'InvalidParameterValue',
    ],
    [
      'a wait of 21 seconds',
      new ReceiveMessageCommand({ QueueUrl: plain, WaitTimeSeconds: 21 }),
      'InvalidParameterValue',
    ],
    ['no group', new SendMessageCommand({ QueueUrl: fifo, MessageBody: 'x' }), 'MissingParameter'],
    [
      'an operation that is not run here',
      new ListQueuesCommand({ QueueNamePrefix: '', MaxResults: 1 }),
      'UnsupportedOperation',
    ],
  ])('has the name that AWS gives it: %s', async (_title, command, name) => {
    // Prepare
    const { sqs } = start();

    // Act
    const call = sqs.send(command as SendMessageCommand);

    // Assess
    await expect(call).rejects.toMatchObject({ name });
  });

  it.each([
    ['sqs:SendMessage', new SendMessageCommand({ QueueUrl: plain, MessageBody: 'x' })],
    [
      'sqs:SendMessage',
      new SendMessageBatchCommand({ QueueUrl: plain, Entries: [{ Id: 'a', MessageBody: 'x' }] }),
    ],
    ['sqs:ReceiveMessage', new ReceiveMessageCommand({ QueueUrl: plain })],
    ['sqs:DeleteMessage', new DeleteMessageCommand({ QueueUrl: plain, ReceiptHandle: 'x' })],
    [
      'sqs:DeleteMessage',
      new DeleteMessageBatchCommand({ QueueUrl: plain, Entries: [{ Id: 'a', ReceiptHandle: 'x' }] }),
    ],
    [
      'sqs:ChangeMessageVisibility',
      new ChangeMessageVisibilityCommand({ QueueUrl: plain, ReceiptHandle: 'x', VisibilityTimeout: 1 }),
    ],
    ['sqs:GetQueueAttributes', new GetQueueAttributesCommand({ QueueUrl: plain, AttributeNames: ['All'] })],
    ['sqs:GetQueueUrl', new GetQueueUrlCommand({ QueueName: 'plain' })],
  ])('is judged before anything is done: %s on the queue', async (action, command) => {
    // Prepare
    const asked: string[] = [];
    const { sqs, queue } = start({
      authorize: (...question) => {
        asked.push(question.join(' on '));
        throw new ServiceError('AccessDeniedException', 400, 'no');
      },
    });

    // Act
    const call = sqs.send(command as SendMessageCommand);

    // Assess
    await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked).toEqual([`${action} on arn:aws:sqs:eu-west-1:111122223333:plain`]);
    expect(queue('plain').contents()).toEqual([]);
  });
});
