import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lease } from '../../../../infra/local/queue.ts';
import { queueNamed, startQueues } from '../../../support/local-queues.ts';

type Step =
  | { do: 'send'; group: string }
  | { do: 'receive'; max: number }
  | { do: 'delete'; pick: number }
  | { do: 'release'; pick: number }
  | { do: 'delay'; pick: number; seconds: number }
  | { do: 'pass'; seconds: number };

const pick = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('delete' as const), pick }),
  fc.record({ do: fc.constant('release' as const), pick }),
  fc.record({ do: fc.constant('delay' as const), pick, seconds: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 40 }) }),
);
const steps = fc.array(step, { minLength: 5, maxLength: 60 });
const timeScale = fc.constantFrom(1, 7, 100);

/** Plays the steps on one queue; bodies are `group-number`, counted within the group. */
async function play(name: string, list: readonly Step[], scale: number) {
  const { queue, clock } = startQueues([queueNamed(name, { VisibilityTimeout: 30 })], scale);
  const it = queue(name);
  const sent: string[] = [];
  const deleted: string[] = [];
  const batches: (readonly string[])[] = [];
  let held: Lease[] = [];
  const picked = (index: number) => held[index % held.length];
  const drop = (lease: Lease) => {
    held = held.filter((other) => other !== lease);
  };

  for (const todo of list) {
    if (todo.do === 'send') {
      const body = `${todo.group}-${sent.filter((other) => other.startsWith(todo.group)).length}`;
      it.send({ body, ...(name.endsWith('.fifo') ? { groupId: todo.group } : {}) });
      sent.push(body);
    } else if (todo.do === 'receive') {
      const leases = await it.receive({ max: todo.max, waitMs: 0 });
      expect(leases.length).toBeLessThanOrEqual(todo.max);
      if (leases.length > 0) batches.push(leases.map(({ message }) => message.body));
      held.push(...leases);
    } else if (todo.do === 'pass') await clock.advance(todo.seconds * 1000);
    else {
      const lease = picked(todo.pick);
      if (!lease) continue;
      if (todo.do === 'delete') {
        if (lease.delete()) deleted.push(lease.message.body);
        drop(lease);
      } else if (todo.do === 'release') {
        lease.release();
        drop(lease);
      } else
        try {
          it.changeVisibility(lease.message.receiptHandle, todo.seconds);
        } catch {
          // The message is gone, or somebody else's by now: SQS refuses, and so nothing has changed.
        }
    }
    expect(it.contents().length).toBe(sent.length - deleted.length);
  }
  const left = it.contents().map(({ body }) => body);
  queue(name).stop();
  return { sent, deleted, batches, left, pendingTimers: clock.pendingTimers };
}

describe('a local queue', () => {
  it.each(['plain', 'work.fifo'])('%s loses nothing and deletes nothing twice', async (name) => {
    await fc.assert(
      fc.asyncProperty(steps, timeScale, async (list, scale) => {
        const { sent, deleted, left, pendingTimers } = await play(name, list, scale);
        expect([...deleted, ...left].toSorted()).toEqual(sent.toSorted());
        expect(pendingTimers).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('hands out a batch of a FIFO queue with each group in the order of sending', async () => {
    await fc.assert(
      fc.asyncProperty(steps, timeScale, async (list, scale) => {
        const { sent, batches } = await play('work.fifo', list, scale);
        for (const batch of batches)
          for (const group of ['a', 'b', 'c']) {
            const places = batch.filter((body) => body.startsWith(group)).map((body) => sent.indexOf(body));
            expect(places).toEqual(places.toSorted((one, other) => one - other));
          }
      }),
      { numRuns: 60 },
    );
  });

  it('never hands out a message of a FIFO group before all earlier ones of it have been handed out', async () => {
    await fc.assert(
      fc.asyncProperty(steps, timeScale, async (list, scale) => {
        const { batches } = await play('work.fifo', list, scale);
        const firsts = [...new Set(batches.flat())];
        for (const group of ['a', 'b', 'c']) {
          const numbers = firsts
            .filter((body) => body.startsWith(group))
            .map((body) => Number(body.split('-')[1]));
          expect(numbers).toEqual(numbers.map((_number, index) => index));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never hands out a FIFO group while another receive holds a message of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 }),
        async (groups, maxima) => {
          const { queue } = startQueues([queueNamed('work.fifo')]);
          groups.forEach((groupId, index) => {
            queue('work.fifo').send({ body: String(index), groupId });
          });
          const seen = new Set<string>();
          for (const max of maxima) {
            const leases = await queue('work.fifo').receive({ max, waitMs: 0 });
            const got = new Set(leases.map(({ message }) => message.attributes.MessageGroupId ?? ''));
            expect([...got].filter((group) => seen.has(group))).toEqual([]);
            for (const group of got) seen.add(group);
          }
        },
      ),
    );
  });

  it('shows an age that is never less than the real one and never more than the scaled one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 120 })), {
          minLength: 1,
          maxLength: 6,
        }),
        timeScale,
        async (rounds, scale) => {
          const { queue, clock } = startQueues([queueNamed('work.fifo', { VisibilityTimeout: 90 })], scale);
          queue('work.fifo').send({ body: 'x', groupId: 'a' });
          for (const [workSeconds, delaySeconds] of rounds) {
            const waiting = queue('work.fifo').receive({ max: 1, waitMs: Number.POSITIVE_INFINITY });
            await clock.advance(200_000);
            const [lease] = await waiting;
            const age = clock.nowMs() - Number(lease?.message.attributes.SentTimestamp);
            expect(age).toBeGreaterThanOrEqual(clock.elapsedMs);
            expect(age).toBeLessThanOrEqual(clock.elapsedMs * scale);
            await clock.advance(Math.min(workSeconds, 89) * 1000);
            if (lease && queue('work.fifo').counts().inFlight > 0)
              queue('work.fifo').changeVisibility(lease.message.receiptHandle, delaySeconds);
            lease?.release();
          }
          queue('work.fifo').stop();
        },
      ),
      { numRuns: 40 },
    );
  });
});
