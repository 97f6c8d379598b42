import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  ChangeMessageVisibilityBatchCommand,
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
import { InterruptedError } from '../../../../../infra/commands/interrupt.ts';
import type { RedriveOptions } from '../../../../../infra/operate/redrive/options.ts';
import { redrive } from '../../../../../infra/operate/redrive/redrive.ts';
import type { Asker } from '../../../../../infra/operate/terminal.ts';
import { anEnrichedMessage } from '../../../../support/factories.ts';
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

async function run(
  options: Partial<RedriveOptions>,
  asker: Asker | null,
  stop = new AbortController().signal,
) {
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
      stop,
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
    ['chooses nothing', {}, person({ confirm: true }), 'Nothing was sent.'],
    ['says no', { all: true }, person({ confirm: false }), 'Nothing was sent.'],
    [
      'says yes to dropping, but does not type the word',
      { selection: { message: [ids[0]] }, discard: true },
      person({ confirm: true }),
      'Nothing was discarded.',
    ],
  ])('does nothing if the person %s, and says so: exit 1', async (_title, options, asker, said) => {
    const { steps, status, text } = await run(options, asker);

    expect([steps, status]).toEqual([[], 1]);
    expect(text).toContain(said);
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

describe('redrive of a ticket', () => {
  it.each(['5158', '#5158'])('called %s', async (ticket) => {
    const { steps } = await run({ selection: { ticket }, yes: true }, null);

    expect(steps.filter((step) => step.startsWith('sent'))).toHaveLength(2);
  });

  it('refuses what can be none of the helpdesks of the stage', async () => {
    await expect(run({ selection: { ticket: 'Lost parcel' }, yes: true }, null)).rejects.toThrow(
      '--ticket: expected the number of a ticket',
    );
  });
});

describe('redrive of what is not parked', () => {
  const nothingIsParked = () => sqs.on(ReceiveMessageCommand).resolves({ Messages: [] });

  it.each([
    [
      { reason: 'unauthorized' },
      'None of the parked messages (2) has reason "unauthorized"; there are: unauthorised.',
    ],
    [{ ticket: '#7' }, 'None of the parked messages (2) has ticket "#7"; there are: 5158.'],
    [
      { connector: 'zendesk', account: '33' },
      'None of the parked messages (2) has account "33"; there are: 22129848.',
    ],
    [
      { queue: 'write-back-zendesk', reason: 'refused', ticket: '7' },
      'None of the parked messages (2) has reason "refused" and ticket "7"; there are: unauthorised.',
    ],
    [
      { connector: 'zendeks' },
      'The stage "test" has no account of zendeks, only zendesk 22129848, zendesk 33.',
    ],
    [{ account: '1' }, 'The stage "test" has no account of 1, only zendesk 22129848, zendesk 33.'],
  ])('by %j is taken for a slip, not for done', async (selection, message) => {
    await expect(run({ selection, yes: true }, null)).rejects.toThrow(message);
    await expect(run({ selection, json: true }, null)).rejects.toThrow(message);
  });

  it('names values that are each there, though on no one message', async () => {
    sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => {
      const [queue] = ['reply-dead-letters.fifo', 'write-back-zendesk-dead-letters.fifo'].filter((end) =>
        QueueUrl.endsWith(end),
      );
      const attributes = { reason: queue?.startsWith('reply') ? 'refused' : 'unauthorised', stage: 'reply' };
      const Body = queue?.startsWith('reply') ? '{}' : undefined;
      return {
        Messages:
          queue === undefined
            ? []
            : [aDeadLetter({ MessageId: queue, ...(Body === undefined ? {} : { Body }) }, attributes)],
      };
    });

    await expect(run({ selection: { reason: 'refused', ticket: '5158' } }, null)).rejects.toThrow(
      'None of the parked messages (2) has reason "refused" and ticket "5158".',
    );
  });

  it('is still there for an account that the settings no longer have', async () => {
    sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => ({
      Messages: QueueUrl.endsWith('write-back-zendesk-dead-letters.fifo')
        ? [aDeadLetter({ Body: JSON.stringify(anEnrichedMessage({ account: '9' })) })]
        : [],
    }));

    expect((await run({ selection: { account: '9' }, dryRun: true }, null)).status).toBe(0);
  });

  it.each([
    [{}, 'Stage test: nothing is parked. Nothing to do.'],
    [{ queue: 'reply' }, 'Stage test: nothing is parked in reply. Nothing to do.'],
    [{ reason: 'refused' }, 'Stage test: nothing is parked. Nothing to do.'],
  ])('by %j, of a stage in which nothing is: exit 0', async (selection, said) => {
    nothingIsParked();

    expect(await run({ selection, yes: true }, null)).toMatchObject({ status: 0, text: said });
  });

  it('is not said to be absent while some cannot be seen', async () => {
    sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '12' } });

    const { status, text } = await run({ selection: { reason: 'refused' }, yes: true }, null);

    expect(text).toContain('write-back-zendesk: about 10 more cannot be shown now.');
    expect(status).toBe(1);
  });
});

describe('redrive of what cannot be had or sent', () => {
  /** The write-back queue shows both to the first look and nothing to the second: somebody else holds them. */
  const heldElsewhere = () => {
    let looks = 0;
    sqs
      .on(GetQueueAttributesCommand)
      .resolves({ Attributes: { ApproximateNumberOfMessagesNotVisible: '2' } });
    sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => {
      if (!QueueUrl.endsWith('write-back-zendesk-dead-letters.fifo')) return { Messages: [] };
      looks += 1;
      return { Messages: looks === 1 ? ids.map((MessageId) => aDeadLetter({ MessageId })) : [] };
    });
  };
  const inUndeliverable = () =>
    sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => ({
      Messages: QueueUrl.endsWith('undeliverable') ? [aDeadLetter({ MessageId: ids[0], Body: '{}' })] : [],
    }));
  const all = { all: true, yes: true };
  const undeliverable = { selection: { queue: 'undeliverable' } };

  it('says how many could not be had: exit 1', async () => {
    heldElsewhere();

    const { status, text } = await run(all, null);

    expect(text).toContain('2 messages could not be had now:');
    expect(text).toContain('Sent 0 messages again.');
    expect(text).not.toContain('How they end');
    expect(status).toBe(1);
  });

  it('as JSON names them: exit 1', async () => {
    heldElsewhere();

    const { status, text } = await run({ ...all, json: true }, null);

    expect(JSON.parse(text)).toMatchObject({ done: [], missed: ids });
    expect(status).toBe(1);
  });

  it.each([
    [{ ...undeliverable, yes: true }, `${ids[0]} stays: it is`],
    [{ ...undeliverable, dryRun: true }, 'With --dry-run nothing is done: 0 messages would be sent again.'],
    [{ ...undeliverable, json: true, yes: true }, '"done": []'],
  ])('with %j does not count what leads nowhere: exit 1', async (options, said) => {
    inUndeliverable();

    const { status, text } = await run(options, null);

    expect(text).toContain(said);
    expect(status).toBe(1);
  });

  it('shows the text in the JSON where both are asked for', async () => {
    const { text } = await run({ selection: { message: [ids[0]] }, json: true, showText: true }, null);

    expect(JSON.parse(text).messages).toMatchObject([{ id: ids[0], body: expect.stringContaining('{') }]);
  });
});

describe('Ctrl-C while redrive works', () => {
  it('ends it after the present message, gives the others back, and says how many are done', async () => {
    // Prepare
    const controller = new AbortController();
    sqs.on(SendMessageCommand).callsFake(() => {
      controller.abort(new InterruptedError('Stopped.'));
      return {};
    });

    // Act
    const running = run({ all: true, yes: true }, null, controller.signal);

    // Assess
    await expect(running).rejects.toThrow(
      new InterruptedError('Stopped after 1 message; the others are where they were. Run it again.'),
    );
    expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(1);
    const lastGivenBack = sqs.commandCalls(ChangeMessageVisibilityBatchCommand).at(-1)?.args[0].input.Entries;
    expect(lastGivenBack).toMatchObject([{ ReceiptHandle: `handle-${ids[1]}`, VisibilityTimeout: 0 }]);
  });
});
