import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../../../functions/enrich/cleaning/clean.ts';

const lines = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '',
        'Hola, ¿dónde está mi pedido?',
        'On my invoice, the shop wrote:',
        'Op mijn factuur schreef de winkel:',
        '> citado',
        '-- ',
        'Sent from my iPhone',
        'From: me',
        'Costs $& and $1 and $$',
        'On Mon, Jan 5, 2026 at 10:12 AM Support <support@example.com> wrote:',
      ),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    ),
    { maxLength: 25 },
  )
  .map((all) => all.join('\n'));

const subsequence = (part: string, whole: string): boolean => {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at);
    if (at === -1) return false;
    at += character.length;
  }
  return true;
};

describe('clean', () => {
  it('only takes lines away: nothing is added, changed or moved', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const { text: left } = clean({ text, html: null, subject: null });

        expect(subsequence(left, text.replace(/\r\n?/g, '\n'))).toBe(true);
      }),
    );
  });

  it('leaves something to read wherever there was something', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const { text: left } = clean({ text, html: null, subject: null });

        expect(/\p{L}/u.test(left)).toBe(/\p{L}/u.test(text));
      }),
    );
  });

  it('keeps every line of a text without quotes, signature or disclaimer', () => {
    const own = fc.array(fc.constantFrom('Hola', '¿Qué tal?', 'On my invoice, the shop wrote:', 'Gracias'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(own, (written) => {
        const text = written.join('\n');

        expect(clean({ text, html: null, subject: null }).text).toBe(text);
      }),
    );
  });

  it('never throws and never hangs on hostile HTML', () => {
    const markup = fc.array(
      fc.constantFrom(
        '<div class="gmail_quote">',
        '<blockquote type="cite">',
        '</div>',
        '<',
        '<p',
        '<!--',
        '<b>',
        'texto',
        '&nbsp;',
        '</blockquote>',
        '<br>',
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(markup, (parts) => {
        expect(typeof clean({ text: 'x', html: parts.join(''), subject: null }).text).toBe('string');
      }),
    );
    expect(clean({ text: 'x', html: `${'<div>'.repeat(50_000)}hola`, subject: null }).text).toBe('hola');
  });

  it.each([
    ['dashes', '-'.repeat(60_000)],
    ['quoted attributions', 'On a b wrote:\n'.repeat(4_000)],
    ['one long line', 'On '.repeat(20_000)],
    ['half header', 'From: <a@b'.repeat(6_000)],
    ['digits', '1 '.repeat(30_000)],
  ])('is done within two seconds with 60 kB of %s', (_, text) => {
    const startedMs = performance.now();

    clean({ text, html: null, subject: null });

    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
