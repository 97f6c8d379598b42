import { describe, expect, test } from 'vitest';
import { type ConversationMemory, emptyMemory } from '../../../../functions/_shared/conversation/memory.ts';
import { claim, unclaim } from '../../../../functions/write-back/claim.ts';
import { anEnrichedMessage } from '../../../support/factories.ts';

const everything = { note: true, fields: true };
const before = { at: '2026-01-09T08:00:00Z', message: '8447388090700' };
const mine = { at: '2026-01-09T08:21:07.394Z', message: '8447388090777' };
const after = { at: '2026-01-09T08:30:00Z', message: '8447388090800' };
const memoryWith = (changes: Partial<ConversationMemory>): ConversationMemory => ({
  ...emptyMemory,
  ...changes,
});

describe('claiming the fields of a conversation', () => {
  test('takes all that the plan changes, and remembers by which message', () => {
    // Act
    const { result, memory } = claim(anEnrichedMessage(), emptyMemory, everything);

    // Assess
    expect(result).toEqual({
      fields: { language: 'es', sentiment: 'NEUTRAL', intent: 'OrderStatus', subject: null },
      superseded: false,
      overtaken: false,
    });
    expect(memory?.written).toEqual({
      language: { value: 'es', stamp: mine },
      sentiment: { value: 'NEUTRAL', stamp: mine },
      intent: { value: 'OrderStatus', stamp: mine },
    });
    expect(memory?.noted).toEqual(mine);
  });

  test('leaves a field alone that a newer message has written, and only that field', () => {
    // Prepare
    const written = {
      language: { value: 'pt', stamp: before },
      sentiment: { value: 'NEGATIVE' as const, stamp: after },
      intent: null,
    };

    // Act
    const { result, memory } = claim(anEnrichedMessage(), memoryWith({ written, noted: after }), everything);

    // Assess
    expect(result).toEqual({
      fields: { language: 'es', sentiment: null, intent: 'OrderStatus', subject: null },
      superseded: true,
      overtaken: true,
    });
    expect(memory?.written.sentiment).toEqual({ value: 'NEGATIVE', stamp: after });
    expect(memory?.noted).toEqual(after);
  });

  test('gives the same to the same message when it comes again', () => {
    // Prepare
    const first = claim(anEnrichedMessage(), emptyMemory, everything);

    // Act
    const second = claim(anEnrichedMessage(), first.memory!, everything);

    // Assess
    expect(second).toEqual(first);
  });

  test('does not touch what an agent has decided since', () => {
    // Prepare
    const memory = memoryWith({
      locks: { sentiment: true, intent: true },
      correction: { value: 'pt', stamp: after },
    });

    // Act
    const { result } = claim(anEnrichedMessage(), memory, everything);

    // Assess
    expect(result.fields).toEqual({ language: null, sentiment: null, intent: null, subject: null });
    expect(result.superseded).toBe(true);
  });

  test('writes it also where the edit, which is newer, counts as what stands there', () => {
    // Prepare
    const edited = { value: 'es', stamp: after };
    const memory = memoryWith({ correction: edited, written: { ...emptyMemory.written, language: edited } });

    // Act
    const { result } = claim(anEnrichedMessage(), memory, everything);

    // Assess
    expect(result).toMatchObject({ fields: { language: 'es' }, superseded: false });
  });

  test('writes the language that an agent has corrected it to', () => {
    const memory = memoryWith({ correction: { value: 'es', stamp: after } });
    expect(claim(anEnrichedMessage(), memory, everything).result.fields.language).toBe('es');
  });

  test('claims no field where fields are not to be written', () => {
    // Act
    const { result, memory } = claim(anEnrichedMessage(), emptyMemory, { note: true, fields: false });

    // Assess
    expect(result.fields).toEqual({ language: null, sentiment: null, intent: null, subject: null });
    expect(result.superseded).toBe(false);
    expect(memory?.written).toEqual(emptyMemory.written);
  });

  test('leaves the translated subject to the first message, whatever came since', () => {
    // Prepare
    const { plan } = anEnrichedMessage();
    const event = anEnrichedMessage({
      plan: { ...plan, fields: { ...plan.fields, subject: 'Lost parcel' } },
    });
    const written = { language: { value: 'pt', stamp: after }, sentiment: null, intent: null };

    // Act
    const { result } = claim(event, memoryWith({ written }), everything);

    // Assess
    expect(result.fields).toMatchObject({ language: null, subject: 'Lost parcel' });
  });
});

describe('giving a claim back', () => {
  test('forgets what this message claimed, and nothing of others', () => {
    // Prepare
    const memory = memoryWith({
      written: {
        language: { value: 'es', stamp: mine },
        sentiment: { value: 'NEGATIVE', stamp: after },
        intent: null,
      },
    });

    // Act
    const change = unclaim(anEnrichedMessage(), memory);

    // Assess
    expect(change.memory?.written).toEqual({
      language: null,
      sentiment: { value: 'NEGATIVE', stamp: after },
      intent: null,
    });
  });

  test('writes nothing where this message holds nothing', () => {
    expect(unclaim(anEnrichedMessage(), emptyMemory).memory).toBeNull();
  });
});
