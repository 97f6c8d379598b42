import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../../../functions/enrich/cleaning/clean.ts';
import { readHtml, textOfLines } from '../../../../functions/enrich/cleaning/html-lines.ts';
import { mails } from '../../../support/mails.ts';
import { propertyRuns } from '../../../support/property-runs.ts';

const runs = { numRuns: propertyRuns };
/** Takes a fraction of a second, a few on a busy machine; an expression that goes back and forth takes minutes. */
const hangMs = 30_000;

/** Sentences that people write, some of which look like what programs write. */
const sentences = [
  'Hola, ¿dónde está mi pedido?',
  'Die Bestellnummer ist 10023456',
  'On my invoice, the shop wrote:',
  'Op mijn factuur schreef de winkel:',
  'From: me',
  'Costs $& and $1 and $$',
  'Thanks, I sent it from my iPhone yesterday.',
  'まだ届いていません。',
  'متى يصل الطلب؟',
  '- one, two -- three',
  'Am 5. Januar 2026 haben Sie mir geschrieben:',
];
const singleLines = [
  '> citado',
  '>> citado dos veces',
  '-- ',
  '--',
  'Sent from my iPhone',
  'On Mon, Jan 5, 2026 at 10:12 AM Support <support@example.com> wrote:',
  'This e-mail is confidential and intended only for the addressee. If you received it in error, please delete it.',
];
const madeLines = [
  ...singleLines,
  '________________________________',
  '-----Original Message-----',
  '---------- Forwarded message ---------',
  'From: Support <support@example.com>',
  'Date: Mon, 5 Jan 2026 10:12',
  'Subject: Re: x',
];
const textsOf = (programLines: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom('', ...sentences) },
        { weight: 2, arbitrary: fc.constantFrom(...programLines) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
      ),
      { maxLength: 25 },
    )
    .map((lines) => lines.join('\n'));
const texts = textsOf(madeLines);
const subjects = fc.constantFrom(null, 'Order', 'Fwd: Order');
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...sentences, ...madeLines).map((line) => line.replace(/</g, '&lt;')),
      fc.constantFrom(
        '<div class="gmail_quote">',
        '<div class="gmail_attr">',
        '<blockquote type="cite">',
        '<blockquote>',
        '</blockquote>',
        '<div id="appendonsend"></div>',
        '<div id="Signature">',
        '<div style="border-top:solid #E1E1E1 1.0pt">',
        '<div style="display:none">',
        '<div>',
        '</div>',
        '<p>',
        '<p class="MsoNormal">',
        '</p>',
        '<br>',
        '<br><br>',
        '<ul><li>',
        '</li></ul>',
        '<table><tr><td>',
        '</td><td>',
        '</table>',
        '<b>',
        '</b>',
        '<i>',
        '<a href="https://example.com/a?b=1&amp;c=2">',
        '</a>',
        '<img alt="Foto">',
        '<img alt="👍">',
        '<pre>\n one\n\n two',
        '</pre>',
        '&nbsp;',
        '&lt;b&gt; &amp;amp;',
        ' \n ',
        '<',
        '<!--',
        '-->',
      ),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const written = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;
const sum = ({ quotedLines, signatureLines, disclaimerLines }: ReturnType<typeof clean>['cut']) =>
  quotedLines + signatureLines + disclaimerLines;
const plain = (text: string, subject: string | null = null) => clean({ text, html: null, subject });

/** What programs put below a customer's words, from the whole mails. */
const tails = mails.flatMap(({ mail, left }) => {
  const text = mail.text.replace(/\r\n/g, '\n');
  const isAbove = mail.html === null && text.startsWith(left.text) && text.length > left.text.length;
  // Below few words a forwarded mail is the message: a rule of its own.
  if (mail.subject !== null) return [];
  return isAbove ? [text.slice(left.text.length)] : [];
});

describe('clean', () => {
  it('never throws, and leaves something to read wherever there was something', () => {
    fc.assert(
      fc.property(texts, subjects, (text, subject) => {
        const cleaned = plain(text, subject);

        expect(/\p{L}|\p{N}|\p{Extended_Pictographic}/u.test(cleaned.text)).toBe(
          /\p{L}|\p{N}|\p{Extended_Pictographic}/u.test(text),
        );
      }),
      runs,
    );
  });

  it('accounts for every written line of a plain text: left or counted', () => {
    fc.assert(
      fc.property(texts, subjects, (text, subject) => {
        const { text: left, cut } = plain(text, subject);

        expect(written(left) + sum(cut)).toBe(
          written(text.replace(/[\u200b\u2060\ufeff\u00ad]/g, '').replace(/\r\n?/g, '\n')),
        );
      }),
      runs,
    );
  });

  it('only takes away: nothing is added, changed or moved', () => {
    const isSubsequence = (part: string, whole: string): boolean => {
      let at = 0;
      for (const character of part) {
        at = whole.indexOf(character, at);
        if (at === -1) return false;
        at += character.length;
      }
      return true;
    };
    fc.assert(
      fc.property(texts, subjects, (text, subject) => {
        expect(isSubsequence(plain(text, subject).text, text.replace(/\r\n?/g, '\n'))).toBe(true);
      }),
      runs,
    );
  });

  it('leaves all of a customer’s words above what a program put below them, and nothing else', () => {
    const own = fc
      .array(fc.constantFrom('', ...sentences), { minLength: 1, maxLength: 8 })
      .map((lines) => lines.join('\n').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(own, fc.constantFrom(...tails), (words, tail) => {
        expect(plain(words + tail).text).toBe(words);
      }),
      runs,
    );
    expect(tails.length).toBeGreaterThan(30);
  });

  it('finds nothing more to cut in what it left, if no pieces of headers come together by the cut', () => {
    fc.assert(
      fc.property(textsOf(singleLines), (text) => {
        const once = plain(text);
        fc.pre(sum(once.cut) > 0);

        expect(plain(once.text).text).toBe(once.text);
      }),
      runs,
    );
  });

  it('reads any line end alike', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.replace(/\r/g, '');

        expect(plain(lines.replace(/\n/g, '\r\n'))).toEqual(plain(lines));
      }),
      runs,
    );
  });

  it('accounts for every written line of an HTML mail: left or counted', () => {
    fc.assert(
      fc.property(markup, subjects, (html, subject) => {
        const { text, cut } = clean({ text: '', html, subject });

        expect(written(text) + sum(cut)).toBe(written(textOfLines(readHtml(html).lines)));
      }),
      runs,
    );
  });

  it('gives markup whose plain text is the text', () => {
    fc.assert(
      fc.property(markup, subjects, (html, subject) => {
        const cleaned = clean({ text: '', html, subject });
        fc.pre(cleaned.html !== null);

        expect(textOfLines(readHtml(cleaned.html ?? '').lines)).toBe(cleaned.text);
      }),
      runs,
    );
  });

  it.each([
    ['dashes', '-'.repeat(60_000)],
    ['quoted attributions', 'On a b wrote:\n'.repeat(4_000)],
    ['one long line', 'On '.repeat(20_000)],
    ['half header', 'From: <a@b'.repeat(6_000)],
    ['digits', '1 '.repeat(30_000)],
    ['signatures', '--\n'.repeat(20_000)],
    ['footers', 'Sent from my iPhone\n'.repeat(3_000)],
    ['forwards', 'Begin forwarded message:\nFrom: a@example.com\nSubject: x\nTo: b\n'.repeat(900)],
    ['letters', 'a'.repeat(60_000)],
    ['signs of notices', 'confidential intended for '.repeat(2_300)],
    ['marks', '>'.repeat(60_000)],
    ['blank lines', `${'\n \n'.repeat(20_000)}x`],
  ])('does not hang on 60 kB of %s', { timeout: hangMs }, (_, text) => {
    // Act; its time limit is what is expected.
    plain(text, 'Fwd: x');
    clean({ text: 'x', html: `<div>${text.replace(/\n/g, '<br>')}</div>`, subject: 'Fwd: x' });
  });

  it('gives no markup that is nested deeper than any mail', () => {
    const html = clean({ text: 'x', html: `${'<div><b>'.repeat(5_000)}hola`, subject: null }).html;

    expect(html).toBe(`${'<div><b>'.repeat(128)}hola${'</b></div>'.repeat(128)}`);
  });

  it.each([
    ['open elements', '<div><b>'.repeat(7_000)],
    ['quotes', '<blockquote type="cite">x'.repeat(2_500)],
    ['small pieces', '&lt;'.repeat(15_000)],
    ['tags that never end', '<'.repeat(60_000)],
    ['items', '<li><a href="x">'.repeat(3_700)],
  ])('does not hang on 60 kB of %s', { timeout: hangMs }, (_, html) => {
    expect(clean({ text: 'x', html: `${html}hola`, subject: null }).text).toMatch(/hola$|^x$/);
  });
});
