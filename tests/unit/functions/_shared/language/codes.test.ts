import { describe, expect, it } from 'vitest';
import {
  lexLocaleFor,
  sentimentCode,
  tagOfServiceCode,
  translateCode,
} from '../../../../../functions/_shared/language/codes.ts';

/** All 75 codes of Amazon Translate, those that are not our tag with `=ours`. */
const translate =
  'af sq am ar hy az bn bs bg ca zh=zh-Hans zh-TW=zh-Hant hr cs da fa-AF nl en et fa tl=fil fi fr fr-CA ka de el gu ht ha he hi hu is id ga it ja kn kk ko lv lt mk ms ml mt mr mn no=nb ps pl pt pt-PT pa ro ru sr si sk sl so es es-MX sw sv ta te th tr uk ur uz vi cy';
/** What DetectDominantLanguage may give, about a hundred codes; `-` = Translate does not know that language. */
const detected =
  'af am ar as- az ba- be- bn bs bg ca ceb- cs cv- cy da de el en eo- et eu- fa fi fr gd- ga gl- gu ht he ha hi hr hu hy ilo- id is it jv- ja kn ka kk km- ky- ko ku- lo- la- lv lt lb- ml mt mr mk mg- mn ms my- ne- new- nl no or- om- pa pl pt ps qu- ro ru sa- si sk sl sd- so es sq sr su- sw sv ta tt- te tg- tl th tk- tr ug- uk ur uz vi yi- yo- zh zh-TW';

describe('Language codes of the services', () => {
  it('each code of Translate is one of our tags, and that tag is the same code again', () => {
    const pairs = translate.split(' ').map((entry) => {
      const [code = '', tag = code] = entry.split('=');
      return [code, tag];
    });

    expect(pairs).toHaveLength(75);
    expect(pairs.map(([code = '']) => [code, tagOfServiceCode(code)])).toEqual(pairs);
    expect(pairs.map(([, tag = '']) => [translateCode(tag), tag])).toEqual(pairs);
  });

  it('each language that Comprehend may detect is one of our tags, and Translate takes it or is known not to', () => {
    const codes = detected.split(' ');

    expect(codes.length).toBeGreaterThanOrEqual(100);
    for (const entry of codes) {
      const code = entry.replace(/-$/, '');
      const tag = tagOfServiceCode(code);
      expect(tag, code).not.toBeNull();
      expect([code, translateCode(tag ?? '')]).toEqual([code, entry.endsWith('-') ? null : code]);
    }
  });

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
    ['nn', 'no', null],
    ['yue', 'zh-TW', null],
    ['zh-Hant-HK', 'zh-TW', 'zh-TW'],
    ['pt-AO', 'pt-PT', 'pt'],
    ['iw', 'he', null],
    ['in', 'id', null],
    ['tl', 'tl', null],
    ['sr-Cyrl', 'sr', null],
    ['sh', 'sr', null],
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
    ['zh', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['tl', 'fil'],
    ['no', 'nb'],
    ['iw', 'he'],
    ['in', 'id'],
    ['cmn', 'zh-Hans'],
    ['prs', 'fa-AF'],
    ['pt-br', 'pt-BR'],
    ['zh-tw', 'zh-Hant'],
    ['zh-cn', 'zh-Hans'],
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
