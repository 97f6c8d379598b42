import { describe, expect, it } from 'vitest';
import { followUpMemory, isUnmet } from '../../../../../functions/_shared/conversation/inherit.ts';
import {
  type ConversationMemory,
  emptyMemory,
} from '../../../../../functions/_shared/conversation/memory.ts';

const first = { at: '2026-01-09T08:00:00Z', message: '100' };
const later = { at: '2026-01-09T09:00:00Z', message: '200' };
const reading = (code: string) => ({ code, confidence: 0.99, method: 'local' }) as const;

const former: ConversationMemory = {
  ...emptyMemory,
  authorLanguages: { '1': { reading: reading('es'), stamp: first } },
  correction: { value: 'gl', stamp: later },
  languageEdit: later,
  lastOfRequester: { stamp: first, attempt: 2, correlationId: 'x', customerKey: null, note: null },
  intent: { name: 'Refund', confidence: 0.9, stamp: first },
  locks: { sentiment: true, intent: false },
  budgetNoteAsked: true,
  written: { language: { value: 'gl', stamp: later }, sentiment: null, intent: null },
  noted: first,
};

describe('Follow-up ticket: language, corrections and pause are inherited', () => {
  it('and nothing of what stood in the closed ticket’s fields and notes', () => {
    expect(followUpMemory(former)).toEqual({
      ...emptyMemory,
      authorLanguages: { '1': { reading: reading('es'), stamp: first } },
      correction: { value: 'gl', stamp: later },
      languageEdit: later,
    });
  });

  it.each([
    ['nothing', emptyMemory, true],
    ['an author', { ...emptyMemory, authorLanguages: former.authorLanguages }, false],
    ['an edit', { ...emptyMemory, languageEdit: later }, false],
    ['a message', { ...emptyMemory, lastOfRequester: former.lastOfRequester }, false],
  ])('a conversation of which %s is known', (_, memory, expected) => {
    expect(isUnmet(memory)).toBe(expected);
  });
});
