import { EventBridgeClient, ListEventBusesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../../infra/local/ports.ts';
import { ruleDefinitionOf } from '../../../../infra/local/services/events.ts';
import { type InProcessOptions, inProcess } from '../../../support/in-process-sdk.ts';
import {
  type EventsWorldOptions,
  functionArn,
  ofDragoman,
  ruleNamed,
  startEvents,
  toFunction,
  toWork,
} from '../../../support/local-events.ts';
import { queueArn } from '../../../support/local-queues.ts';

const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
const detail = { conversationKey: 'zendesk:1:2', text: 'Hola' };
const entry = {
  EventBusName: 'dragoman',
  Source: 'dragoman',
  DetailType: 'message.received.v1',
  Detail: JSON.stringify(detail),
};

function start(
  rules: Parameters<typeof startEvents>[0],
  options: EventsWorldOptions = {},
  sdk: InProcessOptions = {},
) {
  const world = startEvents(rules, options);
  const events = new EventBridgeClient(inProcess(world.service, sdk));
  const put = (...Entries: object[]) =>
    events.send(new PutEventsCommand({ Entries: Entries as (typeof entry)[] }));
  return { ...world, events, put };
}

/** Text of what the runner itself has noted. */
const notesOf = ({ journal }: Pick<ReturnType<typeof start>, 'journal'>) =>
  journal.entries().flatMap((note) => (note.kind === 'runner' ? [note.text] : []));
const deadLetters = ({ queue }: Pick<ReturnType<typeof start>, 'queue'>) =>
  queue('undeliverable')
    .contents()
    .map(({ body, messageAttributes }) => ({
      event: JSON.parse(body),
      ...Object.fromEntries(
        Object.entries(messageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
      ),
    }));

describe('PutEvents', () => {
  it('brings the detail of an event to a FIFO queue, with group and trace', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })]);

    // Act
    const answer = await world.put({ ...entry, TraceHeader: traceHeader });

    // Assess
    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] });
    expect(world.queue('work.fifo').contents()).toMatchObject([
      {
        body: '{"conversationKey":"zendesk:1:2","text":"Hola"}',
        attributes: { MessageGroupId: 'zendesk:1:2', AWSTraceHeader: traceHeader },
      },
    ]);
    expect(world.journal.entries()).toMatchObject([
      {
        kind: 'event',
        detailType: 'message.received.v1',
        detail,
        traceId: '1-5759e988-bd862e3fe1be46a994272793',
      },
      { kind: 'queue', queue: 'work.fifo', what: 'sent', traceId: '1-5759e988-bd862e3fe1be46a994272793' },
    ]);
  });

  it('takes the trace of the call where the entry has none', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })], {}, { traceHeader });

    // Act
    await world.put(entry);

    // Assess
    expect(world.queue('work.fifo').contents()[0]?.attributes.AWSTraceHeader).toBe(traceHeader);
  });

  it('makes the whole event as EventBridge does', async () => {
    // Prepare
    const invoked: unknown[] = [];
    const world = start([ruleNamed('to-function', { ...ofDragoman, Targets: [toFunction] })], {
      invoke: async (...call) => void invoked.push(call),
    });

    // Act
    await world.put({
      ...entry,
      Resources: ['arn:aws:s3:::box'],
      Time: new Date('2026-01-09T08:21:07.394Z'),
      TraceHeader: traceHeader,
    });
    await world.put(entry);
    await world.deliveries.idle();

    // Assess
    const event = {
      version: '0',
      id: 'id-1',
      'detail-type': 'message.received.v1',
      source: 'dragoman',
      account: '111122223333',
      time: '2026-01-09T08:21:07Z',
      region: 'eu-west-1',
      resources: ['arn:aws:s3:::box'],
      detail,
    };
    expect(invoked).toEqual([
      [functionArn('watch'), event, traceHeader],
      [functionArn('watch'), { ...event, id: 'id-2', time: '2026-01-09T08:00:00Z', resources: [] }, null],
    ]);
  });

  it.each([
    ['a rule whose pattern does not match', { EventPattern: { source: ['other'] } }, entry],
    ['a rule that is switched off', { ...ofDragoman, State: 'DISABLED' }, entry],
    ['a rule of another bus', { ...ofDragoman, EventBusName: 'default' }, entry],
    ['a rule with only a schedule', { ScheduleExpression: 'rate(1 minute)' }, entry],
    ['a rule, when the event goes to the default bus', ofDragoman, { ...entry, EventBusName: undefined }],
  ])('delivers nothing by %s', async (_title, properties, given) => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...properties, Targets: [toWork] })]);

    // Act
    const { FailedEntryCount } = await world.put(given);

    // Assess
    expect(FailedEntryCount).toBe(0);
    expect(world.queue('work.fifo').contents()).toEqual([]);
  });

  it('finds a bus by its ARN too', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })]);

    // Act
    await world.put({ ...entry, EventBusName: 'arn:aws:events:eu-west-1:111122223333:event-bus/dragoman' });

    // Assess
    expect(world.queue('work.fifo').contents()).toHaveLength(1);
  });

  it('loses an event for a bus that is not there without an error, as AWS does, but says so', async () => {
    // Prepare
    const world = start([]);

    // Act
    const answer = await world.put({ ...entry, EventBusName: 'nowhere' });

    // Assess
    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] });
    expect(notesOf(world)).toEqual([
      'message.received.v1 is lost: there is no event bus "nowhere" (AWS takes such events without an error)',
    ]);
  });

  it.each([
    ['no JSON', { Detail: 'text' }, 'MalformedDetail'],
    ['JSON that is no object', { Detail: '["x"]' }, 'MalformedDetail'],
    ['null', { Detail: 'null' }, 'MalformedDetail'],
    ['no source', { Source: undefined }, 'InvalidArgument'],
    ['no detail-type', { DetailType: '' }, 'InvalidArgument'],
    ['a detail-type of 129 characters', { DetailType: 'x'.repeat(129) }, 'InvalidArgument'],
    ['a source of AWS', { Source: 'aws.ec2' }, 'NotAuthorizedForSourceException'],
  ])('refuses one entry and takes the others: %s', async (_title, fault, code) => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })]);

    // Act
    const answer = await world.put({ ...entry, ...fault }, entry);

    // Assess
    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries).toMatchObject([{ ErrorCode: code }, { EventId: 'id-1' }]);
    expect(world.queue('work.fifo').contents()).toHaveLength(1);
  });

  it.each([
    ['no entry', []],
    ['eleven entries', Array.from({ length: 11 }, () => entry)],
    ['only entries without what is required', [{ ...entry, Detail: undefined }]],
    ['a mebibyte in all', [{ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(1_048_576) }) }]],
  ])('is refused as a whole with %s', async (_title, entries) => {
    // Prepare
    const world = start([]);

    // Act
    const answer = world.put(...entries);

    // Assess
    await expect(answer).rejects.toMatchObject({ name: 'ValidationException' });
    expect(world.journal.entries()).toEqual([]);
  });

  it('is judged once for each bus that it names, before anything is taken', async () => {
    // Prepare
    const asked: string[] = [];
    const world = start(
      [],
      {},
      {
        authorize: (action, resourceArn) => {
          asked.push(`${action} on ${resourceArn}`);
          if (resourceArn.endsWith('/default')) throw new ServiceError('AccessDeniedException', 400, 'no');
        },
      },
    );

    // Act
    const answer = world.put(entry, entry, { ...entry, EventBusName: undefined });

    // Assess
    await expect(answer).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(asked).toEqual([
      'events:PutEvents on arn:aws:events:eu-west-1:111122223333:event-bus/dragoman',
      'events:PutEvents on arn:aws:events:eu-west-1:111122223333:event-bus/default',
    ]);
    expect(world.journal.entries()).toEqual([]);
  });

  it('is all of EventBridge that is run here', async () => {
    // Prepare
    const { events } = start([]);

    // Act
    const call = events.send(new ListEventBusesCommand({}));

    // Assess
    await expect(call).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('a target', () => {
  it('may have a message group of its own and get the whole event', async () => {
    // Prepare
    const target = { Id: 'Q', Arn: queueArn('work.fifo'), SqsParameters: { MessageGroupId: 'all' } };
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [target] })]);

    // Act
    await world.put(entry);

    // Assess
    const [message] = world.queue('work.fifo').contents();
    expect(message?.attributes.MessageGroupId).toBe('all');
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ id: 'id-1', detail });
  });

  it('may get a constant text', async () => {
    // Prepare
    const target = { Id: 'Q', Arn: queueArn('plain'), Input: '{"wake":"up"}' };
    const world = start([ruleNamed('to-plain', { ...ofDragoman, Targets: [target] })]);

    // Act
    await world.put(entry);

    // Assess
    expect(world.queue('plain').contents()).toMatchObject([{ body: '{"wake":"up"}' }]);
  });

  it('gets the same detail once within five minutes: the queue deduplicates by content', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })]);

    // Act
    await world.put(entry, entry);

    // Assess
    expect(world.queue('work.fifo').contents()).toHaveLength(1);
  });
});

describe('a delivery that is denied', () => {
  it('is named in the journal with action and resource, and the event lies in the dead-letter queue', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })], {
      forbidden: [queueArn('work.fifo')],
    });

    // Act
    await world.put({ ...entry, TraceHeader: traceHeader });

    // Assess
    const denied =
      'AccessDeniedException: User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:work.fifo because no resource-based policy allows the sqs:SendMessage action';
    expect(world.queue('work.fifo').contents()).toEqual([]);
    expect(notesOf(world)).toEqual([
      `message.received.v1 was not delivered by arn:aws:events:eu-west-1:111122223333:rule/dragoman/to-work to arn:aws:sqs:eu-west-1:111122223333:work.fifo: ${denied}`,
    ]);
    expect(deadLetters(world)).toMatchObject([
      {
        RULE_ARN: 'arn:aws:events:eu-west-1:111122223333:rule/dragoman/to-work',
        TARGET_ARN: 'arn:aws:sqs:eu-west-1:111122223333:work.fifo',
        ERROR_CODE: 'NO_PERMISSIONS',
        ERROR_MESSAGE: denied,
        RETRY_ATTEMPTS: '0',
        event: { 'detail-type': 'message.received.v1', detail },
      },
    ]);
    expect(world.queue('undeliverable').contents()[0]?.attributes.AWSTraceHeader).toBe(traceHeader);
  });

  it('of a function is denied by its permission', async () => {
    // Prepare
    const invoked: unknown[] = [];
    const world = start([ruleNamed('to-function', { ...ofDragoman, Targets: [toFunction] })], {
      forbidden: [functionArn('watch')],
      invoke: async (arn) => void invoked.push(arn),
    });

    // Act
    await world.put(entry);

    // Assess
    expect(invoked).toEqual([]);
    expect(notesOf(world)[0]).toContain('AccessDeniedException');
    expect(notesOf(world)[0]).toContain(
      'lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:111122223333:function:watch',
    );
    expect(deadLetters(world)).toMatchObject([{ ERROR_CODE: 'NO_PERMISSIONS' }]);
  });

  it('is named twice when the dead-letter queue may not be reached either', async () => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [toWork] })], {
      forbidden: [queueArn('work.fifo'), queueArn('undeliverable')],
    });

    // Act
    await world.put(entry);

    // Assess
    expect(notesOf(world)).toHaveLength(2);
    expect(notesOf(world)[1]).toContain('not put into its dead-letter queue either: AccessDeniedException');
    expect(notesOf(world)[1]).toContain('arn:aws:sqs:eu-west-1:111122223333:undeliverable');
  });
});

describe('a delivery that fails', () => {
  const busy = () => new ServiceError('TooManyRequestsException', 429, 'Rate Exceeded.');
  const failing = (failures: number) => {
    let calls = 0;
    return {
      calls: () => calls,
      invoke: async () => {
        calls += 1;
        if (calls <= failures) throw busy();
      },
    };
  };
  const rule = (RetryPolicy: object) =>
    ruleNamed('to-function', { ...ofDragoman, Targets: [{ ...toFunction, RetryPolicy }] });

  it('is tried again with growing pauses, which the time scale shortens', async () => {
    // Prepare
    const target = failing(2);
    const world = start([rule({ MaximumRetryAttempts: 5 })], { timeScale: 10, invoke: target.invoke });
    await world.put(entry);

    // Act
    await world.clock.advance(99);
    const before = target.calls();
    await world.clock.advance(1);
    const second = target.calls();
    await world.clock.advance(200);
    const third = target.calls();

    // Assess
    expect([before, second, third]).toEqual([1, 2, 3]);
    expect(notesOf(world)).toEqual([]);
    expect(deadLetters(world)).toEqual([]);
  });

  it('ends in the dead-letter queue after the last attempt', async () => {
    // Prepare
    const target = failing(99);
    const world = start([rule({ MaximumRetryAttempts: 2 })], { invoke: target.invoke });
    await world.put(entry);

    // Act
    await world.clock.advance(60_000);

    // Assess
    expect(target.calls()).toBe(3);
    expect(deadLetters(world)).toMatchObject([
      {
        ERROR_CODE: 'THROTTLING',
        ERROR_MESSAGE: 'TooManyRequestsException: Rate Exceeded.',
        RETRY_ATTEMPTS: '2',
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      },
    ]);
  });

  it('ends in the dead-letter queue when the event would get too old', async () => {
    // Prepare
    const target = failing(99);
    const world = start([rule({ MaximumEventAgeInSeconds: 60 })], { invoke: target.invoke });
    await world.put(entry);

    // Act
    await world.clock.advance(600_000);

    // Assess
    expect(target.calls()).toBe(6);
    expect(deadLetters(world)).toMatchObject([
      { RETRY_ATTEMPTS: '5', EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' },
    ]);
  });

  it.each([
    ['a target that is gone', new ServiceError('ResourceNotFoundException', 404, 'gone'), 'NO_RESOURCE'],
    ['a request that is wrong', new ServiceError('InvalidParameterValue', 400, 'wrong'), 'INVALID_PARAMETER'],
    ['a fault of the runner', new Error('broken'), 'UNKNOWN'],
  ])('is not tried again for %s', async (_title, error, code) => {
    // Prepare
    const world = start([rule({})], {
      invoke: async () => {
        throw error;
      },
    });
    await world.put(entry);

    // Act
    await world.clock.advance(600_000);

    // Assess
    expect(deadLetters(world)).toMatchObject([{ ERROR_CODE: code, RETRY_ATTEMPTS: '0' }]);
  });

  it.each([
    [
      'there is nothing at the input path',
      { ...entry, Detail: '{}' },
      { ...toWork, InputPath: '$.detail.text' },
    ],
    ['there is no message group', { ...entry, Detail: '{"text":"x"}' }, toWork],
    ['the message group is a number', { ...entry, Detail: '{"conversationKey":5}' }, toWork],
  ])('is loud when %s', async (_title, given, target) => {
    // Prepare
    const world = start([ruleNamed('to-work', { ...ofDragoman, Targets: [target] })]);

    // Act
    await world.put(given);

    // Assess
    expect(notesOf(world)).toHaveLength(1);
    expect(deadLetters(world)).toMatchObject([{ ERROR_CODE: 'INVALID_PARAMETER' }]);
  });

  it('is dropped when everything stops, and no timer is left', async () => {
    // Prepare
    const target = failing(99);
    const world = start([rule({})], { invoke: target.invoke });
    await world.put(entry);
    await world.clock.advance(1);

    // Act
    world.deliveries.stop();
    await world.deliveries.idle();
    world.queues.stop();

    // Assess
    expect(target.calls()).toBe(1);
    expect(world.clock.pendingTimers).toBe(0);
    expect(deadLetters(world)).toEqual([]);
  });
});

describe('a deliberate fault', () => {
  const invokedWith = async (fault: { deliveries: 0 | 1 | 2; delayMs: number }) => {
    const atMs: number[] = [];
    const world = start([ruleNamed('to-function', { ...ofDragoman, Targets: [toFunction] })], {
      fault: () => fault,
      invoke: async () => void atMs.push(world.clock.elapsedMs),
    });
    await world.put(entry);
    await world.clock.advance(10_000);
    return { atMs, notes: notesOf(world) };
  };

  it('drops a delivery and says so', async () => {
    // Act
    const { atMs, notes } = await invokedWith({ deliveries: 0, delayMs: 0 });

    // Assess
    expect(atMs).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('dropped by a deliberate fault')]);
  });

  it('makes a delivery twice', async () => {
    // Act
    const { atMs } = await invokedWith({ deliveries: 2, delayMs: 0 });

    // Assess
    expect(atMs).toEqual([0, 0]);
  });

  it('holds a delivery up, in real time', async () => {
    // Act
    const { atMs } = await invokedWith({ deliveries: 1, delayMs: 700 });

    // Assess
    expect(atMs).toEqual([700]);
  });
});

describe('a rule', () => {
  const wrongTargets: readonly (readonly [string, object, RegExp])[] = [
    [
      'a target that is neither queue nor function',
      { Id: 'T', Arn: 'arn:aws:sns:eu-west-1:111122223333:t' },
      /only queues and functions/,
    ],
    ['an input transformer', { ...toWork, InputTransformer: { InputTemplate: 'x' } }, /InputTransformer/],
    ['an input path with brackets', { ...toWork, InputPath: '$.detail[0]' }, /only paths such as/],
    [
      'a message group by a path with brackets',
      { ...toWork, SqsParameters: { MessageGroupId: '$.detail[0]' } },
      /is not a path/,
    ],
    ['a queue that is not there', { ...toWork, Arn: queueArn('nowhere') }, /there is no such queue/],
    [
      'a FIFO queue without a message group',
      { Id: 'Q', Arn: queueArn('work.fifo') },
      /needs SqsParameters.MessageGroupId/,
    ],
    [
      'a FIFO dead-letter queue',
      { ...toWork, DeadLetterConfig: { Arn: queueArn('work.fifo') } },
      /must be a standard queue/,
    ],
    ['186 retries', { ...toWork, RetryPolicy: { MaximumRetryAttempts: 186 } }, /MaximumRetryAttempts/],
  ];
  it.each(wrongTargets)('is refused with %s', (_title, target, words) => {
    // Act
    const construct = () => startEvents([ruleNamed('to-work', { ...ofDragoman, Targets: [target] })]);

    // Assess
    expect(construct).toThrow(words);
  });

  it('is refused without a pattern and without a schedule', () => {
    expect(() => ruleDefinitionOf({ Targets: [] }, 'arn')).toThrow(
      'needs an EventPattern or a ScheduleExpression',
    );
  });

  it('is refused with a pattern that is not run here, by the name of the operator', () => {
    expect(() => ruleNamed('r', { EventPattern: { source: [{ wildcard: 'a*' }] } })).toThrow('"wildcard"');
  });

  it('is refused with a role: EventBridge needs none for queues and functions of its own account', () => {
    expect(() => ruleNamed('r', { ...ofDragoman, RoleArn: 'arn' })).toThrow(/RoleArn/);
  });
});
