import { expect, test } from 'vitest';
import { refusalOf } from '../../../../../../../infra/local/page/web/helpdesk/refusal.ts';

test('what a field was refused for is told', () => {
  const body = {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { status: [{ description: 'Status: closed prevents ticket update' }] },
  };

  expect(refusalOf(422, body, true)).toBe(
    'The helpdesk answered 422: Status: closed prevents ticket update. Nothing was changed.',
  );
});

test('too many requests are a matter of waiting', () => {
  const body = {
    error: 'APIRateLimitExceeded',
    description: 'Number of allowed API requests per minute exceeded',
  };

  expect(refusalOf(429, body, true)).toBe(
    'The helpdesk answered 429: Number of allowed API requests per minute exceeded. ' +
      'It had too many requests; wait a moment and send again.',
  );
});

test('an answer without a reason is told by its status', () => {
  expect(refusalOf(503, null, true)).toBe(
    'The helpdesk answered 503. It is not well at the moment; send again.',
  );
});

test('the words of Sunshine Conversations are understood', () => {
  expect(
    refusalOf(423, { errors: [{ code: 'conversation_locked', title: 'Conversation is locked' }] }, true),
  ).toBe('The helpdesk answered 423: Conversation is locked. Nothing was changed.');
});

test('what was only read is not said to be unchanged', () => {
  expect(refusalOf(404, { error: 'RecordNotFound', description: 'Not found' }, false)).toBe(
    'The helpdesk answered 404: Not found.',
  );
});
