import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { type RedriveOptions, redrive } from '../../../../../infra/operate/redrive/redrive.ts';
import type { Asker } from '../../../../../infra/operate/terminal.ts';
import { aDeadLetter } from '../../../../support/parked.ts';
import { testSettings } from '../../../../support/synthesised.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
const ids = ['11111111-a', '22222222-b'] as const;

/** Both wait in the queue of the writes to Zendesk, at each look again. */
beforeEach(() => {
  sqs.reset();
  sqs
    .on(GetQueueUrlCommand)
    .callsFake(({ QueueName }) => ({ QueueUrl: `https://sqs.example.com/1/${QueueName}` }));
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: {} });
  sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => ({
    Messages: QueueUrl.endsWith('write-back-zendesk-dead-letters.fifo')
      ? ids.map((MessageId) => aDeadLetter({ MessageId, ReceiptHandle: `handle-${MessageId}` }))
      : [],
  }));
  sqs.on(SendMessageCommand).resolves({});
});

const nobody: RedriveOptions = {
  selection: {},
  all: false,
  yes: false,
  dryRun: false,
  json: false,
  showText: false,
  discard: false,
};

/** Somebody at a terminal who answers like this. */
const person = (
  answers: Partial<Record<'confirm' | 'typed', boolean>>,
  chosen: readonly string[] = [],
): Asker => ({
  confirm: async () => answers.confirm ?? false,
  typed: async () => answers.typed ?? false,
  choose: async () => chosen,
});

async function run(options: Partial<RedriveOptions>, asker: Asker | null) {
  const lines: string[] = [];
  const status = await redrive(
    { ...nobody, ...options },
    {
      settings: testSettings(),
      clients: {
        sqs: client,
        events: new EventBridgeClient({ region: 'eu-west-1' }),
        db: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' })),
      },
      asker,
      bar: () => ({ advance: () => undefined, end: () => undefined }),
      write: (line = '') => lines.push(line),
      now: () => new Date('2026-01-09T09:00:00Z'),
    },
  );
  const commands = sqs.calls().map(({ args: [command] }) => command);
  return {
    status,
    text: lines.join('\n'),
    /** What was done, in order. */
    steps: commands.flatMap((command) =>
      command instanceof SendMessageCommand
        ? [`sent ${command.input.MessageDeduplicationId}`]
        : command instanceof DeleteMessageCommand
          ? [`deleted ${command.input.ReceiptHandle}`]
          : [],
    ),
  };
}

describe('redrive at a terminal', () => {
  it('sends what was chosen from the list, before it deletes it, and says how to watch it', async () => {
    const { steps, text, status } = await run({}, person({ confirm: true }, [ids[1]]));

    expect(steps).toEqual(['sent redrive-22222222-b', 'deleted handle-22222222-b']);
    expect(text).toContain('Sent 1 message again. How they end:\n  aws logs tail /dragoman/test/write-back');
    expect(status).toBe(0);
  });

  it.each([
    ['chooses nothing', {}, person({ confirm: true })],
    ['says no', { all: true }, person({ confirm: false })],
    [
      'says yes to dropping, but does not type the word',
      { selection: { message: [ids[0]] }, discard: true },
      person({ confirm: true }),
    ],
  ])('does nothing if the person %s', async (_title, options, asker) => {
    expect(await run(options, asker)).toMatchObject({ steps: [], status: 0 });
  });

  it('drops what is named after both questions, and sends nothing', async () => {
    const discard = { selection: { message: ['11111111'] }, discard: true };

    expect((await run(discard, person({ confirm: true, typed: true }))).steps).toEqual([
      'deleted handle-11111111-a',
    ]);
  });
});

describe('redrive where nobody can be asked', () => {
  it('lists, and says how to choose', async () => {
    const { steps, text } = await run({}, null);

    expect(steps).toEqual([]);
    expect(text).toContain('To send some again: --message ID');
  });

  it('refuses to go on without --yes', async () => {
    await expect(run({ all: true }, null)).rejects.toThrow('There is no terminal to ask at: add --yes');
  });

  it('as JSON only lists without --yes', async () => {
    const { steps, text } = await run({ all: true, json: true }, null);

    expect(steps).toEqual([]);
    expect(Object.keys(JSON.parse(text))).toEqual(['stage', 'messages', 'unseen']);
  });

  it.each([
    [{ selection: { queue: 'moon' } }, 'There is no queue "moon" in this stage, only enrich, reply'],
    [{ discard: true, all: true }, '--discard drops single messages for good'],
    [{ showText: true, all: true }, '--show-text shows what a customer wrote'],
    [{ selection: { message: ['99999999'] } }, 'No parked message has the id 99999999'],
  ])('refuses %j in a sentence', async (options, message) => {
    await expect(run(options, null)).rejects.toThrow(message);
  });
});
