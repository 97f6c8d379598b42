import { describe, expect, it } from 'vitest';
import { findTokens } from '../../../../../functions/_shared/text/tokens.ts';
import samples from '../../../../fixtures/text/tokens.json' with { type: 'json' };

describe('Tokens that an engine must not touch', () => {
  it.each(samples)('are found in $language: $text', ({ text, tokens }) => {
    expect(findTokens(text).map(({ value }) => value)).toEqual(tokens);
  });

  it('a sentence’s punctuation is not part of an address', () => {
    const values = findTokens('See https://example.com/a_(b). Or (www.example.org)!').map(
      ({ value }) => value,
    );

    expect(values).toEqual(['https://example.com/a_(b)', 'www.example.org']);
  });
});
