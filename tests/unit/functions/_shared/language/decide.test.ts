import { describe, expect, it } from 'vitest';
import type { LanguageReading } from '../../../../../events/language.ts';
import {
  decideLanguage,
  type Evidence,
  memorability,
  needsDetection,
  withDecisiveFirst,
} from '../../../../../functions/_shared/language/decide.ts';

const limits = { confident: 0.8, shortTextLetters: 20 };
const remembered = { code: 'es', confidence: 0.95, method: 'comprehend' } as const;
const unsure = { kind: 'unsure' } as const;
const certain = (code: string) => ({ kind: 'certain', code }) as const;
const halves = {
  kind: 'mixed',
  parts: [
    { code: 'en', share: 0.53 },
    { code: 'es', share: 0.47 },
  ],
} as const;
const nothing: Evidence = {
  correction: null,
  local: unsure,
  detected: null,
  memory: null,
  locale: null,
  letters: 40,
  agentLanguage: 'en',
};
const reading = (evidence: Partial<Evidence>) => decideLanguage({ ...nothing, ...evidence }, limits).reading;

describe('Evidence of the language, strongest first', () => {
  it.each([
    [
      'the agent’s correction always wins',
      {
        correction: 'pt',
        local: certain('ja'),
        detected: [{ code: 'es', score: 1 }],
        memory: remembered,
        locale: 'fr',
      },
      { code: 'pt', confidence: 1, method: 'correction' },
    ],
    [
      'then what the text leaves no doubt about',
      { local: certain('ja'), memory: remembered, locale: 'fr' },
      { code: 'ja', confidence: 0.99, method: 'local' },
    ],
    [
      'then a confident reading of the text',
      { detected: [{ code: 'pt', score: 0.8 }], memory: remembered, locale: 'fr' },
      { code: 'pt', confidence: 0.8, method: 'comprehend' },
    ],
    [
      'a reading below 0.80 is not confident: memory',
      { detected: [{ code: 'pt', score: 0.79 }], memory: remembered, locale: 'fr' },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    ['then the requester’s locale', { locale: 'fr' }, { code: 'fr', confidence: 0.3, method: 'locale' }],
    [
      'not a locale that the text itself speaks against',
      { detected: [{ code: 'es', score: 0.6 }], locale: 'en' },
      { code: 'und', confidence: 0, method: 'none' },
    ],
    [
      'a locale that the text weakly bears out',
      { detected: [{ code: 'es', score: 0.6 }], locale: 'es-MX' },
      { code: 'es-MX', confidence: 0.3, method: 'locale' },
    ],
    [
      'an answer without a language says nothing',
      { detected: [] },
      { code: 'und', confidence: 0, method: 'none' },
    ],
    ['"not sure" is an outcome', {}, { code: 'und', confidence: 0, method: 'none' }],
  ] as const)('%s', (_, evidence, expected) => {
    expect(reading(evidence)).toEqual(expected);
  });

  it.each([
    ['a correction is known', { correction: 'pt' }, false],
    ['the text leaves no doubt', { local: certain('ko') }, false],
    ['the text is mixed, and each part certain', { local: halves }, false],
    ['the text is short and the author known', { memory: remembered, letters: 19 }, false],
    ['the text is short and the author unknown', { letters: 10 }, true],
    ['the text is long and the author known', { memory: remembered, letters: 20 }, true],
  ] as const)('whether a call is needed when %s', (_, evidence, expected) => {
    expect(needsDetection({ ...nothing, ...evidence }, limits)).toBe(expected);
  });
});

describe('A short text never flips a conversation’s language', () => {
  it.each([
    [
      'whatever the service says of it',
      { detected: [{ code: 'en', score: 1 }], memory: remembered, letters: 19 },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    [
      'nor what its words say',
      { local: certain('en'), memory: remembered, letters: 19 },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    [
      'and without any reading of it memory is all there is',
      { memory: remembered, letters: 5 },
      { code: 'es', confidence: 0.95, method: 'memory' },
    ],
    [
      'but in another script it is read as what it is',
      { local: certain('ja'), memory: remembered, letters: 12 },
      { code: 'ja', confidence: 0.99, method: 'local' },
    ],
    [
      'and of 20 letters it is not short any more',
      { detected: [{ code: 'en', score: 1 }], memory: remembered, letters: 20 },
      { code: 'en', confidence: 1, method: 'comprehend' },
    ],
    [
      'where nothing is remembered it is read',
      { detected: [{ code: 'it', score: 0.9 }], locale: 'fr', letters: 5 },
      { code: 'it', confidence: 0.9, method: 'comprehend' },
    ],
    [
      'and says nothing against the locale either',
      { detected: [{ code: 'it', score: 0.6 }], locale: 'fr', letters: 19 },
      { code: 'fr', confidence: 0.3, method: 'locale' },
    ],
    [
      'while one of 20 letters does',
      { detected: [{ code: 'it', score: 0.6 }], locale: 'fr', letters: 20 },
      { code: 'und', confidence: 0, method: 'none' },
    ],
  ] as const)('%s', (_, evidence, expected) => {
    expect(reading(evidence)).toEqual(expected);
  });
});

describe('A mixed text', () => {
  it.each([
    [
      'is read for the part that the agent cannot read',
      { local: halves },
      { code: 'es', confidence: 0.47, method: 'local' },
    ],
    [
      'is read by its larger part where the agent reads neither',
      { local: halves, agentLanguage: 'de' },
      { code: 'en', confidence: 0.53, method: 'local' },
    ],
    [
      'is read by the part that its author is known by',
      { local: halves, agentLanguage: 'de', memory: remembered },
      { code: 'es', confidence: 0.47, method: 'local' },
    ],
    [
      'is not read by memory, where that is in neither part',
      { local: halves, memory: { ...remembered, code: 'fr' } },
      { code: 'es', confidence: 0.47, method: 'local' },
    ],
    [
      'is not asked about where the agent has corrected it',
      { local: halves, correction: 'gl' },
      { code: 'gl', confidence: 1, method: 'correction' },
    ],
  ] as const)('%s', (_, evidence, expected) => {
    expect(reading(evidence)).toEqual(expected);
  });
});

describe('Why this language?', () => {
  it('everything that was weighed is named, in the order of the rules', () => {
    const { weighed } = decideLanguage(
      {
        ...nothing,
        correction: 'pt',
        local: halves,
        detected: [
          { code: 'es', score: 0.6 },
          { code: 'gl', score: 0.2 },
          { code: 'ca', score: 0.1 },
          { code: 'it', score: 0.05 },
        ],
        memory: remembered,
        locale: 'fr',
      },
      limits,
    );

    expect(weighed).toEqual([
      { code: 'pt', confidence: 1, method: 'correction' },
      { code: 'en', confidence: 0.53, method: 'local' },
      { code: 'es', confidence: 0.47, method: 'local' },
      { code: 'es', confidence: 0.6, method: 'comprehend' },
      { code: 'gl', confidence: 0.2, method: 'comprehend' },
      { code: 'ca', confidence: 0.1, method: 'comprehend' },
      { code: 'es', confidence: 0.95, method: 'memory' },
      { code: 'fr', confidence: 0.3, method: 'locale' },
    ]);
  });

  it('what decided stands first, and only once', () => {
    const local: LanguageReading = { code: 'es', confidence: 0.47, method: 'local' };
    const detected: LanguageReading = { code: 'es', confidence: 0.6, method: 'comprehend' };
    const memory: LanguageReading = { code: 'fr', confidence: 0.9, method: 'memory' };

    expect(withDecisiveFirst(memory, [local, detected, memory])).toEqual([memory, local, detected]);
    expect(withDecisiveFirst(detected, [{ ...detected, code: 'gl' }, detected, memory])).toEqual([
      detected,
      { ...detected, code: 'gl' },
      memory,
    ]);
  });

  it('what was found only afterwards, by Translate, stands before all that was weighed', () => {
    const weak: LanguageReading = { code: 'gl', confidence: 0.5, method: 'comprehend' };
    const auto: LanguageReading = { code: 'gl', confidence: 0.5, method: 'translate-auto' };

    expect(withDecisiveFirst(auto, [weak])).toEqual([auto, weak]);
  });

  it('nothing weighed is an answer too', () => {
    expect(decideLanguage(nothing, limits).weighed).toEqual([]);
  });
});

describe('What is worth remembering', () => {
  it.each([
    ['a confident reading of a long text', 'comprehend', 0.8, 20, 'firm'],
    ['what a long text leaves no doubt about', 'local', 0.99, 40, 'firm'],
    ['a short text', 'comprehend', 0.99, 19, 'weak'],
    ['a part of a mixed text', 'local', 0.47, 40, 'weak'],
    ['what Translate found', 'translate-auto', 0.5, 40, 'weak'],
    ['what was only remembered', 'memory', 0.99, 40, null],
    ['what only the locale says', 'locale', 0.3, 40, null],
    ['what an agent said, which is remembered by itself', 'correction', 1, 40, null],
    ['nothing', 'none', 0, 40, null],
  ] as const)('%s', (_, method, confidence, letters, expected) => {
    expect(memorability({ code: 'pt', confidence, method }, letters, limits)).toBe(expected);
  });
});
