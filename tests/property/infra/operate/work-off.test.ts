import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeadLetters } from '../../../../infra/operate/redrive/dead-letters.ts';
import type { ParkedMessage } from '../../../../infra/operate/redrive/parked.ts';
import { workOff } from '../../../../infra/operate/redrive/work-off.ts';
import { aParkedMessage, queueNamed } from '../../../support/parked.ts';

const reasons = ['refused', 'crashed'] as const;

/** A queue whose every message, once sent again, is parked again at its end under a new id; the first ten can be seen at once. */
function relapsingQueue(messages: readonly ParkedMessage[]) {
  const contents = [...messages];
  const sent: string[] = [];
  let relapses = 0;
  const deadLetters: DeadLetters = {
    queue: queueNamed('enrich'),
    count: async () => contents.length,
    visit: async (see) => {
      const seen = new Set<string>();
      for (;;) {
        const next = contents.slice(0, 10).find(({ id }) => !seen.has(id));
        if (next === undefined) return;
        seen.add(next.id);
        await see({
          parked: next,
          remove: async () => void contents.splice(contents.indexOf(next), 1),
        });
      }
    },
  };
  const before = async (parked: ParkedMessage) => {
    sent.push(parked.id);
    relapses += 1;
    contents.push({ ...parked, id: `again-${relapses}` });
  };
  return { deadLetters, contents, sent, before };
}

describe('working off what is parked', () => {
  it('ends, loses none, and sends none that is not meant, though all are parked again at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...reasons), { maxLength: 40 }),
        fc.boolean(),
        async (given, alsoHidden) => {
          // Prepare
          const parked = aParkedMessage();
          const all = given.map((reason, index) => ({ ...parked, id: `first-${index}`, reason }));
          const queue = relapsingQueue(all);
          const listed = all.slice(0, 10);
          const isMeant = ({ reason }: ParkedMessage) => reason === 'refused';
          const done: string[] = [];

          // Act
          await workOff(
            [{ queue: 'enrich', count: all.length, messages: listed, deadLetters: queue.deadLetters }],
            {
              chosen: new Set(listed.filter(isMeant).map(({ id }) => id)),
              alsoMeant: alsoHidden ? isMeant : null,
              before: queue.before,
              onDone: ({ id }) => done.push(id),
            },
          );

          // Assess
          expect(queue.contents).toHaveLength(all.length);
          expect(queue.contents.filter(({ reason }) => reason === 'crashed')).toHaveLength(
            all.filter(({ reason }) => reason === 'crashed').length,
          );
          expect(queue.sent.length).toBeLessThanOrEqual(all.length);
          expect(done).toEqual(queue.sent);
          if (!alsoHidden) expect(queue.sent).toEqual(listed.filter(isMeant).map(({ id }) => id));
        },
      ),
    );
  });

  it('leaves a message where it is if it could not be sent', async () => {
    // Prepare
    const queue = relapsingQueue([aParkedMessage()]);
    const [only] = queue.contents;

    // Act
    const work = workOff([{ queue: 'enrich', count: 1, messages: [only!], deadLetters: queue.deadLetters }], {
      chosen: new Set([only!.id]),
      alsoMeant: null,
      before: async () => {
        throw new Error('no queue');
      },
      onDone: () => undefined,
    });

    // Assess
    await expect(work).rejects.toThrow('no queue');
    expect(queue.contents).toEqual([only]);
  });
});
