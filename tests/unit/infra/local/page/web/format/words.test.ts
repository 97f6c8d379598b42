import { expect, test } from 'vitest';
import { initialsOf, languageName, wordsOf } from '../../../../../../../infra/local/page/web/format/words.ts';

test('a language tag is said in English', () => {
  expect(['es', 'pt-BR', 'zh-Hans'].map(languageName)).toEqual([
    'Spanish',
    'Brazilian Portuguese',
    'Simplified Chinese',
  ]);
});

test.each([null, 'und', 'no tag at all'])('%s is no language', (tag) => {
  expect(languageName(tag)).toBeNull();
});

test('a name in Pascal case is said in words', () => {
  expect([wordsOf('OrderStatus'), wordsOf('negative')]).toEqual(['Order status', 'Negative']);
});

test('a person is shown by first and last initial', () => {
  expect([initialsOf('Marta van der Agent'), initialsOf('Ana'), initialsOf('')]).toEqual(['MA', 'A', '']);
});
