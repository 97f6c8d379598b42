import { describe, expect, it } from 'vitest';
import { languageInField, languageNamed } from '../../../../../functions/_shared/language/named.ts';

describe('A language that an agent names', () => {
  it.each([
    ['it', 'en', 'it'],
    ['PT-br', 'en', 'pt-BR'],
    ['pt_BR', 'en', 'pt-BR'],
    ['Spanish', 'de', 'es'],
    ['Spanisch', 'de', 'es'],
    ['espanol', 'de', 'es'],
    ['FRANÇAIS', 'en', 'fr'],
    ['日本語', 'en', 'ja'],
    [' german ', 'en', 'de'],
  ])('as “%s” by a speaker of %s is %s', (word, speaker, tag) => {
    expect(languageNamed(word, speaker)).toBe(tag);
  });

  it.each([
    ['German', 'en', 'de'],
    ['Deutsch', 'en', 'de'],
    ['portugiesisch', 'de', 'pt'],
    [' pt-BR ', 'en', 'pt-BR'],
    ['eo', 'en', 'eo'],
    ['und', 'en', 'und'],
    ['klingon', 'en', null],
    ['Portugiesisch, glaube ich', 'de', null],
  ])('in a field as “%s” by a speaker of %s is %s', (written, speaker, tag) => {
    expect(languageInField(written, speaker)).toBe(tag);
  });

  it.each(['', ' ', 'xx', 'Klingonish', 'order', '12', 'a'.repeat(200)])('as “%s” is none', (word) => {
    expect(languageNamed(word, 'en')).toBeNull();
  });
});
