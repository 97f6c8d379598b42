import { describe, expect, it } from 'vitest';
import type { Sentiment } from '../../../../events/message-enriched.v1.ts';
import { type ConversationMemory, emptyMemory } from '../../../../functions/_shared/conversation/memory.ts';
import type { Interpreted } from '../../../../functions/enrich/interpret.ts';
import { type PlanInput, planFor } from '../../../../functions/enrich/plan.ts';
import { anAccount } from '../../../support/factories.ts';
import { aMessage, furious, neutral } from './fakes.ts';

const first = { at: '2026-01-09T08:00:00Z', message: '100' };
const later = { at: '2026-01-09T09:00:00Z', message: '200' };

const read = (changes: Partial<Interpreted> = {}): Interpreted => ({
  language: { code: 'es', confidence: 0.99, method: 'comprehend' },
  languageEvidence: [],
  translation: { text: 'Where is my order?', source: 'es', target: 'en', terms: [] },
  subjectTranslation: null,
  sentiment: neutral,
  intent: { name: 'OrderStatus', confidence: 0.7 },
  gaps: [],
  ...changes,
});

const input = (changes: Partial<PlanInput> = {}): PlanInput => ({
  text: '¿Dónde está mi pedido? Lo espero desde hace semanas.',
  isShort: false,
  author: { id: '8447', role: 'requester' },
  stamp: later,
  isReadAgain: false,
  ticketFacts: aMessage().ticketFacts,
  interpreted: read(),
  memory: emptyMemory,
  isPaused: false,
  settings: anAccount(),
  ...changes,
});

const memory = (changes: Partial<ConversationMemory>): ConversationMemory => ({ ...emptyMemory, ...changes });
const scored = (label: Sentiment['label'], score: number): Sentiment => ({
  label,
  scores: { positive: 0, negative: 0, neutral: 0, mixed: 0, [label.toLowerCase()]: score },
});

describe('A note is posted only if there is something to read', () => {
  it.each([
    ['a translation', read(), false, 'translation'],
    [
      'a failure that the agent must know',
      read({ translation: null, gaps: ['translation'] }),
      false,
      'failure',
    ],
    [
      'an unsure language in a text of 20 letters or more',
      read({ translation: null, gaps: ['language'] }),
      false,
      'language-unsure',
    ],
    ['an unsure language in a shorter text', read({ translation: null, gaps: ['language'] }), true, null],
    ['a message in the agent’s language', read({ translation: null }), false, null],
    [
      'a message in the agent’s language whose sentiment is missing',
      read({ translation: null, gaps: ['sentiment'] }),
      false,
      null,
    ],
  ] as const)('%s', (_, interpreted, isShort, note) => {
    expect(planFor(input({ interpreted, isShort })).note).toBe(note);
  });

  it('a translation that says the same as the original is nothing to read', () => {
    const interpreted = read({ translation: { text: 'OK, thanks!', source: 'es', target: 'en', terms: [] } });

    expect(planFor(input({ text: 'Ok,  thanks!', interpreted })).note).toBeNull();
  });

  it.each([
    ['always', 'always'],
    ['translated', null],
    ['never', null],
  ] as const)('setting notes: %s, for a message in the agent’s language', (notes, note) => {
    const settings = anAccount({ notes });

    expect(planFor(input({ settings, interpreted: read({ translation: null }) })).note).toBe(note);
  });

  it('setting notes: never posts no translation either', () => {
    expect(planFor(input({ settings: anAccount({ notes: 'never' }) })).note).toBeNull();
  });

  it('none while an agent has stopped the notes; the fields go on', () => {
    const plan = planFor(input({ isPaused: true, settings: anAccount({ notes: 'always' }) }));

    expect(plan.note).toBeNull();
    expect(plan.fields.language).toBe('es');
  });
});

describe('Fields only if a value changes', () => {
  it('what already stands in the ticket is not written again', () => {
    // Prepare
    const written = {
      language: { value: 'es', stamp: first },
      sentiment: { value: 'NEUTRAL', stamp: first } as const,
      intent: { value: 'OrderStatus', stamp: first },
    };

    // Act
    const plan = planFor(input({ memory: memory({ written }) }));

    // Assess
    expect(plan.fields).toEqual({ language: null, sentiment: null, intent: null, subject: null });
  });

  it('a corrected language is written once more with the message that is read again: its first reading may have come over it', () => {
    // Prepare
    const value = 'pt';
    const corrected = memory({
      correction: { value, stamp: later },
      written: { ...emptyMemory.written, language: { value, stamp: later } },
    });
    const interpreted = read({ language: { code: value, confidence: 1, method: 'correction' } });
    const languageIn = (isReadAgain: boolean) =>
      planFor(input({ stamp: first, memory: corrected, interpreted, isReadAgain })).fields.language;

    // Assess
    expect(languageIn(true)).toBe('pt');
    expect(languageIn(false)).toBeNull();
  });

  it('the ticket’s language is its requester’s: another participant’s is not written', () => {
    expect(planFor(input({ author: { id: '9', role: 'participant' } })).fields.language).toBeNull();
  });

  it('a locale that nobody chose is not written', () => {
    const interpreted = read({ language: { code: 'es', confidence: 0.3, method: 'locale' } });

    expect(planFor(input({ interpreted })).fields.language).toBeNull();
  });

  it('a short text never changes the language that stands there', () => {
    const remembered = memory({
      written: { ...emptyMemory.written, language: { value: 'pt', stamp: first } },
    });

    expect(planFor(input({ isShort: true, memory: remembered })).fields.language).toBeNull();
    expect(planFor(input({ isShort: false, memory: remembered })).fields.language).toBe('es');
  });

  it('the language of an older message does not overwrite a newer one’s', () => {
    const reading = { code: 'pt', confidence: 0.99, method: 'comprehend' } as const;
    const remembered = memory({ authorLanguages: { '8447': { reading, stamp: later } } });

    expect(planFor(input({ stamp: first, memory: remembered })).fields.language).toBeNull();
  });
});

describe('Intent: the first confident one sticks', () => {
  const standing = memory({ intent: { name: 'Refund', confidence: 0.7, stamp: first } });
  const later85 = { name: 'OrderStatus', confidence: 0.85 };

  it.each([
    [
      'a short text as the first, sure enough',
      emptyMemory,
      { name: 'CancelOrder', confidence: 0.81 },
      true,
      'CancelOrder',
    ],
    [
      'a short text as the first, not that sure',
      emptyMemory,
      { name: 'CancelOrder', confidence: 0.8 },
      true,
      null,
    ],
    ['nothing stands yet', emptyMemory, { name: 'Refund', confidence: 0.6 }, false, 'Refund'],
    [
      'a later one at or below the higher threshold (0.8)',
      standing,
      { name: 'OrderStatus', confidence: 0.8 },
      false,
      null,
    ],
    ['a later one above the higher threshold', standing, later85, false, 'OrderStatus'],
    ['a short text', standing, { name: 'OrderStatus', confidence: 0.99 }, true, null],
    ['the fallback', standing, null, false, null],
    [
      'locked by an agent’s edit',
      { ...standing, locks: { sentiment: false, intent: true } },
      later85,
      false,
      null,
    ],
  ] as const)('%s', (_, remembered, intent, isShort, expected) => {
    const plan = planFor(input({ memory: remembered, interpreted: read({ intent }), isShort }));

    expect(plan.fields.intent).toBe(expected);
  });

  it('an older message that arrives late does not replace it', () => {
    const newer = memory({ intent: { name: 'Refund', confidence: 0.7, stamp: later } });

    expect(
      planFor(input({ stamp: first, memory: newer, interpreted: read({ intent: later85 }) })).fields.intent,
    ).toBeNull();
  });
});

describe('Sentiment: the latest customer message', () => {
  const calm = memory({
    sentiments: [{ label: 'NEUTRAL', stamp: first }],
    written: { ...emptyMemory.written, sentiment: { value: 'NEUTRAL', stamp: first } },
  });

  it.each([
    ['a newer one counts', calm, scored('NEGATIVE', 0.7), later, 'NEGATIVE'],
    ['below its threshold the old value stays', calm, scored('NEGATIVE', 0.59), later, null],
    [
      'an agent’s edit locks it',
      { ...calm, locks: { sentiment: true, intent: false } },
      scored('NEGATIVE', 0.9),
      later,
      null,
    ],
    [
      'an older message never overwrites it',
      calm,
      scored('NEGATIVE', 0.9),
      { at: '2026-01-09T07:00:00Z', message: '50' },
      null,
    ],
  ] as const)('%s', (_, remembered, sentiment, stamp, expected) => {
    const plan = planFor(input({ memory: remembered, interpreted: read({ sentiment }), stamp }));

    expect(plan.fields.sentiment).toBe(expected);
  });
});

describe('Priority', () => {
  const settings = anAccount({ priority: { raise: true, to: 'urgent', threshold: 0.9 } });
  const angry = read({ sentiment: furious });
  const on = (priority: string | null) => ({ ...aMessage().ticketFacts, priority });

  it('is off by default', () => {
    expect(planFor(input({ interpreted: angry })).priority).toBeNull();
  });

  it.each([
    ['from none', on(null), { to: 'urgent', onlyFrom: [null] }],
    ['from normal', on('normal'), { to: 'urgent', onlyFrom: ['normal'] }],
    ['not from low', on('low'), null],
    ['not from high', on('high'), null],
  ])('only raises, only from none or normal: %s', (_, ticketFacts, expected) => {
    expect(planFor(input({ settings, interpreted: angry, ticketFacts })).priority).toEqual(expected);
  });

  it('has its own threshold', () => {
    const interpreted = read({ sentiment: scored('NEGATIVE', 0.89) });

    expect(planFor(input({ settings, interpreted })).priority).toBeNull();
  });

  it('once per ticket, never after anyone else changed it', () => {
    const asked = memory({ priority: { firstSeen: 'normal', raiseAsked: true } });
    const changed = memory({ priority: { firstSeen: 'high', raiseAsked: false } });

    expect(planFor(input({ settings, interpreted: angry, memory: asked })).priority).toBeNull();
    expect(planFor(input({ settings, interpreted: angry, memory: changed })).priority).toBeNull();
  });
});
