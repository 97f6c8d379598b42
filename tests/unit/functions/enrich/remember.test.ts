import { describe, expect, it } from 'vitest';
import {
  type Edit,
  isStandingCorrection,
  rememberEdit,
} from '../../../../functions/_shared/conversation/edits.ts';
import { knownLanguages } from '../../../../functions/_shared/conversation/known-languages.ts';
import { type ConversationMemory, emptyMemory } from '../../../../functions/_shared/conversation/memory.ts';
import { type Enriched, remember, replyLanguageFor } from '../../../../functions/enrich/remember.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';
import { neutral } from './fakes.ts';

const first = { at: '2026-01-09T08:00:00Z', message: '100' };
const later = { at: '2026-01-09T09:00:00Z', message: '200' };

const memory = (changes: Partial<ConversationMemory>): ConversationMemory => ({ ...emptyMemory, ...changes });
const edit = (field: Edit['command']['field'], value: string | null, changes: Partial<Edit> = {}): Edit => ({
  command: { name: 'field-edited', field, value },
  stamp: later,
  byRuntimeUser: false,
  ...changes,
});

describe('The language that replies go in', () => {
  const ana = '77';
  const known = (code: string) => ({
    authorLanguages: {
      [ana]: {
        reading: { code, confidence: 0.99, method: 'comprehend' as const },
        stamp: { at: '2026-01-09T08:00:00Z', message: '1' },
      },
    },
  });
  const stampedCorrection = { value: 'pt', stamp: { at: '2026-01-09T08:30:00Z', message: '2' } };
  const written = (code: string, role: 'requester' | 'participant' = 'participant') => ({
    author: { id: '78', role },
    language: { code, confidence: 0.99, method: 'local' as const },
    requester: ana,
  });

  it.each([
    ['the requester’s, where a participant writes in another', known('es'), written('de'), 'es'],
    ['the corrected one', { ...known('es'), correction: stampedCorrection }, written('de'), 'pt'],
    ['nothing to say: the same language', known('es'), written('es-MX'), null],
    ['nothing to say: the requester’s own message', known('es'), written('de', 'requester'), null],
    ['nothing to say: the requester has not written yet', {}, written('de'), null],
    ['nothing to say: the participant’s is not known', known('es'), written('und'), null],
    ['nothing to say: no requester is known', known('es'), { ...written('de'), requester: null }, null],
  ])('%s', (_, before, message, expected) => {
    expect(replyLanguageFor({ ...emptyMemory, ...before }, message)).toBe(expected);
  });
});

describe('A field change is a correction only if a human agent made it and it differs from our last write', () => {
  const written = {
    language: { value: 'es', stamp: first },
    sentiment: { value: 'NEUTRAL', stamp: first } as const,
    intent: { value: 'Refund', stamp: first },
  };

  it('an agent’s other language is a correction, and what the field now holds', () => {
    const after = rememberEdit(memory({ written }), edit('language', 'pt'));

    expect(after?.correction).toEqual({ value: 'pt', stamp: later });
    expect(after?.written.language).toEqual({ value: 'pt', stamp: later });
  });

  it.each(['sentiment', 'intent'] as const)('the %s that we wrote ourselves is none', (field) => {
    const same = { sentiment: 'NEUTRAL', intent: 'Refund' }[field];

    expect(rememberEdit(memory({ written }), edit(field, same))).toBeNull();
  });

  it('the language that we wrote ourselves is none, but what was set before it and is told later is none either', () => {
    // Prepare
    const same = edit('language', 'es');
    const earlier = edit('language', 'pt', { stamp: { at: '2026-01-09T08:30:00Z', message: '150' } });

    // Act
    const after = rememberEdit(memory({ written }), same);

    // Assess
    expect(after).toEqual(memory({ written, languageEdit: later }));
    expect(rememberEdit(after!, earlier)).toBeNull();
  });

  it('the language that our own user wrote is our own echo and says nothing', () => {
    expect(rememberEdit(memory({ written }), edit('language', 'es', { byRuntimeUser: true }))).toBeNull();
  });

  it('pt, es, pt told as pt, pt, es is pt', () => {
    // Prepare
    const at = (message: string) => ({ stamp: { at: '2026-01-09T09:00:00Z', message } });
    const told = [
      edit('language', 'pt', at('1')),
      edit('language', 'pt', at('3')),
      edit('language', 'es', at('2')),
    ];

    // Act
    const after = told.reduce((known, each) => rememberEdit(known, each) ?? known, memory({}));

    // Assess
    expect(after.correction?.value).toBe('pt');
  });

  it('what our own user, who is also a person’s, changed before our last write is none: it may be our older write', () => {
    const after = written.language && { ...written, language: { value: 'es', stamp: later } };

    expect(
      rememberEdit(memory({ written: after }), edit('language', 'pt', { stamp: first, byRuntimeUser: true })),
    ).toBeNull();
  });

  it('an agent’s edit that is told only after we wrote over it still is one, and the field is ours to set right', () => {
    const overwritten = memory({ written: { ...written, language: { value: 'es', stamp: later } } });

    const after = rememberEdit(overwritten, edit('language', 'pt', { stamp: first }));

    expect(after?.correction?.value).toBe('pt');
    expect(after?.written.language?.value).toBe('es');
  });

  it.each([
    ['cleared', null],
    ['set to "undetermined"', 'und'],
  ])('a language that is %s takes the correction back', (_, value) => {
    const corrected = memory({ written, correction: { value: 'es', stamp: first }, languageEdit: first });

    const after = rememberEdit(corrected, edit('language', value));

    expect(after?.correction).toBeNull();
    expect(after?.written.language).toBeNull();
  });

  it('an edit older than the one that is known changes nothing, also where that one took a correction back', () => {
    const corrected = memory({ correction: { value: 'pt', stamp: later }, languageEdit: later });
    const takenBack = memory({ languageEdit: later });
    const late = edit('language', 'gl', { stamp: first });

    expect([rememberEdit(corrected, late), rememberEdit(takenBack, late)]).toEqual([null, null]);
  });

  it('a value that is no language says nothing', () => {
    expect(rememberEdit(memory({ written }), edit('language', 'not a language'))).toBeNull();
  });

  it('sentiment and intent are locked by it, also when they are emptied', () => {
    const sentiment = rememberEdit(memory({ written }), edit('sentiment', null));
    const intent = rememberEdit(memory({ written }), edit('intent', 'Complaint'));

    expect(sentiment).toMatchObject({
      locks: { sentiment: true, intent: false },
      written: { sentiment: null },
    });
    expect(intent).toMatchObject({ locks: { sentiment: false, intent: true } });
    expect(intent?.written.intent).toEqual({ value: 'Complaint', stamp: later });
  });

  it('stands until a newer one, however often it is told', () => {
    const corrected = memory({ correction: { value: 'pt', stamp: later } });

    expect(isStandingCorrection(corrected, edit('language', 'pt'))).toBe(true);
    expect(isStandingCorrection(corrected, edit('language', 'gl', { stamp: first }))).toBe(false);
    expect(isStandingCorrection(corrected, edit('intent', 'Refund'))).toBe(false);
  });

  it('is about the requester, not about another participant', () => {
    const corrected = memory({ correction: { value: 'pt', stamp: later } });

    expect(knownLanguages(corrected, { id: '1', role: 'requester' }, later).correction).toBe('pt');
    expect(knownLanguages(corrected, { id: '2', role: 'participant' }, later).correction).toBeNull();
  });
});

describe('What is remembered of a message', () => {
  const facts: Omit<Enriched, 'stamp' | 'event'> = {
    letters: 40,
    limits: { confident: 0.8, shortTextLetters: 20 },
    changeThreshold: 0.8,
    ticketPriority: 'normal',
    overBudget: false,
  };
  const event = (code: string, changes: Parameters<typeof anEnrichedMessage>[0] = {}) =>
    anEnrichedMessage({
      author: { id: '8447', role: 'requester' },
      language: { code, confidence: 0.9, method: 'comprehend' },
      sentiment: neutral,
      intent: null,
      ...changes,
    });
  const settled = (
    known: ConversationMemory,
    changes: Partial<Enriched> & Pick<Enriched, 'stamp' | 'event'>,
  ) => remember(known, { ...facts, ...changes });

  it('an older message never overwrites what a newer one has told, in whichever order they come', () => {
    // Prepare
    const pt = { stamp: first, event: event('pt') };
    const es = { stamp: later, event: event('es') };

    // Act
    const inOrder = settled(settled(emptyMemory, pt), es);
    const reversed = settled(settled(emptyMemory, es), pt);

    // Assess
    expect(inOrder.authorLanguages['8447']?.reading.code).toBe('es');
    expect(reversed.authorLanguages).toEqual(inOrder.authorLanguages);
    expect(reversed.sentiments).toEqual(inOrder.sentiments);
    expect(reversed.lastOfRequester).toEqual(inOrder.lastOfRequester);
    expect(reversed.lastOfRequester?.stamp).toEqual(later);
  });

  it('memory is per conversation and author', () => {
    const requester = settled(emptyMemory, { stamp: first, event: event('es') });

    const both = settled(requester, {
      stamp: later,
      event: event('fr', { author: { id: '9001', role: 'participant' } }),
    });

    expect(both.authorLanguages['8447']?.reading.code).toBe('es');
    expect(both.authorLanguages['9001']?.reading.code).toBe('fr');
    expect(both.lastOfRequester?.stamp).toEqual(first);
  });

  it('what an earlier try at the same message found is no memory of it', () => {
    const known = settled(emptyMemory, { stamp: first, event: event('es') });
    const author = { id: '8447', role: 'requester' } as const;

    expect(knownLanguages(known, author, first).memory).toBeNull();
    expect(knownLanguages(known, author, later).memory?.code).toBe('es');
  });

  it('a scrap is remembered until a longer text says more, also if that one is older and told later', () => {
    // Prepare
    const scrap = { letters: 6, stamp: later, event: event('en') };
    const long = { stamp: first, event: event('es') };

    // Act
    const inOrder = settled(settled(emptyMemory, long), scrap);
    const reversed = settled(settled(emptyMemory, scrap), long);

    // Assess
    expect(settled(emptyMemory, scrap).authorLanguages['8447']).toMatchObject({ isWeak: true });
    expect(inOrder.authorLanguages['8447']).toEqual({
      reading: { code: 'es', confidence: 0.9, method: 'comprehend' },
      stamp: first,
    });
    expect(reversed).toEqual({ ...inOrder, sentiments: reversed.sentiments });
  });

  it('a short text never flips a conversation’s language', () => {
    const known = settled(emptyMemory, { stamp: first, event: event('es') });

    const thanks = settled(known, { letters: 6, stamp: later, event: event('en') });

    expect(thanks.authorLanguages['8447']?.reading.code).toBe('es');
  });

  it('an English "Thanks!" after a refund request does not overwrite the intent', () => {
    const known = memory({ intent: { name: 'Refund', confidence: 0.7, stamp: first } });
    const thanks = event('en', { intent: { name: 'Feedback', confidence: 0.95 } });

    expect(settled(known, { letters: 6, stamp: later, event: thanks }).intent?.name).toBe('Refund');
  });

  it('the requester’s last message with its note, so that a correction can have it read once more', () => {
    const known = settled(emptyMemory, { stamp: first, event: event('es') });

    expect(known.lastOfRequester).toMatchObject({
      stamp: first,
      attempt: 1,
      note: { attempt: 1, language: 'es' },
    });
  });

  it('a message that was read again without a note leaves its earlier note standing', () => {
    const known = settled(emptyMemory, { stamp: first, event: event('es') });
    const { plan } = event('en');

    const again = settled(known, {
      stamp: first,
      event: event('en', { attempt: 2, translation: null, plan: { ...plan, note: null } }),
    });

    expect(again.lastOfRequester).toMatchObject({ attempt: 2, note: { attempt: 1, language: 'es' } });
  });
});
