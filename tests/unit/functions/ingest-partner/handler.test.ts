import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Interpretation, PartnerBus, PartnerEvent } from '../../../../connectors/contract.ts';
import type { TicketFacts } from '../../../../events/message-received.v1.ts';
import { PublishError } from '../../../../functions/_shared/errors.ts';
import { createPark } from '../../../../functions/_shared/park.ts';
import { createHandler } from '../../../../functions/ingest-partner/handler.ts';
import { anAccount, aQueueRecord } from '../../../support/factories.ts';
import { aConnector } from '../../../support/helpdesk-double.ts';
import { recordedBus, recordedRuntime } from '../../../support/recorders.ts';

const client = new SQSClient({ region: 'eu-west-1' });
const sqs = mockClient(client);
beforeEach(() => {
  sqs.reset();
  sqs.resolves({});
});

const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/ingest-partner';
const deadLetterUrl = `${url}-dead-letters`;
const source = 'aws.partner/desk.example.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE';

const ticketFacts: TicketFacts = {
  ...{ subject: 'Paquete perdido', status: 'open', priority: null, channel: 'email', tags: [] },
  ...{ brand: null, group: 'g1', form: null, requester: '7001', requesterLocale: null },
};
const place = { ticket: '35', message: '901', occurredAt: '2026-01-09T08:21:07Z' };
const message: Interpretation = {
  kind: 'message',
  message: {
    ...place,
    ticketFacts,
    content: {
      author: { id: '7002', role: 'participant' },
      text: 'Hola',
      ...{ html: null, attachmentCount: 2, channel: 'email', isFirst: false, machineMade: null },
    },
  },
};
const comment = (text: string): Interpretation => ({
  kind: 'staff-comment',
  comment: { ...place, ticketFacts, author: '5', text, isPublic: false, otherwise: 'private' },
});

/** An event as EventBridge hands it to the queue. */
const anEvent = (changes: Record<string, unknown> = {}) => ({
  version: '0',
  id: '0d079340-135a-c8c6-95c2-41fb8f496c53',
  'detail-type': 'Message__e',
  source,
  account: '111122223333',
  time: '2026-01-09T08:21:08Z',
  region: 'eu-west-1',
  resources: [],
  detail: { payload: { Body__c: 'Hola' } },
  ...changes,
});

const record = (id: string, body: unknown = anEvent(), traceHeader: string | null = null) =>
  aQueueRecord({
    id,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    queueName: 'ingest-partner',
    traceHeader,
  });

type Options = Readonly<{
  meant?: Interpretation;
  account?: string | null;
  decode?: PartnerBus['decode'];
}>;

function setUp({ meant = message, account = '22129848', decode }: Options = {}) {
  const bus = recordedBus();
  const runtime = recordedRuntime();
  const decoded: PartnerEvent[] = [];
  const connector = aConnector({
    partnerBus: {
      sourcePrefix: 'aws.partner/desk.example.com/',
      decode: (event) => {
        decoded.push(event);
        return decode ? decode(event) : { ok: true, value: { account, interpret: () => meant } };
      },
    },
  });
  const handler = createHandler({
    batch: {
      sqs: client,
      queues: [{ url, deadLetterUrl }],
      park: createPark({ sqs: client, bus, runtime }),
      runtime,
      random: () => 0,
      invocationTraceHeader: () => 'Root=1-cccccccc-cccccccccccccccccccccccc',
    },
    take: {
      accounts: [
        anAccount({ account: '1', partnerEventSources: ['aws.partner/desk.example.com/other/channel'] }),
        anAccount({
          agentLanguages: { default: 'en', groups: { g1: 'de' }, brands: {} },
          partnerEventSources: [source],
        }),
        anAccount({ connector: 'plain', account: '2', partnerEventSources: ['aws.partner/plain/a/b'] }),
      ],
      connectorNamed: (name) => (name === 'zendesk' ? connector : aConnector()),
      bus,
      runtime,
    },
  });
  const run = (...Records: ReturnType<typeof record>[]) => handler({ Records });
  return { run, bus, runtime, decoded };
}

const parked = () => sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);

describe('an event from a partner’s bus', () => {
  test('becomes the event that a webhook would have become, with its own origin', async () => {
    // Prepare
    const { run, bus, runtime, decoded } = setUp();

    // Act
    const response = await run(record('a'));

    // Assess
    expect(response).toEqual({ batchItemFailures: [] });
    expect(decoded).toEqual([
      {
        source: 'aws.partner/desk.example.com/00DRM000000Fxts2AC/0YLRM0000004Dfg4AE',
        detailType: 'Message__e',
        time: '2026-01-09T08:21:08Z',
        detail: { payload: { Body__c: 'Hola' } },
      },
    ]);
    expect(bus.details()).toMatchObject([
      {
        type: 'message.received.v1',
        origin: 'partner-bus',
        connector: 'zendesk',
        account: '22129848',
        ticket: '35',
        message: '901',
        occurredAt: '2026-01-09T08:21:07Z',
        conversationKey: 'zendesk:22129848:35',
        customerKey: 'zendesk:22129848:7002',
        agentLanguage: 'de',
        content: { kind: 'complete', text: 'Hola' },
      },
    ]);
    expect(runtime.counts).toMatchObject([{ name: 'MessagesReceived', connector: 'zendesk' }]);
    expect(runtime.ended).toEqual([]);
  });

  test('that comes twice becomes the same event, byte for byte', async () => {
    // Prepare
    const { run, bus } = setUp();

    // Act
    await run(record('a'), record('b', anEvent({ id: 'another', time: '2026-01-09T08:22:00Z' })));

    // Assess
    expect(bus.published).toHaveLength(2);
    expect(bus.published[0]).toEqual(bus.published[1]);
  });

  test('whose ids are larger than a number can hold keeps them', async () => {
    // Prepare
    const { run, decoded } = setUp();
    const body = JSON.stringify(anEvent()).replace('{"Body__c":"Hola"}', '{"id":9007199254740993}');

    // Act
    await run(record('a', body));

    // Assess
    expect(decoded[0]?.detail).toEqual({ payload: { id: '9007199254740993' } });
  });

  test('that does not say whose it is belongs to the account of its source', async () => {
    // Prepare
    const { run, bus } = setUp({ account: null });

    // Act
    await run(record('a'));

    // Assess
    expect(bus.details()).toMatchObject([{ account: '22129848' }]);
  });

  test('of staff who write a command becomes that command', async () => {
    // Prepare
    const { run, bus } = setUp({ meant: comment('#pause') });

    // Act
    await run(record('a'));

    // Assess
    expect(bus.details()).toMatchObject([
      { type: 'agent.command.v1', actor: '5', command: { name: 'pause' }, customerKey: null },
    ]);
  });

  test.each<[string, Interpretation, string]>([
    ['of staff who only talk to each other', comment('Seen it.'), 'private'],
    ['of our own doing', { kind: 'skipped', reason: 'own-echo', place }, 'own-echo'],
  ])('%s ends with the reason in the log', async (_case, meant, reason) => {
    // Prepare
    const { run, bus, runtime } = setUp({ meant });

    // Act
    const response = await run(record('a', anEvent(), 'Root=1-67891233-abcdef012345678912345678'));

    // Assess
    expect(response).toEqual({ batchItemFailures: [] });
    expect(bus.published).toEqual([]);
    expect(runtime.ended).toEqual([
      {
        message: 'ended',
        outcome: 'skipped',
        reason,
        eventId: null,
        correlationId: null,
        connector: 'zendesk',
        account: '22129848',
        ticket: '35',
        messageId: '901',
        traceId: '1-67891233-abcdef012345678912345678',
      },
    ]);
  });

  test('that brings no trace is followed by the invocation’s', async () => {
    // Prepare
    const { run, runtime } = setUp({ meant: { kind: 'skipped', reason: 'private', place: null } });

    // Act
    await run(record('a'));

    // Assess
    expect(runtime.ended).toMatchObject([{ traceId: '1-cccccccc-cccccccccccccccccccccccc' }]);
  });
});

describe('an event that can never be understood', () => {
  const refuse: PartnerBus['decode'] = () => ({
    ok: false,
    error: [{ path: 'payload.Case_Id__c', expected: 'string' }],
  });
  const known = { connector: 'zendesk', account: '22129848' };
  const nobody = { connector: 'unknown', account: 'unknown' };

  test.each<[string, unknown, Options, string, object]>([
    ['is no JSON', 'Hola', {}, 'unreadable', nobody],
    ['is no event', '{}', {}, 'unreadable', nobody],
    ['has no time', anEvent({ time: 'today' }), {}, 'unreadable', nobody],
    ['is of a source that no account has', anEvent({ source: `${source}x` }), {}, 'unknown-source', nobody],
    [
      'is of a tool without a partner bus',
      anEvent({ source: 'aws.partner/plain/a/b' }),
      {},
      'unknown-source',
      { connector: 'plain', account: '2' },
    ],
    ['is of another shape than the connector reads', anEvent(), { decode: refuse }, 'bad-shape', known],
    ['names another account', anEvent(), { account: '1' }, 'account-mismatch', known],
  ])('because it %s is parked at once with the reason', async (_case, body, options, reason, sender) => {
    // Prepare
    const { run, bus, runtime } = setUp(options);

    // Act
    const response = await run(record('a', body));

    // Assess
    expect(response).toEqual({ batchItemFailures: [] });
    expect(parked()).toEqual([
      {
        QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/ingest-partner-dead-letters',
        MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason },
          stage: { DataType: 'String', StringValue: 'ingest' },
        },
      },
    ]);
    expect(runtime.ended).toMatchObject([{ outcome: 'parked', reason, ticket: null, ...sender }]);
    expect(bus.published).toEqual([]);
  });

  test('says in the log where what was expected, never what stood there', async () => {
    // Prepare
    const shape = setUp({ decode: refuse });
    const envelope = setUp();

    // Act
    await shape.run(record('a'));
    await envelope.run(record('b', anEvent({ time: 'mañana', source: undefined })));

    // Assess
    expect(shape.runtime.problems).toMatchObject([
      {
        code: 'bad-shape',
        ids: { connector: 'zendesk', account: '22129848', queueMessageId: 'a' },
        error: { message: 'payload.Case_Id__c: expected string' },
      },
    ]);
    expect(envelope.runtime.problems).toMatchObject([
      {
        code: 'unreadable',
        error: { message: 'source: expected text that is not empty; time: expected datetime' },
      },
    ]);
  });

  test('is told on the bus as parked if the connector could at least name the message', async () => {
    // Prepare
    const nonsense: Interpretation = {
      ...message,
      message: { ...message.message, content: { ...message.message.content, attachmentCount: -1 } },
    };
    const { run, bus, runtime } = setUp({ meant: nonsense });

    // Act
    await run(record('a'));

    // Assess
    expect(bus.details()).toMatchObject([
      {
        type: 'message.parked.v1',
        stage: 'ingest',
        reason: 'bad-shape',
        receiveCount: 1,
        connector: 'zendesk',
        account: '22129848',
        ticket: '35',
        message: '901',
      },
    ]);
    expect(runtime.ended).toMatchObject([{ outcome: 'parked', reason: 'bad-shape', ticket: '35' }]);
    expect(parked()).toHaveLength(1);
  });

  test('is parked without a word on the bus if the name of the message is nonsense too', async () => {
    // Prepare
    const { run, bus } = setUp({
      meant: { ...message, message: { ...message.message, occurredAt: 'yesterday' } },
    });

    // Act
    await run(record('a'));

    // Assess
    expect(bus.published).toEqual([]);
    expect(parked()).toHaveLength(1);
  });
});

describe('a fault of ours', () => {
  test('on the bus has the event come back later, and only that one', async () => {
    // Prepare
    const { run, bus, runtime } = setUp();
    bus.failures.push(new PublishError([{ eventId: 'e', code: 'RequestFailed' }]));

    // Act
    const response = await run(record('a'), record('b'));

    // Assess
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input)).toEqual([
      { QueueUrl: url, ReceiptHandle: 'handle-a', VisibilityTimeout: 1 },
    ]);
    expect(bus.published).toHaveLength(1);
    expect(runtime.problems).toMatchObject([{ code: 'publish-failed', level: 'error' }]);
    expect(runtime.counts).toMatchObject([
      { name: 'MessagesReceived', connector: 'zendesk' },
      { name: 'RetriesLater', connector: 'zendesk' },
    ]);
    expect(parked()).toEqual([]);
  });

  test('in a connector leaves the event to the queue’s own time, and the others go on', async () => {
    // Prepare
    let calls = 0;
    const { run, bus } = setUp({
      decode: () => {
        calls += 1;
        if (calls === 1) throw new Error('a bug');
        return { ok: true, value: { account: null, interpret: () => message } };
      },
    });

    // Act
    const response = await run(record('a'), record('b'));

    // Assess
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(bus.published).toHaveLength(1);
    expect(sqs.calls()).toEqual([]);
  });
});
