import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { messageEnriched } from '../../../../events/message-enriched.v1.ts';
import { createBus, type Publication, publication } from '../../../../functions/_shared/bus.ts';
import { PublishError } from '../../../../functions/_shared/errors.ts';
import { withTrace } from '../../../../functions/_shared/trace.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';

const client = new EventBridgeClient({ region: 'eu-west-1' });
const events = mockClient(client);
beforeEach(() => events.reset());

const pauses: number[] = [];
const bus = createBus({
  client,
  busName: 'dragoman-test',
  random: () => 0,
  sleep: async (ms) => {
    pauses.push(ms);
  },
});
const numbered = (eventId: string, text = 'x'): Publication => ({
  eventId,
  entry: { Source: 'dragoman', DetailType: 'x.v1', Detail: JSON.stringify({ text }) },
});
const ok = { EventId: 'e' };
const sentEntries = () =>
  events.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

describe('the bus', () => {
  test('puts an event on the stage’s bus with the trace of the work that runs', async () => {
    // Prepare
    events.on(PutEventsCommand).resolves({ Entries: [ok] });
    const trace = 'Root=1-67891233-abcdef012345678912345678;Sampled=1';

    // Act
    await withTrace(trace, () => bus.publish(publication(messageEnriched, anEnrichedMessage())));

    // Assess
    const [entry] = sentEntries()[0]!;
    expect(entry).toMatchObject({
      EventBusName: 'dragoman-test',
      Source: 'dragoman',
      DetailType: 'message.enriched.v1',
      TraceHeader: trace,
    });
    expect(JSON.parse(entry!.Detail!).ticket).toBe('5158');
  });

  test('sends only the entries again that failed for a passing reason, unchanged', async () => {
    // Prepare
    events
      .on(PutEventsCommand)
      .resolvesOnce({ FailedEntryCount: 1, Entries: [ok, { ErrorCode: 'ThrottlingException' }, ok] })
      .resolves({ Entries: [ok] });

    // Act
    await bus.publish(numbered('one', '1'), numbered('two', '2'), numbered('three', '3'));

    // Assess
    expect(sentEntries().map((entries) => entries.map(({ Detail }) => Detail))).toEqual([
      ['{"text":"1"}', '{"text":"2"}', '{"text":"3"}'],
      ['{"text":"2"}'],
    ]);
  });

  test('names each event that is not on the bus, and why, after its last try', async () => {
    // Prepare
    events.on(PutEventsCommand).callsFake(({ Entries }) => ({
      Entries: Entries.map(({ Detail }: { Detail: string }) =>
        Detail.includes('good')
          ? ok
          : { ErrorCode: Detail.includes('odd') ? 'MalformedDetail' : 'InternalFailure' },
      ),
    }));
    pauses.length = 0;

    // Act
    const publishing = bus.publish(numbered('a', 'good'), numbered('b', 'odd'), numbered('c', 'unlucky'));

    // Assess
    await expect(publishing).rejects.toThrow('Not published: b (MalformedDetail), c (RetriesExhausted)');
    expect(sentEntries().map((entries) => entries.length)).toEqual([3, 1, 1]);
    expect(pauses).toEqual([50, 100]);
  });

  test('names every event of a request that failed as a whole, with the cause, and still sends the others', async () => {
    // Prepare
    const refusal = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    events
      .on(PutEventsCommand)
      .rejectsOnce(refusal)
      .resolves({ Entries: [ok] });
    const eleven = Array.from({ length: 11 }, (_, index) => numbered(`n${index}`));

    // Act
    const error = await bus.publish(...eleven).catch((caught: unknown) => caught);

    // Assess
    expect(error).toBeInstanceOf(PublishError);
    expect((error as PublishError).failures.map(({ eventId }) => eventId)).toEqual([
      'n0',
      'n1',
      'n2',
      'n3',
      'n4',
      'n5',
      'n6',
      'n7',
      'n8',
      'n9',
    ]);
    expect((error as PublishError).cause).toBe(refusal);
    expect(sentEntries()).toHaveLength(2);
  });

  test('counts an answer that says nothing of an entry as a failure', async () => {
    // Prepare
    events.on(PutEventsCommand).resolves({ Entries: [] });

    // Act
    const publishing = bus.publish(numbered('lost'));

    // Assess
    await expect(publishing).rejects.toThrow('lost (NoResult)');
  });
});
