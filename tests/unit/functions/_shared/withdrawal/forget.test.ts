import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../../../functions/_shared/conversation/memory.ts';
import { withoutMessage } from '../../../../../functions/_shared/withdrawal/forget.ts';

const stamp = (message: string) => ({ at: '2026-01-09T08:00:00Z', message });

describe('a memory without a withdrawn message', () => {
  it('has lost what the message told, and kept what others told and what stands in the fields', () => {
    const memory = {
      ...emptyMemory,
      authorLanguages: {
        '77': { reading: { code: 'es', confidence: 0.99, method: 'local' as const }, stamp: stamp('m2') },
      },
      lastOfRequester: {
        ...{ stamp: stamp('m2'), attempt: 1, correlationId: 'c', customerKey: null, note: null },
      },
      sentiments: [
        { label: 'NEUTRAL' as const, stamp: stamp('m1') },
        { label: 'NEGATIVE' as const, stamp: stamp('m2') },
      ],
      intent: { name: 'Refund', confidence: 0.9, stamp: stamp('m1') },
      noted: stamp('m2'),
    };

    expect(withoutMessage(memory, 'm2')).toEqual({
      ...memory,
      lastOfRequester: null,
      sentiments: [{ label: 'NEUTRAL', stamp: stamp('m1') }],
    });
    expect(withoutMessage(memory, 'm1')).toMatchObject({ intent: null, lastOfRequester: { attempt: 1 } });
  });

  it('is the same if it knew nothing of the message, so that nothing is written', () => {
    expect(withoutMessage(emptyMemory, 'm2')).toBeNull();
  });
});
