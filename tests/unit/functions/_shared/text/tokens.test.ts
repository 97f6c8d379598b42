import { describe, expect, it } from 'vitest';
import { findTokens } from '../../../../../functions/_shared/text/tokens.ts';
import samples from '../../../../fixtures/text/guarded-tokens.json' with { type: 'json' };

const valuesIn = (text: string, options: Parameters<typeof findTokens>[1] = {}) =>
  findTokens(text, options).map(({ value }) => value);

describe('Tokens that an engine must not touch', () => {
  it.each(samples)('are found in $language: $text', ({ text, tokens }) => {
    expect(valuesIn(text)).toEqual(tokens);
  });

  it('are at least 200 in the table, in at least ten languages', () => {
    expect(samples.flatMap(({ tokens }) => tokens).length).toBeGreaterThanOrEqual(200);
    expect(new Set(samples.map(({ language }) => language)).size).toBeGreaterThanOrEqual(10);
  });

  it('a sentence’s punctuation is not part of an address', () => {
    expect(valuesIn('See https://example.com/a_(b). Or (www.example.org)!')).toEqual([
      'https://example.com/a_(b)',
      'www.example.org',
    ]);
  });
});

describe('Terms that an account keeps', () => {
  it.each([
    ['as whole words only', 'Dragoman und Dragomans, predragoman', ['Dragoman'], ['Dragoman']],
    ['in the case given only', 'Echo und echo', ['Echo'], ['Echo']],
    ['the longest of several', 'Galaxy S24 Ultra', ['Galaxy', 'Galaxy S24'], ['Galaxy S24']],
    ['beside letters of scripts without spaces', 'Dragomanの件', ['Dragoman'], ['Dragoman']],
    ['in scripts without spaces', '私の電話機です', ['電話機'], ['電話機']],
    ['with characters that mean something to a pattern', 'das C++ (neu)', ['C++ (neu)'], ['C++ (neu)']],
    ['inside a longer token, which stays whole', 'Artikel XJ-900/2', ['XJ'], ['XJ-900/2']],
    ['across a shorter token', 'Modell S24 Ultra', ['S24 Ultra'], ['S24 Ultra']],
    ['not if it is empty', 'ein Text', ['', '  '], []],
  ])('are found %s', (_, text, keepTerms, expected) => {
    expect(valuesIn(text, { keepTerms })).toEqual(expected);
  });
});

describe('The mark ***not this***', () => {
  it('keeps what stands in it, without the asterisks', () => {
    expect(valuesIn('Please press ***Save & Exit*** now', { keepMarks: true })).toEqual(['Save & Exit']);
  });

  it('holds every other token in it', () => {
    expect(valuesIn('***order #123 from 12.03.2024*** and #456', { keepMarks: true })).toEqual([
      'order #123 from 12.03.2024',
      '#456',
    ]);
  });

  it.each(['*** URGENT ***', '******', '*** ***', '**bold**', '***open'])('is not seen in %s', (text) => {
    expect(valuesIn(text, { keepMarks: true })).toEqual([]);
  });

  it('is only emphasis where a customer writes it', () => {
    expect(valuesIn('***URGENTE***')).toEqual([]);
  });
});
