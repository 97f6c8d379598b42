import { describe, expect, it } from 'vitest';
import { languageByWords } from '../../../../../functions/_shared/language/by-words.ts';

const words = (text: string) => text.split(' ');
/** Words that stand in no list. */
const unknown = (count: number) => Array.from({ length: count }, () => 'xyzzy');

describe('A language by its function words', () => {
  it.each([
    ['four words', 'the and with you', 'en'],
    ['three words may be a title', 'the and with', null],
    ['two words that no other language has', 'the with xyzzy xyzzy', 'en'],
    ['the same one twice is one', 'the the the the', null],
    ['one word that no other language has', 'the xyzzy xyzzy', null],
    ['what two languages share equally', 'og jeg er ikke min med', null],
    ['close relatives, by what only one of them has', 'jeg har ikke fået pakken endnu hvad gør jeg', 'da'],
    ['one that is left to the service', 'fixen un pedido hai dúas semanas e aínda non chegou', null],
    ['no list at all', 'xyzzy xyzzy xyzzy xyzzy', null],
  ])('%s: %s → %s', (_, text, code) => {
    expect(languageByWords('Latin', words(text))).toBe(code);
  });

  it.each([
    ['four own words for one foreign word', 'you the with which mijn', 'en'],
    ['three own words for one foreign word', 'the with which mijn xyzzy', null],
    ['eight own words for two foreign words', 'you the with which their would there because mijn jouw', 'en'],
    ['seven own words for two foreign words', 'the with which their would there because mijn jouw', null],
  ])('a foreign word may stand in the text: %s', (_, text, code) => {
    expect(languageByWords('Latin', words(text))).toBe(code);
  });

  it('a text with few known words names things and says nothing', () => {
    expect(languageByWords('Latin', [...words('the with which'), ...unknown(7)])).toBe('en');
    expect(languageByWords('Latin', [...words('the with which'), ...unknown(8)])).toBeNull();
  });

  it('a word with a letter that the language lacks may be a name, two of few may not', () => {
    const known = words('the with which their would there because about');

    expect(languageByWords('Latin', [...known, 'smørbrød', ...unknown(11)])).toBe('en');
    expect(languageByWords('Latin', [...known, 'smørbrød', ...unknown(10)])).toBeNull();
  });

  it.each([
    [
      'elision counts by its first part',
      "j'achète d'autres l'ordinateur n'arrive qu'hier c'était s'ouvre",
      'fr',
    ],
    ['a contraction counts as a whole', "don't won't isn't i've", 'en'],
    ['an unknown word with an apostrophe counts as none', "xy'zzy xy'zzy xy'zzy xy'zzy", null],
  ])('%s', (_, text, code) => {
    expect(languageByWords('Latin', words(text))).toBe(code);
  });

  it.each([
    ['Arabic', 'في من على هذا التي لم', 'ar'],
    ['Arabic', 'في من على هذا التي لم پیشنهاد', null],
    ['Arabic', 'من این را از شما می خواهم', 'fa'],
    ['Cyrillic', 'я не что мне пожалуйста когда', 'ru'],
    ['Cyrillic', 'я не что мне пожалуйста когда їжак', null],
    ['Devanagari', 'मुझे नहीं और यह क्या है मेरा', 'hi'],
  ] as const)('in %s: %s → %s', (script, text, code) => {
    expect(languageByWords(script, words(text))).toBe(code);
  });
});
