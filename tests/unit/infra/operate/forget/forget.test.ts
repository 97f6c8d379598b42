import { DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { redactionKeyOf } from '../../../../../functions/write-back/keys.ts';
import { InterruptedError } from '../../../../../infra/commands/interrupt.ts';
import { forget } from '../../../../../infra/operate/forget/forget.ts';
import { rowKeys } from '../../../../../infra/operate/forget/keys.ts';
import type { ForgetOptions } from '../../../../../infra/operate/forget/options.ts';
import { withdrawalId } from '../../../../../infra/operate/forget/withdrawal.ts';
import { parseSettings, type StageSettings } from '../../../../../infra/settings.ts';
import { aDeadLetter } from '../../../../support/parked.ts';
import { settingsInput, testSettings } from '../../../../support/synthesised.ts';

const region = 'eu-west-1';
const sqsClient = new SQSClient({ region });
const eventsClient = new EventBridgeClient({ region });
const dbClient = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
const sqs = mockClient(sqsClient);
const events = mockClient(eventsClient);
const db = mockClient(dbClient);

const startedAt = '2026-01-09T09:00:00.000Z';
const conversationKey = 'zendesk:22129848:5158';
/** Of whom the dead letter of the factories is. */
const customer = '8447388090494';

/** Rows by key, whatever their table. */
let rows: Map<string, object>;
beforeEach(() => {
  rows = new Map();
  for (const mock of [sqs, events, db]) mock.reset();
  sqs
    .on(GetQueueUrlCommand)
    .callsFake(({ QueueName }) => ({ QueueUrl: `https://sqs.example.com/1/${QueueName}` }));
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: {} });
  sqs.on(ReceiveMessageCommand).resolves({ Messages: [] });
  events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
  db.on(GetCommand).callsFake(({ Key }) => ({ Item: rows.get(Key.pk) }));
  db.on(ScanCommand).resolves({ Items: [] });
});

const isParked = () =>
  sqs.on(ReceiveMessageCommand).callsFake(({ QueueUrl }) => ({
    Messages: QueueUrl.endsWith('write-back-zendesk-dead-letters.fifo') ? [aDeadLetter()] : [],
  }));

/** A message of the ticket stands in a note of the ticket that it was merged into. */
function isCopiedInto(ticket: string): void {
  rows.set(rowKeys.tracesOfConversation(conversationKey), { messages: new Set(['1']) });
  rows.set(rowKeys.tracesOfMessage(conversationKey, '1'), {
    copies: new Set([JSON.stringify({ ticket, source: '1' })]),
  });
}

/** `reply` marks the withdrawal; `write-back` has redacted, or could not. */
function isWithdrawn(redaction: object): void {
  rows.set(rowKeys.tracesOfConversation(conversationKey), {
    messages: new Set(['1']),
    withdrawnUntil: startedAt,
  });
  rows.set(rowKeys.redaction(withdrawalId(startedAt), '9'), redaction);
}

async function run(
  options: Partial<ForgetOptions>,
  {
    isAgreed = true,
    stop = new AbortController().signal,
    settings = testSettings(),
    onSleep,
  }: Readonly<{
    isAgreed?: boolean;
    stop?: AbortSignal;
    settings?: StageSettings;
    onSleep?: () => void;
  }> = {},
) {
  const lines: string[] = [];
  let nowMs = Date.parse(startedAt);
  const status = await forget(
    {
      ...{ connector: 'zendesk', account: '22129848', ticket: undefined, customer: undefined },
      ...{ yes: false, dryRun: false },
      ...options,
    },
    {
      settings,
      clients: { sqs: sqsClient, events: eventsClient, db: dbClient },
      asker: { confirm: async () => isAgreed, typed: async () => false, choose: async () => [] },
      bar: () => ({ advance: () => undefined, end: () => undefined }),
      write: (line = '') => lines.push(line),
      now: () => new Date(nowMs),
      sleep: async (ms) => {
        nowMs += ms;
        onSleep?.();
      },
      stop,
    },
  );
  const withdrawn = events
    .commandCalls(PutEventsCommand)
    .flatMap(({ args: [{ input }] }) => input.Entries ?? [])
    .map(({ Detail = '' }) => JSON.parse(Detail).ticket);
  return { status, text: lines.join('\n'), withdrawn };
}

describe('forgetting what waits in dead-letter queues', () => {
  const discard = /In dead-letter queues: 1, .* --message 1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed --discard/;

  it('finds a customer’s by their key though no table knows them, and is not done while it is there: exit 1', async () => {
    isParked();

    const { status, text } = await run({ customer });

    expect(text).toMatch(discard);
    expect(text).not.toContain('Nothing to do');
    expect(text).toContain('Not forgotten, since only you can say whether they are still wanted:');
    expect(status).toBe(1);
  });

  it('finds nobody else’s', async () => {
    isParked();

    const { status, text } = await run({ customer: '78' });

    expect(text).toContain('hold nothing of customer 78. Nothing to do there.');
    expect(status).toBe(0);
  });

  it('withdraws a ticket of which nothing else is left, so that what is sent again ends as withdrawn', async () => {
    isParked();

    expect(await run({ ticket: '5158', yes: true })).toMatchObject({ status: 1, withdrawn: ['5158'] });
  });
});

describe('forgetting a ticket that was merged into another', () => {
  it('finds the redactions by the key that write-back gives them', () => {
    const id = withdrawalId(startedAt);

    expect(rowKeys.redaction(id, '9')).toBe(redactionKeyOf(id, '9'));
  });

  it('waits until our notes there are redacted', async () => {
    isCopiedInto('9');

    const { status, text } = await run(
      { ticket: '5158' },
      { onSleep: () => isWithdrawn({ state: 'done', data: { kind: 'written' } }) },
    );

    expect(text).toContain('ticket 5158: our notes with its words in ticket 9, which are redacted there');
    expect(text).toContain('Forgotten: tickets 1');
    expect(status).toBe(0);
  });

  it.each([
    ['are not redacted', { state: 'intent' }],
    ['were refused', { state: 'done', data: { kind: 'refused', reason: 'closed' } }],
  ])('says that it is not done if our notes there %s: exit 1', async (_title, redaction) => {
    isCopiedInto('9');

    const { status, text } = await run({ ticket: '5158' }, { onSleep: () => isWithdrawn(redaction) });

    expect(text).toContain('Asked for, but not done within 3 minutes:\n  ticket 5158: our notes');
    expect(status).toBe(1);
  });
});

describe('forgetting whom the operator calls by something else than the id', () => {
  it('knows a ticket by its number as the helpdesk shows it', async () => {
    isCopiedInto('9');

    const { text } = await run({ ticket: '#5158', dryRun: true });

    expect(text).toContain('Of ticket 5158 the tables of stage test hold:');
  });

  it.each([
    [{ customer: 'x@example.com' }, '--customer: expected the number of a user'],
    [{ ticket: 'Lost parcel' }, '--ticket: expected the number of a ticket'],
  ])('refuses %j instead of finding nothing', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
    expect(db.calls()).toEqual([]);
  });

  it('leads from an address to whoever Salesforce knows by it alone, and says who is not found so', async () => {
    // Prepare
    const settings = parseSettings('settings/test.json', {
      ...settingsInput,
      accounts: [{ ...settingsInput.accounts[1], connector: 'salesforce', account: '00DRM000000Fxts2AC' }],
    });
    const pk = 'salesforce:00DRM000000Fxts2AC:500RM000002xyzAYAQ';
    const customerKey = 'salesforce:00DRM000000Fxts2AC:mail-591fcd05f5406983ce126de260eef390';
    const memory = { lastOfRequester: { customerKey } };
    db.on(ScanCommand).resolves({ Items: [{ pk, memory }] });
    rows.set(pk, { memory });

    // Act
    const { text } = await run(
      { connector: 'salesforce', account: undefined, customer: 'ana@example.com', dryRun: true },
      { settings },
    );

    // Assess
    expect(text).toContain(
      'Of customer mail-591fcd05f5406983ce126de260eef390 the tables of stage test hold:',
    );
    expect(text).toContain('ticket 500RM000002xyzAYAQ: what is remembered of it');
    expect(text).toContain('A contact is known by the id alone');
    expect(text).not.toContain('ana@');
  });
});

describe('forgetting that is not carried out', () => {
  it('says so when the answer is no: exit 1', async () => {
    isCopiedInto('9');

    const { status, text, withdrawn } = await run({ ticket: '5158' }, { isAgreed: false });

    expect([status, withdrawn]).toEqual([1, []]);
    expect(text).toContain('Nothing was forgotten.');
  });

  it('says at Ctrl-C that the stage goes on by itself', async () => {
    const controller = new AbortController();
    isCopiedInto('9');

    const running = run(
      { ticket: '5158' },
      { stop: controller.signal, onSleep: () => controller.abort(new InterruptedError('Stopped.')) },
    );

    await expect(running).rejects.toThrow(
      'Stopped waiting: all of it was asked for, and 0 of 1 tickets are forgotten; the stage goes on by itself.',
    );
  });

  it('says that a stage is not deployed', async () => {
    db.on(GetCommand).rejects(new ResourceNotFoundException({ message: 'no table', $metadata: {} }));

    await expect(run({ ticket: '5158' })).rejects.toThrow(
      'There are no tables dragoman-test-…: the stage "test" is not deployed as its settings say',
    );
  });
});
