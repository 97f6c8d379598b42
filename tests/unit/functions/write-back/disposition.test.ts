import { describe, expect, test } from 'vitest';
import type { EnrichmentWrite, WriteOutcome } from '../../../../connectors/contract.ts';
import { dispositionOf } from '../../../../functions/write-back/disposition.ts';

const noFields = { language: null, sentiment: null, intent: null, subject: null };
const full: EnrichmentWrite = {
  ticket: '5158',
  sourceMessage: '777',
  writeKey: 'k',
  noteHtml: '<p>Hello</p>',
  noteIsCurrent: true,
  fields: { language: 'es', sentiment: null, intent: null, subject: null },
  addTags: ['dm_budget'],
  priority: { to: 'high', onlyFrom: [null] },
  status: null,
};
const noteOnly: EnrichmentWrite = { ...full, fields: noFields, addTags: [], priority: null };
const fieldsOnly: EnrichmentWrite = { ...full, noteHtml: null, addTags: [], priority: null };

describe('what is done about the helpdesk’s answer', () => {
  test.each<[string, WriteOutcome, EnrichmentWrite, object]>([
    [
      'it took the write',
      { kind: 'applied', vendorRef: '8447', wrote: ['note', 'fields'], missing: ['priority'] },
      full,
      {
        kind: 'written',
        how: 'applied',
        vendorRef: '8447',
        wrote: ['note', 'fields'],
        missing: ['priority'],
      },
    ],
    [
      'it has the write already, from a try that got no answer',
      { kind: 'already-applied', vendorRef: '8447' },
      full,
      {
        kind: 'written',
        how: 'already-applied',
        vendorRef: '8447',
        wrote: ['note', 'fields', 'tags', 'priority'],
        missing: [],
      },
    ],
    [
      'someone changed the ticket meanwhile: the priority is left alone',
      { kind: 'superseded' },
      full,
      { kind: 'reduce', write: { ...full, priority: null }, dropped: [] },
    ],
    [
      'someone changed the ticket meanwhile, and no priority was asked for',
      { kind: 'superseded' },
      noteOnly,
      { kind: 'retry-later', delayMs: null, effect: 'none' },
    ],
    [
      'it asks for patience',
      { kind: 'throttled', retryAfterMs: 41_000 },
      full,
      { kind: 'retry-later', delayMs: 41_000, effect: 'none' },
    ],
    [
      'it asks for patience and does not say how much',
      { kind: 'throttled', retryAfterMs: null },
      full,
      { kind: 'retry-later', delayMs: null, effect: 'none' },
    ],
    [
      'it did not answer: the write may have happened',
      { kind: 'unavailable', status: null },
      full,
      { kind: 'retry-later', delayMs: null, effect: 'unknown' },
    ],
    [
      'its gateway gave up: the write may have happened',
      { kind: 'unavailable', status: 504 },
      full,
      { kind: 'retry-later', delayMs: null, effect: 'unknown' },
    ],
    [
      'the ticket is closed',
      { kind: 'refused', status: 422, code: 'ticket-closed', expected: true },
      full,
      { kind: 'refused', reason: 'ticket-closed' },
    ],
    [
      'it refuses, as may be, with a code that is not ours',
      { kind: 'refused', status: 422, code: 'Hola, ¿qué?', expected: true },
      full,
      { kind: 'refused', reason: 'refused' },
    ],
    [
      'it refuses something that may be a field: the note goes alone',
      { kind: 'refused', status: 422, code: 'record-invalid', expected: false },
      full,
      { kind: 'reduce', write: noteOnly, dropped: ['fields', 'tags', 'priority'] },
    ],
    [
      'it refuses something that may be a field, as it does a request of the wrong form: the note goes alone',
      { kind: 'refused', status: 400, code: 'field-custom-validation-exception', expected: false },
      full,
      { kind: 'reduce', write: noteOnly, dropped: ['fields', 'tags', 'priority'] },
    ],
    [
      'it refuses the note alone',
      { kind: 'refused', status: 422, code: 'record-invalid', expected: false },
      noteOnly,
      { kind: 'park', reason: 'refused' },
    ],
    [
      'it refuses fields that came without a note',
      { kind: 'refused', status: 422, code: 'record-invalid', expected: false },
      fieldsOnly,
      { kind: 'park', reason: 'refused' },
    ],
    [
      'it refuses for another reason than its content',
      { kind: 'refused', status: 404, code: 'ticket-not-found', expected: false },
      full,
      { kind: 'park', reason: 'refused' },
    ],
    [
      'it does not let us in',
      { kind: 'unauthorised', status: 401 },
      full,
      { kind: 'park', reason: 'unauthorised' },
    ],
  ])('when %s', (_case, outcome, write, expected) => {
    expect(dispositionOf(outcome, write)).toEqual(expected);
  });
});
