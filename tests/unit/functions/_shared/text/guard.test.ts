import { describe, expect, it } from 'vitest';
import {
  guard,
  guardInline,
  type Inline,
  isTag,
  maskedForReading,
  type Part,
  slice,
  unmask,
} from '../../../../../functions/_shared/text/guard.ts';

describe('What a service that only reads may see of a text', () => {
  it.each([
    ['a card', 'Pagué con 4111 1111 1111 1111 ayer', 'Pagué con XXXX-0001 ayer'],
    ['an IBAN', 'Meine IBAN: DE89 3704 0044 0532 0130 00.', 'Meine IBAN: XXXX-0001.'],
    [
      'both, and what looks like a mask already',
      'XXXX-0001: 5555555555554444, GB82WEST12345698765432',
      'XXXX-0001: XXXX-0002, XXXX-0003',
    ],
    ['a card without groups', 'Tarjeta 4111111111111111.', 'Tarjeta XXXX-0001.'],
    ['a card of fifteen digits', 'Amex 378282246310005', 'Amex XXXX-0001'],
    [
      'a card with other separators',
      '4111.1111.1111.1111, 4111\u00a01111\u00a01111\u00a01111',
      'XXXX-0001, XXXX-0002',
    ],
    ['a card with nines in it', 'Discover 6011000990139424', 'Discover XXXX-0001'],
    ['no number that only is as long', 'Envío 4111111111111112', 'Envío 4111111111111112'],
    ['no phone number', 'Tel. +4111111111111111', 'Tel. +4111111111111111'],
    ['the rest as it is', '¿Dónde está #10023456? ***ya*** 👍🏽', '¿Dónde está #10023456? ***ya*** 👍🏽'],
  ])('%s', (_, text, masked) => {
    expect(maskedForReading(text)).toBe(masked);
  });
});

const text = (value: string): Inline => ({ kind: 'text', text: value });
const kept = (value: string): Inline => ({ kind: 'text', text: value, isKept: true });
const open = (id: number) => ({ kind: 'open', id }) as const;
const close = (id: number) => ({ kind: 'close', id }) as const;

/** `text`, `[token]`, `<1`, `1>`, `<2/>`: a part at a glance. */
function shownPart(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'token':
      return `[${part.text}]`;
    case 'open':
      return `<${part.id}`;
    case 'close':
      return `${part.id}>`;
    case 'void':
      return `<${part.id}/>`;
  }
}
const shown = (parts: readonly Part[]) => parts.map(shownPart);

describe('A text as an engine is to see it', () => {
  it('is its words and its tokens in turn', () => {
    expect(shown(guard('Mi pedido #10023456 y XJ-900/2, no').parts)).toEqual([
      'Mi pedido ',
      '[#10023456]',
      ' y ',
      '[XJ-900/2]',
      ', no',
    ]);
  });

  it('begins and ends with a token where it does', () => {
    expect(shown(guard('#10023456 #10023457').parts)).toEqual(['[#10023456]', ' ', '[#10023457]']);
  });

  it('is nothing where there is none', () => {
    expect(guard('')).toEqual({ parts: [], masked: new Map(), wholes: [] });
  });

  it('says what each token is', () => {
    expect(guard('a@example.com Acme', { keepTerms: ['Acme'] }).parts).toEqual([
      { kind: 'token', text: 'a@example.com', of: 'email' },
      { kind: 'text', text: ' ' },
      { kind: 'token', text: 'Acme', of: 'term' },
    ]);
  });

  it('has its elements where they were', () => {
    const { parts, wholes } = guardInline([
      text('Mi '),
      open(1),
      text('pedido #10023456'),
      close(1),
      { kind: 'void', id: 2 },
      text(' llega'),
    ]);

    expect(shown(parts)).toEqual(['Mi ', '<1', 'pedido ', '[#10023456]', '1>', '<2/>', ' llega']);
    expect(wholes).toEqual([]);
    expect(parts.map(isTag)).toEqual([false, true, false, false, true, true, false]);
  });

  it('has a token that an element begins or ends in as several, which belong together', () => {
    const { parts, wholes } = guardInline([text('n.º #100'), open(1), text('23'), close(1), text('456 no')]);

    expect(shown(parts)).toEqual(['n.º ', '[#100]', '<1', '[23]', '1>', '[456]', ' no']);
    expect(wholes).toEqual(['#10023456']);
  });

  it('has a masked token that an element begins in masked in both parts', () => {
    const { parts, masked, wholes } = guardInline([text('4111 1111 '), open(1), text('1111 1111'), close(1)]);

    expect(shown(parts)).toEqual(['[XXXX-0001]', '<1', '[XXXX-0002]', '1>']);
    expect(masked).toEqual(
      new Map([
        ['XXXX-0001', '4111 1111 '],
        ['XXXX-0002', '1111 1111'],
      ]),
    );
    expect(wholes).toEqual([]);
  });

  it('has what its author wants kept as one token, whatever is in it or reaches into it', () => {
    const { parts, wholes } = guardInline([
      text('A #10023456 '),
      kept('npm run #10023457'),
      text(' #10023458 '),
      kept('x'),
    ]);

    expect(shown(parts)).toEqual([
      'A ',
      '[#10023456]',
      ' ',
      '[npm run #10023457]',
      ' ',
      '[#10023458]',
      ' ',
      '[x]',
    ]);
    expect(parts[3]).toEqual({ kind: 'token', text: 'npm run #10023457', of: 'kept' });
    expect(wholes).toEqual([]);
  });

  it('has two kept elements beside each other as two', () => {
    expect(shown(guardInline([kept('a'), open(1), kept('b'), close(1)]).parts)).toEqual([
      '[a]',
      '<1',
      '[b]',
      '1>',
    ]);
  });
});

describe('What its author marked', () => {
  const marked = (written: string, keepTerms: readonly string[] = []) =>
    shown(guard(written, { keepMarks: true, keepTerms }).parts);

  it.each([
    ['goes without its marks', 'Say ***Grüß Gott*** twice', ['Say ', '[Grüß Gott]', ' twice']],
    ['one letter is enough', '***x***', ['[x]']],
    ['two in one line', '***a*** b ***c***', ['[a]', ' b ', '[c]']],
    ['not with a space inside the marks', '*** a ***', ['*** a ***']],
    ['not over a line’s end', '***a\nb***', ['***a\nb***']],
    ['not with two marks only', '***a** b', ['***a** b']],
    ['with all that is in it', '***order #10023456 now***', ['[order #10023456 now]']],
  ])('%s', (_, written, parts) => {
    expect(marked(written)).toEqual(parts);
  });

  it('holds the terms in it, and leaves those before and behind it', () => {
    expect(marked('Acme ***by Acme*** Acme', ['Acme'])).toEqual(['[Acme]', ' ', '[by Acme]', ' ', '[Acme]']);
  });

  it('needs not stay together where an element runs through it', () => {
    const inline = [text('***a '), open(1), text('b'), close(1), text('***')];

    expect(guardInline(inline, { keepMarks: true }).wholes).toEqual([]);
  });

  it('is only emphasis in a customer’s text', () => {
    expect(shown(guard('***nicht das***').parts)).toEqual(['***nicht das***']);
  });
});

describe('What is never translated by name', () => {
  it.each([
    ['whole words in their case', 'Acme acme Acmes', ['Acme'], ['[Acme]', ' acme Acmes']],
    ['of two that begin alike the longer', 'Acme Pro', ['Acme', 'Acme Pro'], ['[Acme Pro]']],
    ['written with space around it', 'an Acme', [' Acme ', ' '], ['an ', '[Acme]']],
    [
      'one that reaches over another token is one with it',
      'Model X-200/3 Pro ok',
      ['X-200/3 Pro'],
      ['Model ', '[X-200/3 Pro]', ' ok'],
    ],
    [
      'one that begins in another token, too',
      'a@example.com Box ok',
      ['com Box'],
      ['[a@example.com Box]', ' ok'],
    ],
  ])('%s', (_, written, keepTerms, parts) => {
    expect(shown(guard(written, { keepTerms }).parts)).toEqual(parts);
  });
});

it('a number that holds a date is one token', () => {
  expect(shown(guard('Re INV-2024/03/12-77 ok').parts)).toEqual(['Re ', '[INV-2024/03/12-77]', ' ok']);
});

describe('What was masked', () => {
  it('is put back wherever its mask stands', () => {
    const masked = new Map([
      ['XXXX-0001', '4111 1111 1111 1111'],
      ['XXXX-0002', 'DE89 3704 0044 0532 0130 00'],
    ]);

    expect(unmask('b XXXX-0002, a XXXX-0001.', masked)).toBe(
      'b DE89 3704 0044 0532 0130 00, a 4111 1111 1111 1111.',
    );
    expect(unmask('XXXX-0001', new Map())).toBe('XXXX-0001');
  });
});

describe('A part of a guarded text', () => {
  const { parts } = guardInline([
    text('One '),
    open(1),
    text('two '),
    open(2),
    text('three'),
    close(2),
    close(1),
    { kind: 'void', id: 3 },
    text(' four'),
  ]);

  it.each([
    ['the whole', 0, 18, ['One ', '<1', 'two ', '<2', 'three', '2>', '1>', '<3/>', ' four']],
    ['the beginning', 0, 4, ['One ']],
    ['from an element on', 4, 13, ['<1', 'two ', '<2', 'three', '2>', '1>']],
    [
      'what an element reaches into is opened again',
      8,
      18,
      ['<1', '<2', 'three', '2>', '1>', '<3/>', ' four'],
    ],
    ['what an element reaches out of is closed', 0, 6, ['One ', '<1', 'tw', '1>']],
    ['a stretch inside of two', 9, 11, ['<1', '<2', 'hr', '2>', '1>']],
    ['the end', 13, 18, ['<3/>', ' four']],
    ['nothing', 2, 2, []],
  ])('%s', (_, start, end, expected) => {
    expect(shown(slice(parts, start, end))).toEqual(expected);
  });

  it('keeps tokens what they are', () => {
    expect(slice(guard('Mi #10023456').parts, 3, 12)).toEqual([
      { kind: 'token', text: '#10023456', of: 'reference' },
    ]);
  });
});
