import { describe, expect, it } from 'vitest';
import { rememberCorrection, rememberPause } from '../../../../../functions/_shared/conversation/edits.ts';
import { emptyMemory } from '../../../../../functions/_shared/conversation/memory.ts';

const at = (minute: string, message: string) => ({ at: `2026-01-09T08:${minute}:00Z`, message });

describe('The memory after #lang', () => {
  it('holds the language and when it was said', () => {
    expect(rememberCorrection(emptyMemory, 'pt', at('30', '2'))).toEqual({
      ...emptyMemory,
      correction: { value: 'pt', stamp: at('30', '2') },
      languageEdit: at('30', '2'),
    });
  });

  it('is left alone by one that was said earlier and comes later', () => {
    const known = { ...emptyMemory, languageEdit: at('40', '3') };

    expect(rememberCorrection(known, 'pt', at('30', '2'))).toBeNull();
  });

  it('gives way to one that was said later', () => {
    const known = { ...emptyMemory, correction: { value: 'pt', stamp: at('30', '2') } };

    expect(rememberCorrection(known, 'gl', at('40', '3'))?.correction?.value).toBe('gl');
  });
});

describe('The memory after #pause and #resume', () => {
  it('holds the later of the two, in whatever order they come', () => {
    const paused = rememberPause(emptyMemory, true, at('30', '2'))!;
    const resumed = rememberPause(paused, false, at('40', '3'))!;

    expect(resumed.pause).toEqual({ value: false, stamp: at('40', '3') });
    expect(rememberPause(resumed, true, at('30', '2'))).toBeNull();
  });
});
