import { describe, expect, it } from 'vitest';
import { languageTagOf } from '../../../events/language.ts';

describe('A language that somebody wrote', () => {
  it.each([
    ['de', 'de'],
    ['pt_BR', 'pt-BR'],
    ['zh-cn', 'zh-CN'],
    [' iw ', 'he'],
    ['en-x-staff', 'en'],
    ['de-u-co-phonebk', 'de'],
    ['und', 'und'],
    ['portuguese', null],
    ['x', null],
    ['x-staff', null],
    ['', null],
    [null, null],
  ])('as “%s” is the tag %s, of which there is a name', (written, tag) => {
    // Act
    const found = languageTagOf(written);

    // Assess
    expect(found).toBe(tag);
    expect(() => new Intl.DisplayNames('en', { type: 'language' }).of(found ?? 'und')).not.toThrow();
  });
});
