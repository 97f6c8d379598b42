import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../infra/local/journal.ts';
import { undeliverableIn } from '../../support/undeliverable.ts';

const step = (what: 'sent' | 'deleted', messageId: string, body: object | null): JournalEntry => ({
  ...{ kind: 'queue', queue: 'dragoman-local-undeliverable', what, messageId, traceId: 'trace', atMs: 0 },
  body: body === null ? null : JSON.stringify(body),
});
const scheduledRun = (condition: string, errorMessage: string) => ({
  requestContext: { functionArn: 'arn:reconcile', condition },
  requestPayload: { 'detail-type': 'Scheduled Event' },
  responsePayload: { errorMessage },
});

test('an event that did not reach its queue is named, with what the runner said of it', () => {
  const text = 'message.enriched.v1 was not delivered by rule to queue: AccessDenied';
  const entries: JournalEntry[] = [
    { kind: 'runner', text, traceId: 'trace', atMs: 0 },
    { kind: 'runner', text: 'of another way', traceId: 'other', atMs: 0 },
    step('sent', '1', { 'detail-type': 'message.enriched.v1' }),
  ];

  expect(undeliverableIn(entries)).toEqual([`message.enriched.v1 | ${text}`]);
});

test('what was taken out again, and what went into another queue, is not undeliverable', () => {
  const entries = [
    step('sent', '1', { 'detail-type': 'message.enriched.v1' }),
    step('deleted', '1', null),
    { ...step('sent', '2', { 'detail-type': 'message.enriched.v1' }), queue: 'dragoman-local-enrich.fifo' },
  ];

  expect(undeliverableIn(entries)).toEqual([]);
});

test.each([
  ['EventAgeExceeded', 'a mistake', 0],
  ['RetriesExhausted', 'timeout', 0],
  ['RetriesExhausted', 'a mistake', 1],
])('of a schedule only what failed counts, not what came too late: %s, %s', (condition, message, count) => {
  expect(undeliverableIn([step('sent', '1', scheduledRun(condition, message))])).toHaveLength(count);
});
