import { SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RecordOutcome, runBatch } from '../../../../functions/_shared/sqs-batch.ts';
import { aQueueRecord } from '../../../support/factories.ts';
import { recordedRuntime } from '../../../support/recorders.ts';

const sqs = new SQSClient({ region: 'eu-west-1' });
mockClient(sqs).resolves({});

type Planned = { group: string; end: 'done' | 'later' | 'park' | 'throw' };
const batch = fc.array(
  fc.record<Planned>({
    group: fc.constantFrom('a', 'b', 'c'),
    end: fc.constantFrom('done', 'done', 'done', 'later', 'park', 'throw'),
  }),
  { minLength: 1, maxLength: 10 },
);

const outcomes: Record<'done' | 'later' | 'park', RecordOutcome> = {
  done: { kind: 'done' },
  later: { kind: 'retry-later', delayMs: null, connector: 'zendesk' },
  park: { kind: 'park', stage: 'enrich', reason: 'refused', cause: null },
};

async function run(planned: readonly Planned[]) {
  const worked: number[] = [];
  const Records = planned.map(({ group }, index) =>
    aQueueRecord({ id: String(index), group, queueName: 'work.fifo' }),
  );
  const { batchItemFailures } = await runBatch(
    { Records },
    {
      sqs,
      queues: [
        { url: 'https://sqs.example.com/1/work.fifo', deadLetterUrl: 'https://sqs.example.com/1/dlq.fifo' },
      ],
      park: async () => {},
      runtime: recordedRuntime(),
      random: () => 0.5,
    },
    async ({ queueMessageId }) => {
      const index = Number(queueMessageId);
      worked.push(index);
      const { end } = planned[index]!;
      if (end === 'throw') throw new Error('boom');
      return outcomes[end];
    },
  );
  return { worked, returned: batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier)) };
}

describe('a batch of a FIFO queue', () => {
  test('returns, for each group, exactly what stands from its first unfinished record on', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async (planned) => {
        const { returned } = await run(planned);
        for (const group of ['a', 'b', 'c']) {
          const own = planned.flatMap((plan, index) => (plan.group === group ? [index] : []));
          const unfinished = own.findIndex((index) => ['later', 'throw'].includes(planned[index]!.end));
          const expected = unfinished === -1 ? [] : own.slice(unfinished);
          expect(returned.filter((index) => own.includes(index))).toEqual(expected);
        }
      }),
    );
  });

  test('never works on a record after an unfinished one of its group, and on none twice', async () => {
    await fc.assert(
      fc.asyncProperty(batch, async (planned) => {
        const { worked, returned } = await run(planned);
        expect(new Set(worked).size).toBe(worked.length);
        const workedAndReturned = worked.filter((index) => returned.includes(index));
        const groups = workedAndReturned.map((index) => planned[index]!.group);
        expect(new Set(groups).size).toBe(groups.length);
      }),
    );
  });
});
