import { describe, expect, it } from 'vitest';
import {
  engineOptionsFor,
  type TranslationSettings,
} from '../../../../../functions/_shared/services/engine-options.ts';

const everything = { formality: 'formal', maskProfanity: true, brief: true } as const;
const settings = (changes: Partial<TranslationSettings>): TranslationSettings => ({
  tone: {},
  glossary: null,
  ...changes,
});

describe('What is asked of the engine for a pair of languages', () => {
  it.each([
    ['nl', true],
    ['fr', true],
    ['fr-CA', true],
    ['de', true],
    ['hi', true],
    ['it', true],
    ['ja', true],
    ['ko', true],
    ['pt-PT', true],
    ['es', true],
    ['es-MX', true],
    ['pt', false],
    ['en', false],
    ['pl', false],
    ['zh', false],
  ])('formality into %s: %s', (target, isSent) => {
    const options = engineOptionsFor(settings({ tone: { '*': { formality: 'informal' } } }), 'tr', target);

    expect(options).toEqual(isSent ? { formality: 'informal' } : {});
  });

  it.each([
    ['tr', 'fr', true],
    ['tr', 'de', true],
    ['tr', 'it', true],
    ['tr', 'pt', true],
    ['tr', 'es', true],
    ['auto', 'es', true],
    ['es', 'en', true],
    ['pt', 'en', true],
    ['tr', 'en', false],
    ['auto', 'en', false],
    ['en', 'nl', false],
    ['es', 'pt-PT', false],
  ])('brevity from %s into %s: %s', (source, target, isSent) => {
    const options = engineOptionsFor(settings({ tone: { '*': { brief: true } } }), source, target);

    expect(options).toEqual(isSent ? { brevity: 'on' } : {});
  });

  it.each([
    ['en', 'de', true],
    ['auto', 'zh-TW', true],
    ['de', 'de', false],
    ['en', 'bn', false],
    ['en', 'hi', false],
    ['en', 'ml', false],
    ['en', 'pa', false],
    ['en', 'si', false],
    ['en', 'vi', false],
  ])('the profanity mask from %s into %s: %s', (source, target, isSent) => {
    const options = engineOptionsFor(settings({ tone: { '*': { maskProfanity: true } } }), source, target);

    expect(options).toEqual(isSent ? { profanity: 'mask' } : {});
  });

  it.each([
    ['de', 'en', { terminology: 'dragoman-test-shop-1' }],
    ['en', 'de', { terminology: 'dragoman-test-shop-1' }],
    ['de', 'fr', {}],
    ['pl', 'en', {}],
    ['auto', 'en', {}],
  ])('the glossary from %s into %s', (source, target, options) => {
    const glossary = { terminology: 'dragoman-test-shop-1', languages: ['en', 'de'] };

    expect(engineOptionsFor(settings({ glossary }), source, target)).toEqual(options);
  });

  it('the more exact language wins, setting by setting', () => {
    const tone = {
      '*': { formality: 'formal', brief: true },
      es: { formality: 'informal' },
      'es-MX': { brief: false, maskProfanity: true },
    } as const;

    expect(engineOptionsFor(settings({ tone }), 'en', 'de')).toEqual({ formality: 'formal', brevity: 'on' });
    expect(engineOptionsFor(settings({ tone }), 'en', 'es')).toEqual({
      formality: 'informal',
      brevity: 'on',
    });
    expect(engineOptionsFor(settings({ tone }), 'en', 'es-MX')).toEqual({
      formality: 'informal',
      profanity: 'mask',
    });
  });

  it('a language is known by its BCP 47 tag, whatever the engine calls it', () => {
    const tone = { nb: { maskProfanity: true }, 'pt-BR': { brief: true } };

    expect(engineOptionsFor(settings({ tone }), 'en', 'no')).toEqual({ profanity: 'mask' });
    expect(engineOptionsFor(settings({ tone }), 'en', 'pt')).toEqual({ brevity: 'on' });
  });

  it('an account that sets nothing asks for nothing', () => {
    expect(engineOptionsFor(settings({}), 'en', 'de')).toEqual({});
    expect(engineOptionsFor(settings({ tone: { '*': everything } }), 'auto', 'en')).toEqual({
      profanity: 'mask',
    });
  });
});
