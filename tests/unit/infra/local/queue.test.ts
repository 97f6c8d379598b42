import { describe, expect, it } from 'vitest';
import type { Lease, Queue } from '../../../../infra/local/queue.ts';
import { queueArn, queueNamed, startQueues } from '../../../support/local-queues.ts';
import { settled } from '../../../support/manual-clock.ts';

const start = (name: string, properties: Readonly<Record<string, unknown>> = {}, timeScale = 1) => {
  const world = startQueues([queueNamed(name, properties)], timeScale);
  return { ...world, it: world.queue(name) };
};
const take = (queue: Queue, max = 10) => queue.receive({ max, waitMs: 0 });
const bodies = (leases: readonly Lease[]) => leases.map(({ message }) => message.body);
/** What the consumer reads as the message's age, with the real clock. */
const ageMs = (lease: Lease | undefined, nowMs: number) =>
  nowMs - Number(lease?.message.attributes.SentTimestamp);

describe('a standard queue', () => {
  it('hands a message out once and forgets it when it is deleted', async () => {
    // Prepare
    const { it: queue, clock } = start('plain');
    queue.send({ body: 'hello' });

    // Act
    const [lease] = await take(queue);
    const whileInFlight = await take(queue);
    const deleted = lease?.delete();
    await clock.advance(60_000);

    // Assess
    expect(lease?.message).toMatchObject({ messageId: 'id-1', body: 'hello' });
    expect(whileInFlight).toEqual([]);
    expect(deleted).toBe(true);
    expect(await take(queue)).toEqual([]);
  });

  it('hands a message out again when its visibility timeout has ended, and counts', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', { VisibilityTimeout: 30 });
    queue.send({ body: 'hello' });
    const [first] = await take(queue);

    // Act
    await clock.advance(29_999);
    const tooEarly = await take(queue);
    await clock.advance(1);
    const [second] = await take(queue);

    // Assess
    expect(first?.message.attributes.ApproximateReceiveCount).toBe('1');
    expect(tooEarly).toEqual([]);
    expect(second?.message.attributes.ApproximateReceiveCount).toBe('2');
    expect(second?.message.receiptHandle).not.toBe(first?.message.receiptHandle);
  });

  it('does not delete by the receipt of an earlier receive', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', { VisibilityTimeout: 30 });
    queue.send({ body: 'hello' });
    const [first] = await take(queue);
    await clock.advance(30_000);
    await take(queue);

    // Act
    const deleted = queue.delete(first!.message.receiptHandle);

    // Assess
    expect(deleted).toBe(false);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
  });

  it('still deletes by the latest receipt when the visibility timeout has ended', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', { VisibilityTimeout: 30 });
    queue.send({ body: 'hello' });
    const [lease] = await take(queue);
    await clock.advance(31_000);

    // Act
    const deleted = lease?.delete();

    // Assess
    expect(deleted).toBe(true);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('keeps a delayed message back, and sends others meanwhile', async () => {
    // Prepare
    const { it: queue, clock } = start('plain');
    queue.send({ body: 'late', delaySeconds: 10 });
    queue.send({ body: 'now' });

    // Act
    const atOnce = bodies(await take(queue));
    await clock.advance(10_000);
    const later = bodies(await take(queue));

    // Assess
    expect(atOnce).toEqual(['now']);
    expect(later).toEqual(['late']);
  });

  it('hands out at most as many as asked for', async () => {
    // Prepare
    const { it: queue } = start('plain');
    for (const body of ['a', 'b', 'c']) queue.send({ body });

    // Act
    const taken = [bodies(await take(queue, 2)), bodies(await take(queue, 2))];

    // Assess
    expect(taken).toEqual([['a', 'b'], ['c']]);
  });

  it('may be given the same body twice: only FIFO queues deduplicate', async () => {
    // Prepare
    const { it: queue } = start('plain');

    // Act
    queue.send({ body: 'same' });
    queue.send({ body: 'same' });

    // Assess
    expect(queue.counts().visible).toBe(2);
  });
});

describe('a FIFO queue', () => {
  it('hands out a group in order, several of it in one receive', async () => {
    // Prepare
    const { it: queue } = start('work.fifo');
    for (const body of ['a1', 'a2', 'a3']) queue.send({ body, groupId: 'a' });

    // Act
    const taken = await take(queue, 2);

    // Assess
    expect(bodies(taken)).toEqual(['a1', 'a2']);
    expect(taken.map(({ message }) => message.attributes.SequenceNumber)).toEqual([
      '00000000000000000001',
      '00000000000000000002',
    ]);
  });

  it('hands out nothing of a group that has a message in flight, and all other groups', async () => {
    // Prepare
    const { it: queue } = start('work.fifo');
    queue.send({ body: 'a1', groupId: 'a' });
    queue.send({ body: 'a2', groupId: 'a' });
    queue.send({ body: 'b1', groupId: 'b' });
    const [a1] = await take(queue, 1);

    // Act
    const meanwhile = bodies(await take(queue));
    a1?.delete();
    const afterwards = bodies(await take(queue));

    // Assess
    expect(meanwhile).toEqual(['b1']);
    expect(afterwards).toEqual(['a2']);
  });

  it('holds a group back while its first message waits to be tried again', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo');
    queue.send({ body: 'a1', groupId: 'a' });
    const [a1] = await take(queue);
    queue.send({ body: 'a2', groupId: 'a' });
    queue.changeVisibility(a1!.message.receiptHandle, 60);
    a1?.release();

    // Act
    await clock.advance(59_000);
    const tooEarly = await take(queue);
    await clock.advance(1_000);
    const inOrder = bodies(await take(queue));

    // Assess
    expect(tooEarly).toEqual([]);
    expect(inOrder).toEqual(['a1', 'a2']);
  });

  it('holds a group back until every message of the batch is done or visible again', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', { VisibilityTimeout: 90 });
    queue.send({ body: 'a1', groupId: 'a' });
    queue.send({ body: 'a2', groupId: 'a' });
    const [a1, a2] = await take(queue);
    queue.changeVisibility(a1!.message.receiptHandle, 5);
    a1?.release();

    // Act
    await clock.advance(6_000);
    const whileTheOtherIsInFlight = await take(queue);
    a2?.delete();
    const afterwards = bodies(await take(queue));

    // Assess
    expect(whileTheOtherIsInFlight).toEqual([]);
    expect(afterwards).toEqual(['a1']);
  });

  it.each([
    ['the same body', { body: 'x' }, { body: 'x' }, true],
    ['another body', { body: 'x' }, { body: 'y' }, false],
    ['the same id', { body: 'x', deduplicationId: '1' }, { body: 'y', deduplicationId: '1' }, true],
    ['another id', { body: 'x', deduplicationId: '1' }, { body: 'x', deduplicationId: '2' }, false],
  ])('within five minutes takes %s for the same message or not', (_title, first, second, same) => {
    // Prepare
    const { it: queue } = start('work.fifo');
    queue.send({ ...first, groupId: 'a' });

    // Act
    const { deduplicated, messageId } = queue.send({ ...second, groupId: 'a' });

    // Assess
    expect({ deduplicated, messageId }).toEqual({ deduplicated: same, messageId: same ? 'id-1' : 'id-2' });
    expect(queue.counts().visible).toBe(same ? 1 : 2);
  });

  it('takes the same body again after five minutes, also when time is scaled', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', {}, 100);
    queue.send({ body: 'x', groupId: 'a' });

    // Act
    await clock.advance(299_999);
    const before = queue.send({ body: 'x', groupId: 'a' });
    await clock.advance(1);
    const after = queue.send({ body: 'x', groupId: 'a' });

    // Assess
    expect(before.deduplicated).toBe(true);
    expect(after.deduplicated).toBe(false);
  });

  it('deduplicates also what has been received and deleted', async () => {
    // Prepare
    const { it: queue } = start('work.fifo');
    queue.send({ body: 'x', groupId: 'a' });
    for (const lease of await take(queue)) lease.delete();

    // Act
    const again = queue.send({ body: 'x', groupId: 'a' });

    // Assess
    expect(again.deduplicated).toBe(true);
    expect(await take(queue)).toEqual([]);
  });

  it.each([
    ['queue', 1],
    ['messageGroup', 2],
  ])('with the deduplication scope %s takes one body in two groups for %i message(s)', (scope, messages) => {
    // Prepare
    const { it: queue } = start('work.fifo', { DeduplicationScope: scope });

    // Act
    queue.send({ body: 'x', groupId: 'a' });
    queue.send({ body: 'x', groupId: 'b' });

    // Assess
    expect(queue.counts().visible).toBe(messages);
  });

  it('refuses to delete by a receipt that has expired', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', { VisibilityTimeout: 30 });
    queue.send({ body: 'x', groupId: 'a' });
    const [lease] = await take(queue);
    await clock.advance(30_000);

    // Act
    const deleteLate = () => queue.delete(lease!.message.receiptHandle);

    // Assess
    expect(deleteLate).toThrow(expect.objectContaining({ code: 'InvalidParameterValue' }));
    expect(lease?.delete()).toBe(false);
    expect(queue.counts().visible).toBe(1);
  });
});

describe('scaled time', () => {
  it('passes faster once the consumer has finished: what is left of the timeout is divided', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', { VisibilityTimeout: 90 }, 60);
    queue.send({ body: 'x', groupId: 'a' });
    const [lease] = await take(queue);
    await clock.advance(30_000);
    lease?.release();

    // Act
    await clock.advance(999);
    const tooEarly = await take(queue);
    await clock.advance(1);
    const [again] = await take(queue);

    // Assess
    expect(tooEarly).toEqual([]);
    expect(again?.message.body).toBe('x');
    expect(ageMs(again, clock.nowMs())).toBe(90_000);
  });

  it('is real while the consumer works, whatever the scale', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', { VisibilityTimeout: 30 }, 1_000);
    queue.send({ body: 'x' });
    await take(queue);

    // Act
    await clock.advance(29_999);
    const whileWorking = await take(queue);
    await clock.advance(1);
    const [again] = await take(queue);

    // Assess
    expect(whileWorking).toEqual([]);
    expect(ageMs(again, clock.nowMs())).toBe(30_000);
  });

  it('counts a visibility timeout of the consumer from the call, in real time until it has finished', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', {}, 100);
    queue.send({ body: 'x' });
    const [lease] = await take(queue);
    await clock.advance(1_000);
    queue.changeVisibility(lease!.message.receiptHandle, 900);
    await clock.advance(2_000);
    lease?.release();

    // Act
    await clock.advance(8_979);
    const tooEarly = await take(queue);
    await clock.advance(1);
    const [again] = await take(queue);

    // Assess
    expect(tooEarly).toEqual([]);
    expect(ageMs(again, clock.nowMs())).toBe(901_000);
  });

  it('makes first receive and sending drift apart by what was waited between', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', { VisibilityTimeout: 100 }, 10);
    queue.send({ body: 'x', delaySeconds: 50 });
    await clock.advance(5_000);
    const [first] = await take(queue);
    first?.release();
    await clock.advance(10_000);

    // Act
    const [again] = await take(queue);

    // Assess
    const firstReceiveAgeMs =
      clock.nowMs() - Number(again?.message.attributes.ApproximateFirstReceiveTimestamp);
    expect(ageMs(again, clock.nowMs())).toBe(150_000);
    expect(firstReceiveAgeMs).toBe(100_000);
  });

  it('is the same for the messages that wait behind another one of their group', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', {}, 60);
    queue.send({ body: 'first', groupId: 'a' });
    queue.send({ body: 'second', groupId: 'a' });
    const [first] = await take(queue, 1);
    queue.changeVisibility(first!.message.receiptHandle, 600);
    first?.release();
    await clock.advance(10_000);

    // Act
    const [, second] = await take(queue);

    // Assess
    expect(second?.message.body).toBe('second');
    expect(ageMs(second, clock.nowMs())).toBe(600_000);
  });

  it('is real for a message that is there to be taken and is not', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', { VisibilityTimeout: 60 }, 60);
    queue.send({ body: 'x', groupId: 'a' });
    const [lease] = await take(queue);
    lease?.release();
    await clock.advance(1_000);

    // Act
    await clock.advance(7_000);
    const [again] = await take(queue);

    // Assess
    expect(ageMs(again, clock.nowMs())).toBe(67_000);
  });

  it('does not touch other groups', async () => {
    // Prepare
    const { it: queue, clock } = start('work.fifo', {}, 60);
    queue.send({ body: 'a', groupId: 'a' });
    queue.send({ body: 'b', groupId: 'b' });
    const [a] = await take(queue, 1);
    queue.changeVisibility(a!.message.receiptHandle, 600);
    a?.release();
    await clock.advance(5_000);

    // Act
    const [b] = await take(queue);

    // Assess
    expect(b?.message.body).toBe('b');
    expect(ageMs(b, clock.nowMs())).toBe(5_000);
  });
});

describe('changing the visibility', () => {
  it('to zero gives the message back at once', async () => {
    // Prepare
    const { it: queue } = start('plain');
    queue.send({ body: 'x' });
    const [lease] = await take(queue);

    // Act
    queue.changeVisibility(lease!.message.receiptHandle, 0);

    // Assess
    expect(bodies(await take(queue))).toEqual(['x']);
  });

  it('of a message that is visible again is refused', async () => {
    // Prepare
    const { it: queue } = start('plain');
    queue.send({ body: 'x' });
    const [lease] = await take(queue);
    queue.changeVisibility(lease!.message.receiptHandle, 0);

    // Act
    const change = () => queue.changeVisibility(lease!.message.receiptHandle, 10);

    // Assess
    expect(change).toThrow(expect.objectContaining({ code: 'MessageNotInflight', status: 400 }));
  });

  it('of a deleted message is refused', async () => {
    // Prepare
    const { it: queue } = start('plain');
    queue.send({ body: 'x' });
    const [lease] = await take(queue);
    lease?.delete();

    // Act
    const change = () => queue.changeVisibility(lease!.message.receiptHandle, 10);

    // Assess
    expect(change).toThrow(expect.objectContaining({ code: 'InvalidParameterValue' }));
  });

  it.each([-1, 43_201, 1.5])('to %d seconds is refused', async (seconds) => {
    // Prepare
    const { it: queue } = start('plain');
    queue.send({ body: 'x' });
    const [lease] = await take(queue);

    // Act
    const change = () => queue.changeVisibility(lease!.message.receiptHandle, seconds);

    // Assess
    expect(change).toThrow(expect.objectContaining({ code: 'InvalidParameterValue' }));
  });

  it.each(['nonsense', '', 'eyJhIjoxfQ'])('by the receipt %j is refused', (receipt) => {
    // Prepare
    const { it: queue } = start('plain');

    // Act
    const change = () => queue.changeVisibility(receipt, 1);

    // Assess
    expect(change).toThrow(expect.objectContaining({ code: 'ReceiptHandleIsInvalid', status: 404 }));
  });

  it("by another queue's receipt is refused", async () => {
    // Prepare
    const { queue } = startQueues([queueNamed('one'), queueNamed('two')]);
    queue('one').send({ body: 'x' });
    const [lease] = await take(queue('one'));

    // Act
    const change = () => queue('two').changeVisibility(lease!.message.receiptHandle, 1);

    // Assess
    expect(change).toThrow(expect.objectContaining({ code: 'ReceiptHandleIsInvalid' }));
  });
});

describe('a redrive policy', () => {
  const redrive = (name: string) => ({
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: queueArn(name), maxReceiveCount: 2 },
  });

  it('moves a message at the receive after the last one allowed', async () => {
    // Prepare
    const { queue, clock } = startQueues([queueNamed('work', redrive('dead')), queueNamed('dead')]);
    queue('work').send({ body: 'poison', traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793' });
    await take(queue('work'));
    await clock.advance(30_000);
    await take(queue('work'));
    await clock.advance(30_000);

    // Act
    const third = await take(queue('work'));
    const [dead] = await take(queue('dead'));

    // Assess
    expect(third).toEqual([]);
    expect(dead?.message).toMatchObject({
      messageId: 'id-1',
      body: 'poison',
      attributes: {
        AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
        DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:work',
      },
    });
    expect(ageMs(dead, clock.nowMs())).toBe(60_000);
  });

  it('of a FIFO queue keeps the group, starts the age anew and lets the group go on', async () => {
    // Prepare
    const { queue, clock } = startQueues([queueNamed('w.fifo', redrive('d.fifo')), queueNamed('d.fifo')]);
    queue('w.fifo').send({ body: 'poison', groupId: 'a' });
    queue('w.fifo').send({ body: 'next', groupId: 'a' });
    await take(queue('w.fifo'), 1);
    await clock.advance(30_000);
    await take(queue('w.fifo'), 1);
    await clock.advance(30_000);

    // Act
    const goesOn = bodies(await take(queue('w.fifo')));
    const [dead] = await take(queue('d.fifo'));

    // Assess
    expect(goesOn).toEqual(['next']);
    expect(dead?.message).toMatchObject({ body: 'poison', attributes: { MessageGroupId: 'a' } });
    expect(ageMs(dead, clock.nowMs())).toBe(0);
  });

  it.each([
    ['a queue that is not there', [queueNamed('work', redrive('dead'))], 'is not there'],
    [
      'a FIFO queue from a standard one',
      [queueNamed('work', redrive('d.fifo')), queueNamed('d.fifo')],
      'standard',
    ],
    ['a standard queue from a FIFO one', [queueNamed('w.fifo', redrive('dead')), queueNamed('dead')], 'FIFO'],
  ])('to %s is refused', (_title, definitions, words) => {
    // Act
    const construct = () => startQueues(definitions);

    // Assess
    expect(construct).toThrow(words);
  });
});

describe('a receive that waits', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'has the message although it became visible while it began to wait (%i ms later)',
    async (afterMs) => {
      // Prepare
      const { it: queue, clock } = start('plain', { DelaySeconds: afterMs }, 1_000);
      queue.send({ body: 'hello' });

      // Act
      clock.msPerLook = 1;
      const waiting = queue.receive({ max: 1, waitMs: Number.POSITIVE_INFINITY });
      clock.msPerLook = 0;
      await clock.advance(60_000);

      // Assess
      expect(bodies(await waiting)).toEqual(['hello']);
    },
  );

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'has the message although it became visible while the queue looked at the time (%i ms later)',
    async (afterMs) => {
      // Prepare
      const { it: queue, clock } = start('ordered.fifo', {}, 1_000);
      queue.send({ body: 'hello', groupId: 'g' });
      const [lease] = await take(queue);
      queue.changeVisibility(lease?.message.receiptHandle ?? '', afterMs);
      const waiting = queue.receive({ max: 1, waitMs: Number.POSITIVE_INFINITY });

      // Act
      clock.msPerLook = 1;
      lease?.release();
      clock.msPerLook = 0;
      await clock.advance(60_000);

      // Assess
      expect(bodies(await waiting)).toEqual(['hello']);
    },
  );

  it('gets what is sent later, at once', async () => {
    // Prepare
    const { it: queue, clock } = start('plain');
    const waiting = queue.receive({ max: 1, waitMs: 20_000 });
    await clock.advance(5_000);

    // Act
    queue.send({ body: 'x' });

    // Assess
    expect(bodies(await waiting)).toEqual(['x']);
    expect(clock.elapsedMs).toBe(5_000);
  });

  it('gets a message when it becomes visible', async () => {
    // Prepare
    const { it: queue, clock } = start('plain', {}, 10);
    queue.send({ body: 'x', delaySeconds: 100 });
    let receivedAtMs = -1;
    void queue.receive({ max: 1, waitMs: Infinity }).then(() => {
      receivedAtMs = clock.elapsedMs;
    });

    // Act
    await clock.advance(20_000);

    // Assess
    expect(receivedAtMs).toBe(10_000);
  });

  it('gets nothing when the time is up', async () => {
    // Prepare
    const { it: queue, clock } = start('plain');
    const waiting = queue.receive({ max: 1, waitMs: 20_000 });

    // Act
    await clock.advance(20_000);

    // Assess
    expect(await waiting).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('gets nothing when it is aborted, and takes nothing afterwards', async () => {
    // Prepare
    const { it: queue } = start('plain');
    const abort = new AbortController();
    const waiting = queue.receive({ max: 1, waitMs: Infinity, signal: abort.signal });

    // Act
    abort.abort();
    queue.send({ body: 'x' });

    // Assess
    expect(await waiting).toEqual([]);
    expect(queue.counts().visible).toBe(1);
  });

  it('gets nothing when it was aborted before it began', async () => {
    // Prepare
    const { it: queue } = start('plain');

    // Act
    const received = await queue.receive({ max: 1, waitMs: Infinity, signal: AbortSignal.abort() });

    // Assess
    expect(received).toEqual([]);
  });

  it('is served in the order of asking', async () => {
    // Prepare
    const { it: queue } = start('plain');
    const first = queue.receive({ max: 1, waitMs: Infinity });
    const second = queue.receive({ max: 1, waitMs: Infinity });

    // Act
    queue.send({ body: 'a' });
    queue.send({ body: 'b' });

    // Assess
    expect([bodies(await first), bodies(await second)]).toEqual([['a'], ['b']]);
  });

  it('ends when the queue stops, and no timer is left', async () => {
    // Prepare
    const { it: queue, queues, clock } = start('plain');
    queue.send({ body: 'x', delaySeconds: 100 });
    const waiting = queue.receive({ max: 1, waitMs: 20_000 });

    // Act
    queues.stop();

    // Assess
    expect(await waiting).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('a listener', () => {
  it('is called when there is something to take, until it is taken off', async () => {
    // Prepare
    const { it: queue, clock } = start('plain');
    let calls = 0;
    const stop = queue.onVisible(() => {
      calls += 1;
    });

    // Act
    queue.send({ body: 'x', delaySeconds: 5 });
    const whileDelayed = calls;
    await clock.advance(5_000);
    const whenVisible = calls;
    stop();
    queue.send({ body: 'y' });

    // Assess
    expect({ whileDelayed, whenVisible, afterwards: calls }).toEqual({
      whileDelayed: 0,
      whenVisible: 1,
      afterwards: 1,
    });
  });

  it('is not called for what a waiting receive has taken', async () => {
    // Prepare
    const { it: queue } = start('plain');
    let calls = 0;
    queue.onVisible(() => {
      calls += 1;
    });
    const waiting = queue.receive({ max: 1, waitMs: Infinity });

    // Act
    queue.send({ body: 'x' });
    await waiting;

    // Assess
    expect(calls).toBe(0);
  });
});

describe('a message that SQS does not take', () => {
  it.each([
    ['an empty body', 'plain', { body: '' }, 'MissingParameter'],
    ['a control character', 'plain', { body: 'a\u0000b' }, 'InvalidMessageContents'],
    ['half of a surrogate pair', 'plain', { body: 'a\ud83db' }, 'InvalidMessageContents'],
    ['a byte too many', 'plain', { body: `${'ä'.repeat(512)}x` }, 'InvalidParameterValue'],
    [
      'a byte too many with its attributes',
      'plain',
      { body: 'x'.repeat(1_010), messageAttributes: { name: { DataType: 'String', StringValue: 'value' } } },
      'InvalidParameterValue',
    ],
    [
      'an attribute without a value',
      'plain',
      { body: 'x', messageAttributes: { name: { DataType: 'String' } } },
      'InvalidParameterValue',
    ],
    [
      'an attribute of an unknown type',
      'plain',
      { body: 'x', messageAttributes: { name: { DataType: 'Text', StringValue: 'value' } } },
      'InvalidParameterValue',
    ],
    ['a delay of more than 15 minutes', 'plain', { body: 'x', delaySeconds: 901 }, 'InvalidParameterValue'],
    [
      'a deduplication id in a standard queue',
      'plain',
      { body: 'x', deduplicationId: '1' },
      'InvalidParameterValue',
    ],
    ['no group in a FIFO queue', 'w.fifo', { body: 'x' }, 'MissingParameter'],
    ['a group with a space', 'w.fifo', { body: 'x', groupId: 'a b' }, 'InvalidParameterValue'],
    ['a group of 129 characters', 'w.fifo', { body: 'x', groupId: 'a'.repeat(129) }, 'InvalidParameterValue'],
    [
      'a delay of its own in a FIFO queue',
      'w.fifo',
      { body: 'x', groupId: 'a', delaySeconds: 1 },
      'InvalidParameterValue',
    ],
  ])('is refused: %s', (_title, name, message, code) => {
    // Prepare
    const { it: queue } = start(name, { MaximumMessageSize: 1_024 });

    // Act
    const send = () => queue.send(message);

    // Assess
    expect(send).toThrow(expect.objectContaining({ code, status: 400 }));
    expect(queue.counts().visible).toBe(0);
  });

  it('is refused without content-based deduplication and without an id', () => {
    // Prepare
    const { it: queue } = start('w.fifo', { ContentBasedDeduplication: false });

    // Act
    const send = () => queue.send({ body: 'x', groupId: 'a' });

    // Assess
    expect(send).toThrow('ContentBasedDeduplication');
  });

  it('may be exactly as large as allowed, counted in bytes', () => {
    // Prepare
    const { it: queue } = start('plain', { MaximumMessageSize: 1_024 });

    // Act
    queue.send({ body: 'ä'.repeat(512) });

    // Assess
    expect(queue.counts().visible).toBe(1);
  });
});

describe('the journal', () => {
  it('tells every step of a message, with its trace', async () => {
    // Prepare
    const { queue, journal, clock } = startQueues([
      queueNamed('w.fifo', {
        VisibilityTimeout: 30,
        RedrivePolicy: { deadLetterTargetArn: queueArn('d.fifo'), maxReceiveCount: 1 },
      }),
      queueNamed('d.fifo'),
    ]);
    const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';

    // Act
    queue('w.fifo').send({ body: 'x', groupId: 'a', traceHeader });
    queue('w.fifo').send({ body: 'x', groupId: 'a', traceHeader });
    const [lease] = await take(queue('w.fifo'));
    lease?.release();
    await clock.advance(30_000);
    await take(queue('w.fifo'));
    for (const dead of await take(queue('d.fifo'))) dead.delete();

    // Assess
    const steps = journal
      .entries()
      .map((entry) => (entry.kind === 'queue' ? [entry.queue, entry.what, entry.body] : []));
    expect(steps).toEqual([
      ['w.fifo', 'sent', 'x'],
      ['w.fifo', 'deduplicated', null],
      ['w.fifo', 'received', null],
      ['w.fifo', 'delayed', null],
      ['w.fifo', 'dead-lettered', 'x'],
      ['d.fifo', 'received', null],
      ['d.fifo', 'deleted', null],
    ]);
    expect(new Set(journal.entries().map(({ traceId }) => traceId))).toEqual(
      new Set(['1-5759e988-bd862e3fe1be46a994272793']),
    );
  });

  it('tells a visibility timeout that the consumer has set once, not again when it finishes', async () => {
    // Prepare
    const { it: queue, journal } = start('plain');
    queue.send({ body: 'x' });
    const [lease] = await take(queue);

    // Act
    queue.changeVisibility(lease!.message.receiptHandle, 60);
    lease?.release();
    await settled();

    // Assess
    expect(journal.entries().map((entry) => entry.kind === 'queue' && entry.what)).toEqual([
      'sent',
      'received',
      'delayed',
    ]);
  });
});

describe('the definition of a queue', () => {
  it("has SQS's defaults", () => {
    expect(queueNamed('plain')).toEqual({
      name: 'plain',
      arn: 'arn:aws:sqs:eu-west-1:111122223333:plain',
      fifo: false,
      contentBasedDeduplication: false,
      deduplicationScope: 'queue',
      visibilityTimeoutSeconds: 30,
      delaySeconds: 0,
      receiveWaitSeconds: 0,
      maximumMessageBytes: 1_048_576,
      redrive: null,
    });
  });

  it.each([
    ['an unknown property', 'plain', { Colour: 'red' }, /Queue plain: .*Colour/s],
    ['FIFO without the ending', 'plain', { FifoQueue: true }, /ends in ".fifo"/],
    ['the ending without FIFO', 'w.fifo', { FifoQueue: false }, /ends in ".fifo"/],
    ['deduplication without FIFO', 'plain', { ContentBasedDeduplication: true }, /only a FIFO queue/],
    ['a visibility timeout above twelve hours', 'plain', { VisibilityTimeout: 43_201 }, /VisibilityTimeout/],
  ])('is refused with %s', (_title, name, properties, words) => {
    expect(() => queueNamed(name, properties)).toThrow(words);
  });
});
