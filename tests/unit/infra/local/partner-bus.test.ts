import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it, test } from 'vitest';
import { resolveTemplate } from '../../../../infra/local/resources.ts';
import { busDefinitionOf } from '../../../../infra/local/services/events.ts';
import { parseTemplate, TemplateError } from '../../../../infra/local/template.ts';
import { inProcess } from '../../../support/in-process-sdk.ts';
import {
  type EventsWorldOptions,
  partnerBus,
  ruleNamed,
  startEvents,
} from '../../../support/local-events.ts';
import { queueArn } from '../../../support/local-queues.ts';

const everything = ruleNamed('partner', {
  EventBusName: partnerBus,
  EventPattern: { source: [{ prefix: 'aws.partner/' }], 'replay-name': [{ exists: false }] },
  Targets: [{ Id: 'Queue', Arn: queueArn('plain'), DeadLetterConfig: { Arn: queueArn('undeliverable') } }],
});
const said = { source: partnerBus, detailType: 'Message__e', detail: { payload: { Body__c: 'Hola' } } };

function start(options: EventsWorldOptions = {}) {
  const world = startEvents([everything], options);
  const events = new EventBridgeClient(inProcess(world.service));
  return { ...world, events };
}

describe('an event that a partner puts', () => {
  it('comes whole into a standard queue, with the trace by which it can be followed', async () => {
    // Prepare
    const world = start();

    // Act
    const traceId = world.putPartnerEvent(said);
    await world.deliveries.idle();

    // Assess
    expect(traceId).toMatch(/^1-6960b580-[0-9a-f]{24}$/);
    const [received, ...more] = world.queue('plain').contents();
    expect(more).toEqual([]);
    expect(JSON.parse(received?.body ?? '')).toEqual({
      version: '0',
      id: 'id-1',
      'detail-type': 'Message__e',
      source: 'aws.partner/desk.example.com/1/first',
      account: '111122223333',
      time: '2026-01-09T08:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail: { payload: { Body__c: 'Hola' } },
    });
    expect(received?.attributes.AWSTraceHeader).toBe(`Root=${traceId}`);
    expect(received?.attributes.MessageGroupId).toBeUndefined();
    expect(world.journal.entries()).toMatchObject([
      { kind: 'event', detailType: 'Message__e', traceId },
      { kind: 'queue', queue: 'plain', what: 'sent', traceId },
    ]);
  });

  it.each([
    [2, 2],
    [0, 0],
  ] as const)('is brought %i times if a fault says so', async (deliveries, messages) => {
    // Prepare
    const world = start({ fault: () => ({ deliveries, delayMs: 0 }) });

    // Act
    world.putPartnerEvent(said);
    await world.deliveries.idle();

    // Assess
    expect(world.queue('plain').contents()).toHaveLength(messages);
  });

  it('goes to the dead letters of the rule where the rule may not send to the queue', async () => {
    // Prepare
    const world = start({ forbidden: [queueArn('plain')] });

    // Act
    world.putPartnerEvent(said);
    await world.deliveries.idle();

    // Assess
    expect(world.queue('plain').contents()).toEqual([]);
    expect(world.queue('undeliverable').contents()).toHaveLength(1);
  });

  it.each(['aws.partner/desk.example.com/1/other', 'dragoman', 'default'])(
    'is refused where %s is no bus of a partner event source',
    (source) => {
      // Prepare
      const world = start();
      // Act and assess
      expect(() => world.putPartnerEvent({ ...said, source })).toThrow(
        new RangeError(
          `No bus of this stack belongs to the partner event source ${source}; expected one of aws.partner/desk.example.com/1/first.`,
        ),
      );
    },
  );
});

describe('anybody else', () => {
  const put = (entry: object) =>
    start().events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'mine', DetailType: 'Message__e', Detail: '{}', ...entry }],
      }),
    );

  it.each([partnerBus, `arn:aws:events:eu-west-1:111122223333:event-bus/${partnerBus}`])(
    'cannot put events on the bus %s',
    async (EventBusName) => {
      await expect(put({ EventBusName })).rejects.toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('expected the name or ARN of a bus that is not a partner’s'),
      });
    },
  );

  it('cannot speak as a partner on another bus', async () => {
    const answer = await put({ EventBusName: 'dragoman', Source: partnerBus });
    expect(answer.Entries).toMatchObject([{ ErrorCode: 'NotAuthorizedForSourceException' }]);
  });
});

describe('a bus in a template', () => {
  const busOf = (Properties: Record<string, unknown>) => {
    const template = parseTemplate({ Resources: { Bus: { Type: 'AWS::Events::EventBus', Properties } } });
    const place = {
      ...{ region: 'eu-west-1', accountId: '111122223333', stackName: 'small' },
      ...{ endpointUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2' },
    };
    const [resource] = resolveTemplate(template, place).all;
    return busDefinitionOf(resource!);
  };

  test('is a partner’s if it takes on a source', () => {
    expect(busOf({ Name: 'dragoman' })).toEqual({ name: 'dragoman', isPartners: false });
    expect(busOf({ Name: partnerBus, EventSourceName: partnerBus })).toEqual({
      name: 'aws.partner/desk.example.com/1/first',
      isPartners: true,
    });
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      'a partner’s bus of another name than the source’s',
      { Name: `${partnerBus}x`, EventSourceName: partnerBus },
      'Bus: the bus of a partner event source bears its name: expected aws.partner/desk.example.com/1/first',
    ],
    [
      'a slash in a name that is no source’s',
      { Name: 'a/b' },
      'Bus: only the bus of a partner event source may have a "/" in its name, unlike a/b',
    ],
    [
      'a source that is called otherwise',
      { Name: 'aws.partner/desk', EventSourceName: 'aws.partner/desk' },
      'expected the name of a partner event source',
    ],
    ['a property that is not run', { Name: 'dragoman', Policy: {} }, 'Policy'],
  ])('is refused for %s', (_case, properties, expected) => {
    const read = () => busOf(properties);
    expect(read).toThrow(TemplateError);
    expect(read).toThrow(expected);
  });
});
