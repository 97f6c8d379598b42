import { expect, it } from 'vitest';
import { lastSteps } from '../../support/last-steps.ts';

it('The last steps of a stack tell what was done and how it ended, and no text of anybody', () => {
  const at = { atMs: Date.parse('2026-01-09T08:00:00.000Z'), traceId: null };

  const steps = lastSteps([
    {
      ...at,
      kind: 'queue',
      queue: 'write-back.fifo',
      what: 'received',
      messageId: 'm-1',
      body: 'Hola, Ana',
    },
    {
      ...at,
      kind: 'invocation',
      functionName: 'write-back',
      result: 'timeout',
      coldStart: false,
      ms: 15_000,
    },
    { ...at, kind: 'log', functionName: 'write-back', record: { message: 'Hola, Ana' } },
  ]);

  expect(steps.split('\n')).toEqual([
    '2026-01-09T08:00:00.000Z queue write-back.fifo received m-1',
    '2026-01-09T08:00:00.000Z invocation write-back timeout 15000 ms',
    '2026-01-09T08:00:00.000Z log write-back',
  ]);
});
