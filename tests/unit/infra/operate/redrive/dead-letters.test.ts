import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDeadLetters, type Seen } from '../../../../../infra/operate/redrive/dead-letters.ts';
import { aDeadLetter, parkedQueues, queueNamed } from '../../../../support/parked.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
const url = 'https://sqs.eu-west-1.amazonaws.com/1/dragoman-test-enrich-dead-letters.fifo';
beforeEach(() => {
  sqs.reset();
  sqs.on(GetQueueUrlCommand).resolves({ QueueUrl: url });
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: {} });
});

const letter = (id: string, receipt = id): Message =>
  aDeadLetter({ MessageId: id, ReceiptHandle: `handle-${receipt}` });

/** What one receive after the other gives; then nothing. */
function receives(...batches: readonly (readonly Message[])[]): void {
  const left = batches.map((batch) => [...batch]);
  sqs.on(ReceiveMessageCommand).callsFake(() => ({ Messages: left.shift() ?? [] }));
}
const open = () => openDeadLetters(client, queueNamed('enrich'), { queues: parkedQueues, stage: 'test' });
const givenBack = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityBatchCommand)
    .flatMap(({ args: [{ input }] }) => input.Entries ?? [])
    .map(({ ReceiptHandle, VisibilityTimeout }) => [ReceiptHandle, VisibilityTimeout]);

describe('a look into a dead-letter queue', () => {
  it('shows each message once and gives all back at its end', async () => {
    // Prepare
    receives([letter('a'), letter('b')], [letter('c')]);
    const seen: string[] = [];

    // Act
    await (await open()).visit(async ({ parked }): Promise<Seen> => {
      seen.push(parked.id);
      return 'stays';
    });

    // Assess
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(givenBack()).toEqual([
      ['handle-a', 0],
      ['handle-b', 0],
      ['handle-c', 0],
    ]);
    expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(0);
  });

  it('goes on when known messages come back, and gives them back by their newest receipt', async () => {
    // Prepare
    receives([letter('a', 'first')], [letter('a', 'second')], [letter('b')]);
    const seen: string[] = [];

    // Act
    await (await open()).visit(async ({ parked }): Promise<Seen> => {
      seen.push(parked.id);
      return 'stays';
    });

    // Assess
    expect(seen).toEqual(['a', 'b']);
    expect(givenBack()).toEqual([
      ['handle-second', 0],
      ['handle-b', 0],
    ]);
  });

  it('looks again when it has seen less than there is, since others hold all messages for a moment', async () => {
    // Prepare
    sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '1' } });
    receives([], [], [letter('a')]);
    const seen: string[] = [];

    // Act
    await (await open()).visit(async ({ parked }): Promise<Seen> => {
      seen.push(parked.id);
      return 'stays';
    });

    // Assess
    expect(seen).toEqual(['a']);
  });

  it('ends though the same messages come back for ever', async () => {
    // Prepare
    sqs.on(ReceiveMessageCommand).resolves({ Messages: [letter('a')] });
    const seen: string[] = [];

    // Act
    await (await open()).visit(async ({ parked }): Promise<Seen> => {
      seen.push(parked.id);
      return 'stays';
    });

    // Assess
    expect(seen).toEqual(['a']);
  });

  it('gives back what stays when it breaks off, and not what has been taken out', async () => {
    // Prepare
    receives([letter('a'), letter('b'), letter('c')]);

    // Act
    const visit = (await open()).visit(async ({ parked, remove }) => {
      if (parked.id === 'b') throw new Error('no network');
      await remove();
      return 'removed';
    });

    // Assess
    await expect(visit).rejects.toThrow('no network');
    expect(
      sqs.commandCalls(DeleteMessageCommand).map(({ args: [{ input }] }) => input.ReceiptHandle),
    ).toEqual(['handle-a']);
    expect(givenBack()).toEqual([
      ['handle-b', 0],
      ['handle-c', 0],
    ]);
  });

  it('says what to do about a queue that is not there', async () => {
    sqs.on(GetQueueUrlCommand).rejects(new QueueDoesNotExist({ message: 'no', $metadata: {} }));

    await expect(open()).rejects.toThrow(
      'There is no queue dragoman-test-enrich-dead-letters.fifo: the stage "test" is not deployed as its settings say, or ' +
        'the AWS credentials are of another account. "npm run deploy -- --stage test" deploys it.',
    );
  });
});
