import { describe, expect, test } from 'vitest';
import { type ConversationMemory, emptyMemory } from '../../../../functions/_shared/conversation/memory.ts';
import { carriedOver, plannedForTarget } from '../../../../functions/write-back/carry-over.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';

const early = { at: '2026-01-09T08:00:00Z', message: '100' };
const later = { at: '2026-01-09T09:00:00Z', message: '200' };
const last = { at: '2026-01-09T10:00:00Z', message: '300' };
const memory = (changes: Partial<ConversationMemory>): ConversationMemory => ({ ...emptyMemory, ...changes });
const read = (code: string) => ({ code, confidence: 0.9, method: 'comprehend' }) as const;

describe('what goes with a merged conversation', () => {
  test('a scrap never takes the place of a longer text’s reading, however new it is', () => {
    const scrap = memory({ authorLanguages: { '1': { reading: read('en'), stamp: later, isWeak: true } } });
    const long = memory({ authorLanguages: { '1': { reading: read('es'), stamp: early } } });

    expect(carriedOver(long, scrap).authorLanguages).toEqual(long.authorLanguages);
    expect(carriedOver(scrap, long).authorLanguages).toEqual(long.authorLanguages);
  });

  test('of each author the newer reading', () => {
    const target = memory({
      authorLanguages: {
        '1': { reading: read('es'), stamp: later },
        '2': { reading: read('fr'), stamp: early },
      },
    });
    const source = memory({
      authorLanguages: {
        '1': { reading: read('pt'), stamp: early },
        '2': { reading: read('de'), stamp: later },
        '3': { reading: read('it'), stamp: early },
      },
    });

    const { authorLanguages } = carriedOver(target, source);

    expect(Object.entries(authorLanguages).map(([author, { reading }]) => [author, reading.code])).toEqual([
      ['1', 'es'],
      ['2', 'de'],
      ['3', 'it'],
    ]);
  });

  test.each([
    ['the source’s correction, where it is the newer edit', early, later, 'pt'],
    ['the target’s, where that is newer', later, early, 'es'],
  ])('%s', (_, inTarget, inSource, language) => {
    const target = memory({ correction: { value: 'es', stamp: inTarget }, languageEdit: inTarget });
    const source = memory({ correction: { value: 'pt', stamp: inSource }, languageEdit: inSource });

    expect(carriedOver(target, source).correction?.value).toBe(language);
  });

  test('a correction that was taken back in the source counts as taken back', () => {
    const target = memory({ correction: { value: 'es', stamp: early }, languageEdit: early });

    expect(carriedOver(target, memory({ languageEdit: later }))).toMatchObject({
      correction: null,
      languageEdit: later,
    });
  });

  test('the intent that stands in the target; the source’s where none does', () => {
    const source = memory({ intent: { name: 'Refund', confidence: 0.7, stamp: later } });
    const target = memory({ intent: { name: 'OrderStatus', confidence: 0.6, stamp: early } });

    expect(carriedOver(target, source).intent?.name).toBe('OrderStatus');
    expect(carriedOver(emptyMemory, source).intent?.name).toBe('Refund');
  });

  test('the last two sentiments of both', () => {
    const target = memory({
      sentiments: [
        { label: 'NEUTRAL', stamp: early },
        { label: 'NEGATIVE', stamp: last },
      ],
    });
    const source = memory({ sentiments: [{ label: 'MIXED', stamp: later }] });

    expect(carriedOver(target, source).sentiments.map(({ label }) => label)).toEqual(['MIXED', 'NEGATIVE']);
  });

  test('nothing of what was written, locked or raised in the source', () => {
    const source = memory({
      written: { ...emptyMemory.written, language: { value: 'pt', stamp: later } },
      locks: { sentiment: true, intent: true },
      priority: { firstSeen: 'low', raiseAsked: true },
      budgetNoteAsked: true,
      noted: last,
    });

    expect(carriedOver(emptyMemory, source)).toEqual(emptyMemory);
  });

  test('done twice it is the same', () => {
    const source = memory({
      authorLanguages: { '1': { reading: read('pt'), stamp: early } },
      correction: { value: 'pt', stamp: later },
      intent: { name: 'Refund', confidence: 0.7, stamp: later },
      sentiments: [{ label: 'MIXED', stamp: later }],
    });

    const once = carriedOver(emptyMemory, source);

    expect(carriedOver(once, source)).toEqual(once);
  });
});

describe('what of a plan is right for the ticket that a message’s own was merged into', () => {
  const { plan } = anEnrichedMessage();
  const event = anEnrichedMessage({
    plan: {
      ...plan,
      fields: { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus', subject: 'Lost parcel' },
      priority: { to: 'high', onlyFrom: ['normal'] },
    },
  });

  test.each([
    ['where none stands', null, 'OrderStatus'],
    ['where the same stands', 'OrderStatus', 'OrderStatus'],
    ['not where another one does', 'Refund', null],
  ])('its intent %s; language and sentiment always; neither subject nor priority', (_, standing, intent) => {
    const target = memory({
      intent: standing === null ? null : { name: standing, confidence: 0.7, stamp: early },
    });

    expect(plannedForTarget(event, target).plan).toMatchObject({
      note: 'translation',
      fields: { language: 'es', sentiment: 'NEUTRAL', intent, subject: null },
      priority: null,
    });
  });
});
