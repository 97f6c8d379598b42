import { expect, test } from 'vitest';
import type { Way } from '../../../../../../../infra/local/page/api.ts';
import { attentionOf } from '../../../../../../../infra/local/page/web/ticket/attention.ts';

const way = (outcome: Way['outcome']): Way => ({
  ...{ traceId: 't', startedAtMs: 0, ticket: '1', message: '11', about: 'message.received.v1', outcome },
  ...{ reason: null, ms: 10, costUsd: 0, engines: [], fromMemory: null, steps: [], isWhole: true },
});

test.each([
  [true, [way('parked')], 'reply-failed'],
  [false, [way('parked')], 'parked'],
  [false, [way(null)], 'under-way'],
] as const)(
  'the gravest thing counts (an answer that did not go out: %s, row %#)',
  (hasFailedReply, ways, kind) => {
    expect(attentionOf({ id: '1', hasFailedReply }, ways)?.kind).toBe(kind);
  },
);

test('a ticket that all is well with needs no attention', () => {
  expect(attentionOf({ id: '1', hasFailedReply: false }, [way('delivered')])).toBeNull();
});
