import { describe, expect, it } from 'vitest';
import { bestIntent, utteranceOf } from '../../../../../functions/enrich/classify/intent.ts';
import { routeFor } from '../../../../../functions/enrich/classify/route.ts';
import { mostNegative, sentimentPieces } from '../../../../../functions/enrich/classify/sentiment.ts';
import { furious, neutral } from '../fakes.ts';

describe('Which text a classifier reads', () => {
  const knows =
    (...tags: string[]) =>
    (tag: string) =>
      tags.includes(tag) ? tag : null;

  it.each([
    ['the source if it supports it', knows('pl', 'nl', 'en'), true, { kind: 'source', code: 'pl' }],
    ['else the agent’s language', knows('nl', 'en'), true, { kind: 'agent', code: 'nl' }],
    ['else English, if the settings allow', knows('en'), true, { kind: 'pivot', code: 'en' }],
    ['else nothing', knows('en'), false, { kind: 'none' }],
  ] as const)('%s', (_, codeOf, englishPivot, expected) => {
    expect(routeFor({ source: 'pl', agent: 'nl', codeOf, englishPivot })).toEqual(expected);
  });
});

describe('Sentiment of a text', () => {
  it('up to 500 characters is scored whole, in one call', () => {
    const text = 'a '.repeat(250);

    expect(sentimentPieces(text, 'en')).toEqual([text]);
  });

  it('a long one is scored in pieces: the last two, cut between sentences', () => {
    // Prepare
    const sentence = (letter: string) => `${letter.repeat(200)}. `;
    const text = ['a', 'b', 'c', 'd', 'e', 'f'].map(sentence).join('');

    // Act
    const pieces = sentimentPieces(text, 'en');

    // Assess
    expect(pieces).toEqual([
      `${'c'.repeat(200)}. ${'d'.repeat(200)}.`,
      `${'e'.repeat(200)}. ${'f'.repeat(200)}.`,
    ]);
  });

  it('the most negative piece counts', () => {
    expect(mostNegative([furious, neutral])).toBe(furious);
    expect(mostNegative([neutral, furious])).toBe(furious);
  });
});

describe('Intent of a text', () => {
  it.each([
    [
      'the best above the threshold',
      [
        { intent: 'Refund', score: 0.6 },
        { intent: 'OrderStatus', score: 0.9 },
      ],
      { name: 'OrderStatus', confidence: 0.9 },
    ],
    ['exactly the threshold', [{ intent: 'Refund', score: 0.55 }], { name: 'Refund', confidence: 0.55 }],
    ['below it', [{ intent: 'Refund', score: 0.54 }], null],
    [
      'the fallback before a weak guess',
      [
        { intent: 'FallbackIntent', score: null },
        { intent: 'Refund', score: 0.3 },
      ],
      null,
    ],
    ['the fallback, with a score', [{ intent: 'FallbackIntent', score: 0.99 }], null],
    ['nothing', [], null],
  ])('%s', (_, interpretations, expected) => {
    expect(bestIntent(interpretations, 0.55)).toEqual(expected);
  });

  it('Lex is asked no more than 1,024 UTF-16 units, ending with a sentence', () => {
    const text = `${'Wo ist mein Paket? '.repeat(53)}${'x'.repeat(500)}`;

    const utterance = utteranceOf(text, 'de');

    expect(utterance.length).toBeLessThanOrEqual(1024);
    expect(utterance.endsWith('Paket?')).toBe(true);
  });
});
