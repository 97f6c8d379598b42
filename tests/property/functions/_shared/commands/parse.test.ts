import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNote } from '../../../../../functions/_shared/commands/parse.ts';

/** Texts that are nearly, or really, commands. */
const note = fc
  .tuple(
    fc.constantFrom('', ' ', '\n', '\u2068', '\ufeff', '\u200f'),
    fc.constantFrom('#', '!', '＃', '！', '# ', '#\u00a0', '\u2068#', '#\u200b', '##', ''),
    fc.constantFrom(
      'translate',
      't',
      'T',
      'send',
      'lang',
      'history',
      'tranlate',
      'refund',
      'pause',
      'résumé',
      '123',
    ),
    fc.constantFrom('', ':', ':it', ':Français', ':pt-BR', '：de', ':xx'),
    fc.constantFrom('', ' ', '\n', '\u2069 ', '\u3000'),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((parts) => parts.join(''));

describe('A note, whatever it says,', () => {
  it('is read without an error, and its prefix is how it begins', () => {
    fc.assert(
      fc.property(fc.oneof(note, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseNote(text, 'en');

        if (parsed.kind === 'command') {
          expect(text.startsWith(parsed.prefix)).toBe(true);
          expect(parsed.prefix).toMatch(/[#!＃！]/);
        }
      }),
    );
  });

  it('as a command leaves the rest to the last character: prefix and rest are the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('#t ', '＃translate:it ', '!preview\n', '# t\u00a0'),
        fc.string(),
        (opening, rest) => {
          // What cannot be seen at the beginning of the rest belongs to the prefix.
          const said = `x${rest}`;

          const parsed = parseNote(`${opening}${said}`, 'en');

          expect(
            parsed.kind === 'command' && `${opening}${said}`.slice(parsed.prefix.length).trimStart(),
          ).toBe(said);
        },
      ),
    );
  });
});
