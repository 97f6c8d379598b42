import { expect, test } from 'vitest';
import type { SkipReason } from '../../../../../../../connectors/contract.ts';
import {
  type FailureCode,
  failureCodes,
  type NotUnderstood,
} from '../../../../../../../connectors/kit/notice-words/shape.ts';
import type { RefusalReason } from '../../../../../../../functions/ingest/ending.ts';
import type { Incomprehension } from '../../../../../../../functions/ingest-partner/understand.ts';
import { endOf, ends } from '../../../../../../../infra/local/page/web/way/ends.ts';
import { reasonSentence, reasonSentences } from '../../../../../../../infra/local/page/web/way/reasons.ts';

type Ended = Parameters<typeof endOf>[0];
const wordsOf = (ended: Ended) => ends[endOf(ended)].words;
const reply = { about: 'reply.requested.v1' };

test('an answer that ended with a reason did not go out, however well the agent was told', () => {
  const ended = { ...reply, outcome: 'delivered', reason: 'unresolved-placeholder' } as const;

  expect(ends[endOf(ended)]).toMatchObject({ words: 'Not sent', tone: 'failed' });
  expect(wordsOf({ ...ended, outcome: 'skipped', reason: 'ticket-closed' })).toBe('Not sent');
});

test('an answer without a reason went out, and one that was told of twice is none', () => {
  expect(wordsOf({ ...reply, outcome: 'delivered', reason: null })).toBe('Delivered');
  expect(wordsOf({ ...reply, outcome: 'skipped', reason: 'duplicate' })).toBe('Nothing to do');
});

test('a command that ended with a reason was not carried out', () => {
  expect(wordsOf({ about: 'agent.command.v1', outcome: 'delivered', reason: 'near-miss' })).toBe(
    'Not carried out',
  );
});

test('a customer’s message ends as the record says', () => {
  const received = { about: 'message.received.v1', reason: null };

  expect([null, 'delivered', 'parked'].map((outcome) => wordsOf({ ...received, outcome } as Ended))).toEqual([
    'Under way',
    'Delivered',
    'Parked',
  ]);
});

/** Fails to compile as soon as a code has no sentence. */
type Code = SkipReason | FailureCode | NotUnderstood | RefusalReason | Incomprehension;
const sentences = reasonSentences satisfies Readonly<Record<Code, string>>;

test('each reason that a way may end with is a sentence', () => {
  const codes = [
    ...Object.keys(sentences),
    ...failureCodes,
    ...['retries-exhausted', 'crashed', 'unauthorised', 'refused', 'withdrawn', 'public'],
  ];

  for (const reason of codes) {
    const about = 'message.received.v1';
    expect(reasonSentence({ about, reason }), reason).toMatch(/^[A-Z].*\.$/);
  }
});

test('a code that nobody has foreseen is shown as it is', () => {
  const way = { ...reply, reason: 'note-not-found-2' };

  expect(reasonSentence(way)).toBe('note-not-found-2');
});

test.each([
  ['message.received.v1', 'empty', 'There is no text to translate.'],
  ['reply.requested.v1', 'empty', 'There is no text to translate.'],
  ['agent.command.v1', 'empty', 'The command lacks what it is about, such as a language.'],
  ['agent.command.v1', 'unknown-language', 'The command names a language that is not known.'],
])('what %s ended with as “%s”: %s', (about, reason, sentence) => {
  expect(reasonSentence({ about, reason })).toBe(sentence);
});

test('what ended without a reason needs no sentence', () => {
  expect(reasonSentence({ ...reply, reason: null })).toBeNull();
});
