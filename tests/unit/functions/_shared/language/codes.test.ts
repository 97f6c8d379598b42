import { describe, expect, it } from 'vitest';
import {
  lexLocaleFor,
  sentimentCode,
  tagOfServiceCode,
  translateCode,
} from '../../../../../functions/_shared/language/codes.ts';

describe('Language codes of the services', () => {
  it.each([
    ['es', 'es', 'es'],
    ['es-MX', 'es-MX', 'es'],
    ['es-419', 'es-MX', 'es'],
    ['es-ES', 'es', 'es'],
    ['pt', 'pt', 'pt'],
    ['pt-BR', 'pt', 'pt'],
    ['pt-PT', 'pt-PT', 'pt'],
    ['zh', 'zh', 'zh'],
    ['zh-Hans', 'zh', 'zh'],
    ['zh-CN', 'zh', 'zh'],
    ['zh-TW', 'zh-TW', 'zh-TW'],
    ['zh-Hant', 'zh-TW', 'zh-TW'],
    ['zh-HK', 'zh-TW', 'zh-TW'],
    ['nb', 'no', null],
    ['no', 'no', null],
    ['fil', 'tl', null],
    ['he', 'he', null],
    ['fr-CA', 'fr-CA', 'fr'],
    ['fa-AF', 'fa-AF', null],
    ['fa', 'fa', null],
    ['sr', 'sr', null],
    ['sr-Latn', 'sr', null],
    ['en-GB', 'en', 'en'],
    ['la', null, null],
    ['und', null, null],
  ])('%s is %s for Translate and %s for sentiment', (tag, translate, sentiment) => {
    expect(translateCode(tag)).toBe(translate);
    expect(sentimentCode(tag)).toBe(sentiment);
  });

  it.each([
    ['zh-TW', 'zh-TW'],
    ['tl', 'fil'],
    ['no', 'nb'],
    ['iw', 'he'],
    ['ceb', 'ceb'],
    ['not a code', null],
    ['und', null],
  ])('a service’s %s is our %s', (code, tag) => {
    expect(tagOfServiceCode(code)).toBe(tag);
  });

  it.each([
    ['en-GB', 'en_US'],
    ['es', 'es_ES'],
    ['pl', null],
    ['und', null],
  ])('%s is read by Lex in %s', (tag, locale) => {
    expect(lexLocaleFor(tag, { en: 'en_US', es: 'es_ES' })).toBe(locale);
  });
});
