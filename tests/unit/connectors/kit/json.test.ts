import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../../connectors/kit/instant.ts';
import { parseJson } from '../../../../connectors/kit/json.ts';

describe('parseJson', () => {
  it('keeps whole numbers beyond 2^53 as their digits and everything else as it is', () => {
    // Act
    const parsed = parseJson(
      '{"id":123456789012345678901,"n":[9007199254740993,42,-1,1.5],"s":"1","t":null}',
    );

    // Assess
    expect(parsed).toEqual({
      ok: true,
      value: { id: '123456789012345678901', n: ['9007199254740993', 42, -1, 1.5], s: '1', t: null },
    });
  });

  it.each(['', '{', 'undefined', '<html>'])('says no to what is not JSON: %j', (text) => {
    // Act
    const parsed = parseJson(text);

    // Assess
    expect(parsed).toEqual({ ok: false });
  });
});

describe('parseInstant', () => {
  it('reads nanoseconds, offsets and whole seconds', () => {
    // Act
    const instants = [
      '2026-01-09T08:21:07.394862948Z',
      '2026-01-09T09:21:07+01:00',
      '2026-01-09T08:21:07Z',
    ].map((text) => parseInstant(text)?.toISOString());

    // Assess
    expect(instants).toEqual([
      '2026-01-09T08:21:07.394Z',
      '2026-01-09T08:21:07.000Z',
      '2026-01-09T08:21:07.000Z',
    ]);
  });

  it.each(['', '1', '1767946867', 'May 18', '2026-01-09', '2026-13-40T08:21:07Z', '2026-01-09T08:21:07'])(
    'refuses %j',
    (text) => {
      // Act
      const instant = parseInstant(text);

      // Assess
      expect(instant).toBeNull();
    },
  );
});
